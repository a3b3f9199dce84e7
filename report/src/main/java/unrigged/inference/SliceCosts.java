package unrigged.inference;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/**
 * CPU time per right answer of a cell of slices: a block's value is the ratio of its sums, an
 * interval is that of the blocks' logarithms.
 */
final class SliceCosts {
    private SliceCosts() {}

    /** The interval of each tier for which there is one. */
    static Map<Tier, Interval.Bounded> intervals(CellTrials cell) {
        Map<Tier, Interval.Bounded> intervals = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            interval(
                            cell,
                            slice ->
                                    Optional.ofNullable(slice.tiers().get(tier))
                                            .map(TierUsage::cpuNs)
                                            .orElse(0L))
                    .ifPresent(interval -> intervals.put(tier, interval));
        }
        return intervals;
    }

    static Optional<Interval.Bounded> total(CellTrials cell) {
        return interval(cell, TrialMeasured::cpuNs);
    }

    private static Optional<Interval.Bounded> interval(
            CellTrials cell, ToLongFunction<TrialMeasured> cpuNs) {
        double[] ms =
                logs(cell, cpuNs).values().stream()
                        .mapToDouble(log -> log - Math.log(1e6))
                        .toArray();
        Look look = cell.slices().map(SliceFacts::look).orElse(Look.ANYTIME);
        return Arrays.stream(ms).allMatch(Double::isFinite)
                        && look.interval(ms, AnytimeInterval.ALPHA).exp()
                                instanceof Interval.Bounded bounded
                ? Optional.of(bounded)
                : Optional.empty();
    }

    /** ln(CPU time in ns / right answers) by block. */
    static Map<Integer, Double> logs(CellTrials cell, ToLongFunction<TrialMeasured> cpuNs) {
        Map<Integer, long[]> sums = new TreeMap<>();
        for (TrialMeasured slice : cell.measured()) {
            if (cell.hasPart(slice)) {
                long[] sum = sums.computeIfAbsent(slice.slot().block(), _ -> new long[2]);
                sum[0] += cpuNs.applyAsLong(slice);
                sum[1] += slice.load().ok();
            }
        }
        Map<Integer, Double> logs = new TreeMap<>();
        sums.forEach((block, sum) -> {
            if (sum[0] > 0 && sum[1] > 0) {
                logs.put(block, Math.log((double) sum[0] / sum[1]));
            }
        });
        return logs;
    }
}
