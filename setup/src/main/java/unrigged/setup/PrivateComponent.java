package unrigged.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads and writes the record of a program unpacked under {@code parts}; its paths are relative.
 */
final class PrivateComponent {
    private static final String FONTS = "usr/share/fonts";
    private static final String FONT_CONFIGURATION = "fonts.conf";

    /** The folder is relative to the file: what is unpacked is moved when it is whole. */
    private static final String CONFIGURATION_OF_FONTS =
            """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
              <dir prefix="relative">%s</dir>
              <cachedir prefix="xdg">fontconfig</cachedir>
              <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
              <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
              <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
            </fontconfig>
            """;

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
                        variables(folder, libraries)));
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

    /**
     * The environment that makes the dynamic linker look into {@code libraries} first, and what
     * draws text use the fonts of {@code folder} where it has some.
     */
    static Map<String, String> variables(Path folder, List<Path> libraries) {
        Map<String, String> variables = new HashMap<>();
        if (!libraries.isEmpty()) {
            variables.put(
                    "LD_LIBRARY_PATH",
                    libraries.stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator)));
        }
        Path fonts = folder.resolve(FONT_CONFIGURATION);
        if (Files.exists(fonts)) {
            variables.put("FONTCONFIG_FILE", fonts.toString());
        }
        return variables;
    }

    /** Makes the fonts in {@code folder} the only ones, whatever else the machine has. */
    static void configureFonts(Path folder) throws IOException {
        if (Files.isDirectory(folder.resolve(FONTS))) {
            Files.writeString(
                    folder.resolve(FONT_CONFIGURATION), CONFIGURATION_OF_FONTS.formatted(FONTS));
        }
    }
}
