package unrigged.inference;

import java.util.Arrays;
import java.util.Collection;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies in µs, counted in HdrHistogram's classes of three digits; only classes that have a
 * count, in order. A slice has a few hundred answers, which a histogram spreads over as many
 * thousand classes: to add or to rank them here takes as long as there are different latencies.
 * Every figure is the one that a histogram with the same counts gives.
 */
final class LatencyCounts {
    static final LatencyCounts NONE = new LatencyCounts(new long[0], new long[0]);

    static final int DIGITS = 3;

    /** Knows the bounds of the classes; nothing is counted in it. */
    private static final Histogram CLASSES = new Histogram(DIGITS);

    /** The highest latency of each class. */
    private final long[] highestUs;

    /** How many answers are in each class or in one before it. */
    private final long[] upTo;

    private LatencyCounts(long[] highestUs, long[] upTo) {
        this.highestUs = highestUs;
        this.upTo = upTo;
    }

    static LatencyCounts of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        Histogram alike = histogram;
        if (histogram.getNumberOfSignificantValueDigits() != DIGITS
                || histogram.getLowestDiscernibleValue() != 1) {
            alike = new Histogram(DIGITS);
            alike.setAutoResize(true);
            alike.add(histogram);
        }
        Classes classes = new Classes(16);
        for (HistogramIterationValue value : alike.recordedValues()) {
            classes.add(value.getValueIteratedTo(), value.getTotalCountToThisValue());
        }
        return classes.counts();
    }

    /** Classes that have a count, as they come, in order. */
    static final class Classes {
        private long[] highestUs;
        private long[] upTo;
        private int size;

        Classes(int expected) {
            highestUs = new long[expected];
            upTo = new long[expected];
        }

        /**
         * One more.
         *
         * @param highest latency of the class, µs
         * @param total how many answers are in it or in one before it
         */
        void add(long highest, long total) {
            if (size == highestUs.length) {
                highestUs = Arrays.copyOf(highestUs, 2 * size);
                upTo = Arrays.copyOf(upTo, 2 * size);
            }
            highestUs[size] = highest;
            upTo[size] = total;
            size++;
        }

        LatencyCounts counts() {
            return new LatencyCounts(Arrays.copyOf(highestUs, size), Arrays.copyOf(upTo, size));
        }
    }

    static LatencyCounts sum(Collection<LatencyCounts> parts) {
        return parts.stream().reduce(NONE, LatencyCounts::plus);
    }

    LatencyCounts plus(LatencyCounts other) {
        if (highestUs.length == 0) {
            return other;
        }
        if (other.highestUs.length == 0) {
            return this;
        }
        Classes classes = new Classes(highestUs.length + other.highestUs.length);
        int i = 0;
        int j = 0;
        while (i < highestUs.length || j < other.highestUs.length) {
            long own = i < highestUs.length ? highestUs[i] : Long.MAX_VALUE;
            long others = j < other.highestUs.length ? other.highestUs[j] : Long.MAX_VALUE;
            if (own <= others) {
                i++;
            }
            if (others <= own) {
                j++;
            }
            classes.add(
                    Math.min(own, others),
                    (i == 0 ? 0 : upTo[i - 1]) + (j == 0 ? 0 : other.upTo[j - 1]));
        }
        return classes.counts();
    }

    long total() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** The highest latency of the last class; 0 of none. */
    long maxUs() {
        return highestUs.length == 0 ? 0 : highestUs[highestUs.length - 1];
    }

    /**
     * The latency of the {@code rank}th answer, from 1 for the shortest; of a rank beyond them the
     * longest.
     */
    long atRank(long rank) {
        int low = 0;
        int high = upTo.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < upTo.length ? highestUs[low] : maxUs();
    }

    /** As {@link Histogram#getValueAtPercentile} finds the rank; 0 of none. */
    long atPercentile(double percent) {
        double below = Math.clamp(Math.nextDown(percent), 0.0, 100.0);
        return atRank(Math.max(1, (long) Math.ceil(below * total() / 100.0)));
    }

    /** In µs, each answer in the middle of its class; 0 of none. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < highestUs.length; i++) {
            long count = upTo[i] - (i == 0 ? 0 : upTo[i - 1]);
            sum += CLASSES.medianEquivalentValue(highestUs[i]) * (double) count;
        }
        return highestUs.length == 0 ? 0 : sum / total();
    }

    /** How many are in the class of this latency or in one behind it. */
    long from(long us) {
        long before = 0;
        for (int i = 0; i < highestUs.length && highestUs[i] < us; i++) {
            before = upTo[i];
        }
        return total() - before;
    }
}
