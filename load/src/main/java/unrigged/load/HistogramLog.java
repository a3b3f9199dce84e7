package unrigged.load;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * A file in HdrHistogram's log format: one untagged interval per second of the window, then the
 * whole window with the tag {@code window}. Nothing when no file was asked for.
 */
final class HistogramLog implements AutoCloseable {
    static final String WINDOW_TAG = "window";

    private final @Nullable HistogramLogWriter writer;

    private HistogramLog(@Nullable HistogramLogWriter writer) {
        this.writer = writer;
    }

    static HistogramLog open(Optional<Path> file) throws EnvironmentFault {
        if (file.isEmpty()) {
            return new HistogramLog(null);
        }
        try {
            return new HistogramLog(new HistogramLogWriter(file.get().toFile()));
        } catch (FileNotFoundException e) {
            throw new EnvironmentFault(
                    "the histogram log cannot be written: %s\n  to fix: give --hlog a file in a directory that exists and is writable"
                            .formatted(e.getMessage()));
        }
    }

    void begin(long epochMs) {
        if (writer != null) {
            writer.outputComment(
                    "[Latencies in microseconds, 3 significant digits; answers and timeouts of unrigged load]");
            writer.outputComment(
                    "[Untagged: one second each. Tag=%s: the whole measured window, the same answers again]"
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

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
