package unrigged.catalog;

import java.nio.file.Path;

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
}
