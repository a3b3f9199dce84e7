package unrigged.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import unrigged.program.EnvironmentException;
import unrigged.program.FileError;
import unrigged.program.StandardOutput;

/**
 * A file in HdrHistogram's log format: one untagged interval per second of the window, then the
 * whole window with the tag {@code window}. Nothing when no file was asked for. It has another name
 * until it is {@linkplain #finish whole}, so that no part of one is ever taken for it.
 */
final class HistogramLog implements AutoCloseable {
    static final String WINDOW_TAG = "window";

    /** A file under its name while it is written, and under its own. */
    private record Target(Path part, Path file, PrintStream out) {}

    private final @Nullable Target target;
    private final @Nullable HistogramLogWriter writer;
    private boolean whole;

    private HistogramLog(@Nullable Target target) {
        this.target = target;
        this.writer = target == null ? null : new HistogramLogWriter(target.out);
    }

    static HistogramLog open(Optional<Path> asked) {
        if (asked.isEmpty()) {
            return new HistogramLog(null);
        }
        try {
            Optional<OutputStream> printed = StandardOutput.named(asked.get());
            if (printed.isPresent()) {
                PrintStream out = new PrintStream(printed.get(), false, StandardCharsets.UTF_8);
                return new HistogramLog(new Target(asked.get(), asked.get(), out));
            }
            Path file = Files.exists(asked.get()) ? asked.get().toRealPath() : asked.get();
            // A pipe or a device cannot be replaced by a file.
            boolean replaceable =
                    !Files.exists(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            Path part = replaceable ? file.resolveSibling(file.getFileName() + ".part") : file;
            PrintStream out = new PrintStream(part.toFile(), StandardCharsets.UTF_8);
            return new HistogramLog(new Target(part, file, out));
        } catch (IOException e) {
            throw unwritable(asked.get() + ": " + FileError.reason(e));
        }
    }

    private static EnvironmentException unwritable(@Nullable String why) {
        return new EnvironmentException(
                "the histogram log cannot be written: " + why,
                "give --hlog a file in a directory that exists, is writable and has space");
    }

    void begin(long epochMs) {
        if (writer != null) {
            writer.outputComment(
                    "[Latencies in microseconds, 3 significant digits; answers and timeouts of unrigged load]");
            writer.outputComment(
                    "[Untagged: what ended in one second each. Tag=%s: in the whole measured window; with --follow what began in it]"
                            .formatted(WINDOW_TAG));
            writer.outputLogFormatVersion();
            writer.outputStartTime(epochMs);
            writer.outputLegend();
        }
    }

    /** {@code startNs} counts from the beginning of the window. */
    void interval(long startNs, long lengthNs, Histogram histogram) {
        if (writer != null) {
            writer.outputIntervalHistogram(
                    startNs / 1e9, (startNs + lengthNs) / 1e9, histogram, 1.0);
        }
    }

    void window(long lengthNs, Histogram histogram) {
        if (lengthNs > 0) {
            histogram.setTag(WINDOW_TAG);
            interval(0, lengthNs, histogram);
        }
    }

    /** Gives the file its name; without this {@link #close} deletes what there is of it. */
    void finish() {
        if (target == null) {
            return;
        }
        // The stream keeps an error, such as a full disk, to itself until it is asked.
        if (target.out.checkError()) {
            throw unwritable(target.file + ": not all of it was taken; is the disk full?");
        }
        target.out.close();
        try {
            if (!target.part.equals(target.file)) {
                Files.move(
                        target.part,
                        target.file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            whole = true;
        } catch (IOException e) {
            throw unwritable(FileError.reason(e));
        }
    }

    @Override
    public void close() {
        if (target != null) {
            target.out.close();
            if (!whole && !target.part.equals(target.file)) {
                try {
                    Files.deleteIfExists(target.part);
                } catch (IOException _) {
                    // What is left of it has another name.
                }
            }
        }
    }
}
