package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import unrigged.deployment.PlaceholderException;
import unrigged.process.ProcessStartException;
import unrigged.program.EnvironmentException;
import unrigged.program.FileError;

/**
 * What a failure concerns: one trial, which then has a reason instead of figures, or the whole run,
 * which ends. A run ends only when it cannot record any more, cannot start or stop processes any
 * more, has no disk space, or has no database.
 */
final class TrialFailures {
    /** Less than a trial's logs and histogram need, in bytes: the disk counts as full. */
    private static final long FULL = 4L << 20;

    private TrialFailures() {}

    /**
     * Why a trial failed.
     *
     * @param directories where this run writes
     * @throws EnvironmentException when the reason is one that every other trial would fail for
     */
    static TrialException ofTrial(Exception failure, List<Path> directories) {
        directories.forEach(directory -> requireRoom(directory, failure));
        return switch (failure) {
            case TrialException exception -> exception;
            case ProcessStartException refused -> new TrialException(refused.what(), "");
            case PlaceholderException unknown -> new TrialException(unknown.what(), "");
            case UncheckedIOException e -> new TrialException(file(e), "");
            case IOException e -> new TrialException(file(e), "");
            default -> throw new IllegalArgumentException("no operating error", failure);
        };
    }

    /** One sentence about a file, or a socket, that could not be used. */
    static String file(IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                    FileError.reason(missing) + ": " + missing.getFile();
            case AccessDeniedException denied -> FileError.reason(denied) + ": " + denied.getFile();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    static String file(UncheckedIOException e) {
        IOException cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : file(cause);
    }

    private static void requireRoom(Path directory, Exception cause) {
        try {
            FileStore store = Files.getFileStore(directory);
            if (store.getUsableSpace() < FULL) {
                throw new EnvironmentException(
                        "no disk space left: %s has %d kB free."
                                .formatted(directory, store.getUsableSpace() >> 10),
                        "free some, then resume the run; finished trials count",
                        cause);
            }
        } catch (IOException gone) {
            throw new EnvironmentException(
                    "a directory that the run needs cannot be used any more: " + file(gone) + ".",
                    "bring it back, then resume the run; finished trials count",
                    gone);
        }
    }
}
