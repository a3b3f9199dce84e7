package unrigged.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;

/** Where a new run is written. */
final class FreshDirectory {
    private FreshDirectory() {}

    /**
     * @param out as it was given; without it the next one of the day
     * @throws InvalidInputException when it is there and not empty
     */
    static RunDirectory of(@Nullable Path out) throws IOException {
        return new RunDirectory(out == null ? nextDirectory(Path.of("runs")) : requireEmpty(out));
    }

    private static Path nextDirectory(Path runs) {
        for (int n = 1; ; n++) {
            Path candidate =
                    runs.resolve(LocalDate.now(java.time.ZoneId.systemDefault()) + "-" + n);
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }

    private static Path requireEmpty(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new InvalidInputException(
                    "--out: "
                            + directory
                            + " is a file; expected a directory that is new or empty");
        }
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new InvalidInputException(
                            "--out: "
                                    + directory
                                    + " is not empty; expected a directory that is new or empty"
                                    + (Files.exists(directory.resolve("journal.jsonl"))
                                            ? ".\n  to go on with the run in it: unrigged resume "
                                                    + directory
                                            : ""));
                }
            }
        }
        return directory;
    }
}
