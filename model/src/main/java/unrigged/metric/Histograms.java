package unrigged.metric;

import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Reads the HdrHistogram logs that the load generator writes: latencies in µs, three significant
 * digits.
 */
public final class Histograms {
    private Histograms() {}

    /** All answers of all {@code logs} in one histogram; a file that is missing counts nothing. */
    public static Histogram pooled(List<Path> logs) {
        Histogram pooled = new Histogram(3);
        pooled.setAutoResize(true);
        for (Path log : logs) {
            if (Files.exists(log)) {
                addAll(log.toFile(), pooled);
            }
        }
        return pooled;
    }

    /** From HdrHistogram's compressed text; empty when that is damaged. */
    public static Histogram decoded(String text) {
        try {
            return Histogram.fromString(text);
        } catch (DataFormatException | RuntimeException _) {
            // The library says so in several ways, UnsupportedOperationException among them.
            return new Histogram(3);
        }
    }

    private static void addAll(File log, Histogram pooled) {
        try (HistogramLogReader reader = new HistogramLogReader(log)) {
            while (reader.hasNext()) {
                EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval instanceof Histogram histogram && histogram.getTag() == null) {
                    pooled.add(histogram);
                }
            }
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(log + " vanished while it was read", e);
        }
    }
}
