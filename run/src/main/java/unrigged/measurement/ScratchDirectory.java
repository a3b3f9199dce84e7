package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes and removes directories for temporary files. */
final class ScratchDirectory {
    private static final int TRIES = 3;
    private static final String NAME = "scratch";

    private ScratchDirectory() {}

    /** A new empty one below {@code root}, which is there. */
    static Path fresh(Path root, int number) throws IOException {
        Path scratch = all(root).resolve("" + number);
        delete(scratch);
        Files.createDirectories(all(root));
        return PrivateFile.directory(scratch);
    }

    /** Holds all of them. */
    static Path all(Path root) {
        return root.resolve(NAME);
    }

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
