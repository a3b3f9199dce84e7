package unrigged.inference;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import unrigged.metric.LoadResult;
import unrigged.metric.LoadResult.Second;

/** Whether throughput drifted within a measured window. */
final class DriftEstimator {
    /** Seconds from which the Theil–Sen slope replaces the comparison of halves. */
    static final int SECONDS_FOR_SLOPE = 4;

    private static final Median MEDIAN = Median.withDefaults();

    private DriftEstimator() {}

    /**
     * Change of throughput over the window as a share of its median; empty with fewer than two
     * whole seconds.
     *
     * <p>From four seconds: the median of the slopes between all pairs of seconds times the seconds
     * (Theil 1950, Sen 1968), which up to 29 % of wild seconds cannot move far. Below: second half
     * over first half − 1.
     */
    static OptionalDouble drift(LoadResult load) {
        double[] perSecond = wholeSeconds(load);
        int n = perSecond.length;
        if (n < 2) {
            return OptionalDouble.empty();
        }
        if (n < SECONDS_FOR_SLOPE) {
            double first = sum(perSecond, 0, n / 2);
            double second = sum(perSecond, n - n / 2, n);
            return first == 0 ? OptionalDouble.empty() : OptionalDouble.of(second / first - 1);
        }
        double middle = MEDIAN.evaluate(perSecond);
        return middle == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(theilSenSlope(perSecond) * n / middle);
    }

    /** The median of the slopes between all pairs of {@code values}, which are one apart. */
    static double theilSenSlope(double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int filled = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[filled++] = (values[j] - values[i]) / (j - i);
            }
        }
        return MEDIAN.evaluate(slopes);
    }

    /** A last second that the window cut short would look like a drop. */
    private static double[] wholeSeconds(LoadResult load) {
        List<Second> whole =
                load.seconds().stream()
                        .filter(s -> s.second() + 1 <= load.durationS() + 0.01)
                        .toList();
        return whole.stream().mapToDouble(Second::ok).toArray();
    }

    private static double sum(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).sum();
    }
}
