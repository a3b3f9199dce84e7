package unrigged.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine as far as setup looks at it; tests pass folders full of fakes.
 *
 * @param path the folders of PATH
 * @param usual folders that hold servers although an ordinary user's PATH leaves them out
 * @param postgresRoots folders with one folder per PostgreSQL version, each with a {@code bin}
 * @param architecture as {@code os.arch} spells it
 */
record HostMachine(
        List<Path> path, List<Path> usual, List<Path> postgresRoots, String architecture) {
    static HostMachine real() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new HostMachine(
                Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(entry -> entry.startsWith("/"))
                        .map(Path::of)
                        .toList(),
                Stream.of(
                                "/usr/local/sbin",
                                "/usr/sbin",
                                "/sbin",
                                "/usr/local/bin",
                                "/usr/bin",
                                "/bin")
                        .map(Path::of)
                        .toList(),
                List.of(Path.of("/usr/lib/postgresql")),
                System.getProperty("os.arch", "unknown").toLowerCase(Locale.ROOT));
    }

    /** The first executable of that name; {@code fix} says how to get it where there is none. */
    Path required(String name, String fix) {
        return find(name)
                .orElseThrow(() ->
                        new UnavailableException(
                                "there is no program "
                                        + name
                                        + " in "
                                        + Stream.concat(path.stream(), usual.stream())
                                                .distinct()
                                                .map(Path::toString)
                                                .collect(Collectors.joining(", ")),
                                fix));
    }

    /** The first executable of that name on PATH, then in the usual folders. */
    Optional<Path> find(String name) {
        return all(name).findFirst();
    }

    Stream<Path> all(String name) {
        return Stream.concat(path.stream(), usual.stream())
                .distinct()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file));
    }

    /** The {@code bin} folders of PostgreSQL as Debian lays it out, newest version first. */
    List<Path> postgresFolders() {
        Map<Path, Integer> versions = new LinkedHashMap<>();
        for (Path root : postgresRoots) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
                for (Path folder : folders) {
                    String name = folder.getFileName().toString();
                    if (name.matches("\\d{1,4}")) {
                        versions.put(folder.resolve("bin"), Integer.parseInt(name));
                    }
                }
            } catch (IOException unreadable) {
                // A folder we may not read holds no PostgreSQL we could start.
            }
        }
        return versions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** PATH for the programs we start: theirs first, then what every system script expects. */
    String childPath() {
        List<Path> folders = new ArrayList<>(path);
        Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").map(Path::of).forEach(folders::add);
        return folders.stream()
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
