package unrigged.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import unrigged.program.Arguments;
import unrigged.program.EnvironmentException;
import unrigged.setup.Setup;

/**
 * Where the program, its JDK and its private directory are.
 *
 * @param checkout root of the repository
 * @param java home of the JDK that runs everything
 * @param cacheDirectory private directory: parts, environments, the table
 */
record Installation(Path checkout, Path java, Path cacheDirectory) {

    /**
     * As the launcher says by system properties, and the user by UNRIGGED_HOME or XDG_CACHE_HOME.
     */
    static Installation here() {
        Path checkout = Path.of(System.getProperty("unrigged.checkout", "")).toAbsolutePath();
        if (!Files.exists(checkout.resolve("stacks/stacks.yaml"))) {
            throw new EnvironmentException(
                    "no stacks/stacks.yaml in " + checkout,
                    "the repository of unrigged",
                    "start it by the launcher ./unrigged in the repository");
        }
        Path java = Path.of(System.getProperty("unrigged.java", System.getProperty("java.home")));
        Path cacheDirectory = Setup.cacheDirectory(System.getenv());
        requireListable("repository", checkout, ":\n");
        // The dynamic linker also splits at a semicolon: ld.so(8), LD_LIBRARY_PATH.
        requireListable("private directory", cacheDirectory, ":;\n");
        if (Arguments.isDamaged(Path.of("").toAbsolutePath().toString())) {
            throw new EnvironmentException(
                    "the name of the current directory is not UTF-8, so no path below it can be given",
                    "change to another directory, or call this one otherwise");
        }
        return new Installation(checkout, java, cacheDirectory);
    }

    /**
     * Programs and libraries are found by lists of directories, PATH, PYTHONPATH, class path and
     * LD_LIBRARY_PATH, which have no way to quote what separates their elements.
     */
    static void requireListable(String what, Path path, String separators) {
        if (Arguments.isDamaged(path.toString())) {
            throw new EnvironmentException(
                    "the path of the %s is not UTF-8: '%s'".formatted(what, path),
                    "UTF-8, as configuration files and journals are",
                    elsewhere(what));
        }
        for (int i = 0; i < separators.length(); i++) {
            if (path.toString().indexOf(separators.charAt(i)) >= 0) {
                throw new EnvironmentException(
                        "the path of the %s cannot be an element of PATH, LD_LIBRARY_PATH or a class path: '%s'"
                                .formatted(what, path),
                        "none of these in it: " + separators.replace("\n", " newline").strip(),
                        elsewhere(what));
            }
        }
    }

    private static String elsewhere(String what) {
        return what.equals("private directory")
                ? "set UNRIGGED_HOME to another directory"
                : "move it, or call it otherwise";
    }

    /** The built-in catalogue. */
    Path stacks() {
        return checkout.resolve("stacks/stacks.yaml");
    }

    /** The load generator's JVM and program: what is between java and its own arguments. */
    List<String> loader() {
        Path load = checkout.resolve("load");
        return List.of(
                "@" + load.resolve("jvm.options"),
                "-XX:AOTCache=" + load.resolve("target/load.aot"),
                "-jar",
                load.resolve("target/unrigged-load.jar").toString());
    }
}
