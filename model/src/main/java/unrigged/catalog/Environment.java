package unrigged.catalog;

import java.nio.file.Path;
import java.util.List;

/** What a stack needs installed or built before it can start. */
public sealed interface Environment {
    /** Its name in {@code stacks.yaml}, unique within the catalogue. */
    String name();

    /**
     * A virtual environment made from {@code lock}, a requirements file in which every entry
     * carries hashes.
     */
    record Python(String name, Path lock) implements Environment {}

    /** A Maven project of its own, in {@code project}; built into its {@code target} folder. */
    record Maven(String name, Path project) implements Environment {}

    /** A Node.js project: {@code npm ci} puts what its package-lock.json names beside it. */
    record Node(String name, Path project) implements Environment {}

    /** A Go module; its main package is built into the private directory. */
    record Go(String name, Path project) implements Environment {}

    /**
     * Nothing is installed or built; these programs must be there.
     *
     * @param directory where programs that are paths, such as {@code ./server}, start
     * @param programs names on PATH, or paths
     */
    record Programs(String name, Path directory, List<String> programs) implements Environment {
        public Programs {
            programs = List.copyOf(programs);
        }
    }
}
