package unrigged.lint;

import java.util.ArrayList;
import java.util.Comparator;
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
    /** The end of an interval. */
    private record End(double at, boolean begins) {}

    /** The factors of one row. */
    record Range(double from, double to) {}

    /** Empty without ranges. */
    static Optional<SharedScale> of(List<Range> ranges) {
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        List<End> ends = new ArrayList<>();
        for (Range range : ranges) {
            ends.add(new End(range.from(), true));
            ends.add(new End(range.to(), false));
        }
        ends.sort(
                Comparator.comparingDouble(End::at)
                        .thenComparing(End::begins, Comparator.reverseOrder()));
        int open = 0;
        int most = 0;
        double from = 0;
        double to = 0;
        for (int i = 0; i < ends.size(); i++) {
            open += ends.get(i).begins() ? 1 : -1;
            if (open > most) {
                most = open;
                from = ends.get(i).at();
                to = ends.get(i + 1).at();
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
