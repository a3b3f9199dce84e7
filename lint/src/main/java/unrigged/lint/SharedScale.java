package unrigged.lint;

import java.util.List;
import java.util.Optional;

/**
 * The factor that most rows share, where rounding leaves each an interval of factors: the range
 * that lies in the most intervals.
 *
 * @param from of the range of factors
 * @param to of it
 * @param rows how many rows' intervals it lies in
 */
record SharedScale(double from, double to, int rows) {
    /** The factors of one row. */
    record Range(double from, double to) {}

    /** Empty without ranges. */
    static Optional<SharedScale> of(List<Range> ranges) {
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        double[] begins = ranges.stream().mapToDouble(Range::from).sorted().toArray();
        double[] ends = ranges.stream().mapToDouble(Range::to).sorted().toArray();
        int most = 0;
        double from = 0;
        double to = 0;
        int ended = 0;
        for (int begun = 1; begun <= begins.length; begun++) {
            while (ends[ended] < begins[begun - 1]) {
                ended++;
            }
            if (begun - ended > most) {
                most = begun - ended;
                from = begins[begun - 1];
                to = ends[ended];
            }
        }
        return Optional.of(new SharedScale(from, to, most));
    }

    boolean within(Range range) {
        return range.from() <= to && range.to() >= from;
    }

    double middle() {
        return (from + to) / 2;
    }
}
