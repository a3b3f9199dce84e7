package unrigged.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import unrigged.run.CannotRun;

/**
 * Where the program, its JDK and its private directory are.
 *
 * @param checkout root of the repository
 * @param java home of the JDK that runs everything
 * @param home private directory: parts, environments, the table
 */
record Installation(Path checkout, Path java, Path home) {

    /**
     * As the launcher says by system properties, and the user by UNRIGGED_HOME or XDG_CACHE_HOME.
     */
    static Installation here() {
        Path checkout = Path.of(System.getProperty("unrigged.checkout", "")).toAbsolutePath();
        if (!Files.exists(checkout.resolve("stacks/stacks.yaml"))) {
            throw new CannotRun(
                    "no stacks/stacks.yaml in "
                            + checkout
                            + "\n  expected: the repository of unrigged\n  to fix:   start it by the launcher ./unrigged in the repository");
        }
        Path java = Path.of(System.getProperty("unrigged.java", System.getProperty("java.home")));
        return new Installation(
                usable("the repository", checkout),
                java,
                usable("the private directory", home(System.getenv())));
    }

    /**
     * Class paths are separated by colons, and the dynamic linker takes a semicolon for one as well
     * (ld.so(8), LD_LIBRARY_PATH); neither can be quoted.
     */
    static Path usable(String what, Path path) {
        for (String separator : List.of(":", ";")) {
            if (path.toString().contains(separator)) {
                throw new CannotRun(
                        "%s is %s, and programs cannot be started from a path with '%s' in it.\n  to fix: %s"
                                .formatted(
                                        what,
                                        path,
                                        separator,
                                        what.endsWith("directory")
                                                ? "set UNRIGGED_HOME to another directory"
                                                : "move it to another directory"));
            }
        }
        return path;
    }

    static Path home(Map<String, String> environment) {
        String own = environment.getOrDefault("UNRIGGED_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!cache.isEmpty()) {
            return Path.of(cache).toAbsolutePath().resolve("unrigged");
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new CannotRun(
                    "HOME is not set, so there is no place for the parts that unrigged provisions."
                            + "\n  to fix: set UNRIGGED_HOME to a directory of your own");
        }
        return Path.of(home).toAbsolutePath().resolve(".cache/unrigged");
    }

    /** The built-in catalogue. */
    Path stacks() {
        return checkout.resolve("stacks/stacks.yaml");
    }

    /** The load generator's JVM and program: what stands between java and its own arguments. */
    List<String> loader() {
        Path load = checkout.resolve("load");
        return List.of(
                "@" + load.resolve("jvm.options"),
                "-XX:AOTCache=" + load.resolve("target/load.aot"),
                "-jar",
                load.resolve("target/unrigged-load.jar").toString());
    }
}
