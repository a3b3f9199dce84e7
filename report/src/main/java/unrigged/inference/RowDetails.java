package unrigged.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Turn;
import unrigged.inference.Row.SliceState;

/** What is behind a row's figures. */
final class RowDetails {
    private static final double[] SHARES = {
        0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999
    };

    /** With fewer answers beyond it a quantile is that of single answers. */
    private static final int ANSWERS_BEYOND = 10;

    /** Of a single slice's P99, which is shown beside many others: one answer is beyond it. */
    private static final int ANSWERS_FOR_P99 = 100;

    private final SliceTimes times;
    private final LatencySource source;

    RowDetails(SliceTimes times, LatencySource source) {
        this.times = times;
        this.source = source;
    }

    /**
     * @param latencies of all answers of the cell
     */
    Row.Details of(CellTrials cell, LatencyCounts latencies) {
        List<Row.Slice> slices = new ArrayList<>();
        for (TrialMeasured one : cell.measured()) {
            slices.add(slice(one, cell.hasPart(one) ? SliceState.COUNTED : SliceState.LOST));
        }
        cell.slices()
                .ifPresent(facts ->
                        facts.replaced()
                                .forEach(one -> slices.add(slice(one, SliceState.REPLACED))));
        for (TrialFailed one : cell.failed()) {
            slices.add(
                    new Row.Slice(
                            one.slot().block(),
                            round(one),
                            OptionalDouble.empty(),
                            times.minute(one),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            SliceState.FAILED));
        }
        List<Row.Quantile> quantiles = new ArrayList<>();
        for (double share : SHARES) {
            if (Math.min(share, 1 - share) * latencies.total() >= ANSWERS_BEYOND) {
                quantiles.add(new Row.Quantile(share, latencies.atPercentile(100 * share) / 1e3));
            }
        }
        return new Row.Details(
                slices,
                quantiles,
                latencies.total() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(latencies.mean() / 1e3));
    }

    private Row.Slice slice(TrialMeasured one, SliceState state) {
        LatencyCounts own = source.of(one);
        return new Row.Slice(
                one.slot().block(),
                round(one),
                OptionalDouble.of(one.load().perSecond()),
                times.minute(one),
                percentile(own, 50, ANSWERS_BEYOND),
                percentile(own, 99, ANSWERS_FOR_P99),
                state);
    }

    private static OptionalDouble percentile(LatencyCounts latencies, double percent, long needed) {
        return latencies.total() < needed
                ? OptionalDouble.empty()
                : OptionalDouble.of(latencies.atPercentile(percent) / 1e3);
    }

    private static int round(Observation end) {
        return end.slot().turn().map(Turn::round).orElse(1);
    }
}
