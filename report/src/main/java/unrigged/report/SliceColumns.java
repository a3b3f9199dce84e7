package unrigged.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unrigged.inference.Figure;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.RankSet;
import unrigged.inference.Ratio;
import unrigged.inference.Row;

/** The columns that CSV has at the end for runs of slices. */
final class SliceColumns {
    static final List<String> HEADER =
            List.of(
                    "p50_lo_ms",
                    "p50_hi_ms",
                    "p99_lo_ms",
                    "p99_hi_ms",
                    "throughput_ratio_single_lo",
                    "throughput_ratio_single_hi",
                    "cpu_total_lo_ms_per_request",
                    "cpu_total_hi_ms_per_request",
                    "rank_best",
                    "rank_worst");

    private SliceColumns() {}

    static List<String> of(Row row) {
        List<String> fields = new ArrayList<>();
        for (Figure figure :
                List.of(
                        row.figure(Metrics.P50),
                        row.figure(Metrics.P99),
                        row.figure(Metrics.THROUGHPUT_RATIO),
                        row.figure(Metrics.CPU))) {
            fields.addAll(
                    switch (figure) {
                        case Percentile.Resolved p -> ends(p.interval().orElse(null));
                        case Ratio.Measured r -> ends(r.single().orElse(null));
                        case Figure.ByTier t -> ends(t.totalInterval().orElse(null));
                        default -> List.of("", "");
                    });
        }
        RankSet ranks = row.ranks().get(Metrics.THROUGHPUT_RATIO);
        fields.addAll(
                ranks == null ? List.of("", "") : List.of("" + ranks.best(), "" + ranks.worst()));
        return fields;
    }

    private static List<String> ends(@Nullable Interval interval) {
        return interval instanceof Interval.Bounded(double lo, double hi)
                ? List.of(ResultCsv.number(lo), ResultCsv.number(hi))
                : List.of("", "");
    }
}
