package unrigged.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads and writes the record of a program unpacked under {@code parts}; its paths are relative.
 */
final class PrivateComponent {
    private PrivateComponent() {}

    /** The program in {@code folder}; empty when it is not there or not whole. */
    static Optional<Component.Program> read(Tool tool, Path folder) throws IOException {
        Optional<Map<String, String>> found =
                CacheDirectory.read(folder.resolve(CacheDirectory.RECORD));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> record = found.get();
        Path executable = folder.resolve(record.getOrDefault("executable", "absent"));
        if (!Files.isExecutable(executable)) {
            return Optional.empty();
        }
        List<Path> libraries =
                record.getOrDefault("libraries", "").lines().map(folder::resolve).toList();
        return Optional.of(
                new Component.Program(
                        tool.title(),
                        record.getOrDefault("version", "unknown"),
                        record.getOrDefault("origin", "unknown"),
                        executable,
                        variables(libraries)));
    }

    /** Marks {@code folder} as whole. */
    static void write(
            Path folder, String version, String origin, Path executable, List<Path> libraries)
            throws IOException {
        Map<String, String> record = new LinkedHashMap<>();
        record.put("version", version);
        record.put("origin", origin);
        record.put("executable", folder.relativize(executable).toString());
        record.put(
                "libraries",
                libraries.stream()
                        .map(library -> folder.relativize(library).toString())
                        .collect(Collectors.joining("\n")));
        CacheDirectory.write(folder.resolve(CacheDirectory.RECORD), record);
    }

    /** The environment that makes the dynamic linker look into {@code libraries} first. */
    static Map<String, String> variables(List<Path> libraries) {
        return libraries.isEmpty()
                ? Map.of()
                : Map.of(
                        "LD_LIBRARY_PATH",
                        libraries.stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
    }
}
