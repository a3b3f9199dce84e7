package unrigged.load;

import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * The form of every histogram here: µs, three significant digits, up to an hour. Below 1 ms the
 * resolution is 1 µs, so that there are fewer digits.
 */
final class LatencyHistograms {
    private static final long HIGHEST_US = 3_600_000_000L;
    private static final int DIGITS = 3;

    private LatencyHistograms() {}

    static Histogram empty() {
        return new Histogram(1, HIGHEST_US, DIGITS);
    }

    static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.clamp((ns + 500) / 1000, 0, HIGHEST_US));
    }

    static OptionalDouble percentileMs(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(histogram.getValueAtPercentile(percentile) / 1e3);
    }
}
