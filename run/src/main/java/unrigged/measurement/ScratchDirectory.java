package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes directories of our own making. */
final class ScratchDirectory {
    private static final int TRIES = 3;

    private ScratchDirectory() {}

    /** Deletes it; what a process that is ending removes at the same time is no error. */
    static void delete(Path directory) throws IOException {
        for (int tries = 1; Files.exists(directory); tries++) {
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                if (tries == TRIES) {
                    throw new IOException(directory + " cannot be deleted: " + e.getMessage(), e);
                }
            }
        }
    }
}
