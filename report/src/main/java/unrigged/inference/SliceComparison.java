package unrigged.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.experiment.Event.TrialMeasured;

/** How two cells of slices are compared: one value for each block that both have. */
enum SliceComparison {
    /** The mean difference of rounds that both have; none in an open loop. */
    THROUGHPUT {
        @Override
        Outcome of(SliceCell own, SliceCell base) {
            Optional<String> why = refusal(own);
            if (why.isPresent()) {
                return new Refused(why.get());
            }
            Map<Integer, Double> logs = new TreeMap<>();
            SliceValues.differences(own.cell(), base.cell())
                    .forEach((block, rounds) ->
                            logs.put(
                                    block,
                                    rounds.values().stream()
                                            .mapToDouble(Double::doubleValue)
                                            .average()
                                            .orElseThrow()));
            return Estimate.of(logs);
        }
    },
    P50 {
        @Override
        Outcome of(SliceCell own, SliceCell base) {
            return percentiles(own, base, 50);
        }
    },
    P99 {
        @Override
        Outcome of(SliceCell own, SliceCell base) {
            return percentiles(own, base, 99);
        }
    },
    /** CPU time of all tiers over a block's right answers. */
    CPU {
        @Override
        Outcome of(SliceCell own, SliceCell base) {
            Map<Integer, Double> others = cpu(base.cell());
            Map<Integer, Double> logs = new TreeMap<>();
            cpu(own.cell())
                    .forEach((block, log) -> {
                        if (others.containsKey(block)) {
                            logs.put(block, log - others.getOrDefault(block, 0.0));
                        }
                    });
            return Estimate.of(logs);
        }
    };

    /** Why a cell is compared with no other, itself included; empty where it is. */
    Optional<String> refusal(SliceCell cell) {
        return this == THROUGHPUT && cell.cell().ratePerSecond().isPresent()
                ? Optional.of(
                        "an open loop: throughput is what was offered, the same for all stacks")
                : Optional.empty();
    }

    abstract Outcome of(SliceCell own, SliceCell base);

    /** What a comparison gives. */
    sealed interface Outcome {}

    /** There is nothing to compare. */
    record Refused(String why) implements Outcome {}

    /**
     * A log ratio.
     *
     * @param logs one of each block, independent, with {@code point} as their mean
     * @param blocks the single blocks' ratios, for show
     */
    record Estimate(double point, List<Double> logs, List<Ratio.Block> blocks) implements Outcome {
        Estimate {
            logs = List.copyOf(logs);
            blocks = List.copyOf(blocks);
        }

        double[] values() {
            return logs.stream().mapToDouble(Double::doubleValue).toArray();
        }

        static Outcome of(Map<Integer, Double> logs) {
            if (logs.isEmpty()) {
                return new Refused("no block measured both this stack and the reference stack");
            }
            List<Ratio.Block> blocks = new ArrayList<>();
            logs.forEach((block, log) -> blocks.add(new Ratio.Block(block, Math.exp(log))));
            List<Double> values = List.copyOf(logs.values());
            return new Estimate(
                    values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                    values,
                    blocks);
        }
    }

    /**
     * The difference of the logarithms of the cells' percentiles. Its values are the jackknife's
     * pseudo-values, n·θ − (n−1)·θ without the block, moved so that θ itself is their mean, and
     * spread as much as the blocks' own differences are where these are spread more.
     */
    private static Outcome percentiles(SliceCell own, SliceCell base, double percent) {
        if (own.percentile(percent) instanceof Percentile.Unresolved(String why)) {
            return new Refused(why);
        }
        if (base.percentile(percent) instanceof Percentile.Unresolved(String why)) {
            return new Refused("of the reference stack: " + why);
        }
        TreeSet<Integer> blocks = new TreeSet<>(own.latencies().keySet());
        blocks.retainAll(base.latencies().keySet());
        if (blocks.size() < 2) {
            return new Refused("fewer than 2 blocks measured both stacks");
        }
        SliceCell.PercentileLogs mine = own.percentileLogs(percent, blocks);
        SliceCell.PercentileLogs others = base.percentileLogs(percent, blocks);
        double whole = mine.whole() - others.whole();
        int n = blocks.size();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double without = mine.without().get(i) - others.without().get(i);
            values[i] = n * whole - (n - 1) * without;
        }
        double[] alone = new double[n];
        List<Ratio.Block> each = new ArrayList<>();
        int at = 0;
        for (Integer block : blocks) {
            alone[at] = mine.alone().get(at) - others.alone().get(at);
            each.add(new Ratio.Block(block, Math.exp(alone[at])));
            at++;
        }
        double mean = AnytimeInterval.mean(values);
        double wider = wider(values, alone);
        for (int i = 0; i < n; i++) {
            values[i] = whole + wider * (values[i] - mean);
        }
        return new Estimate(whole, Arrays.stream(values).boxed().toList(), each);
    }

    /**
     * By how much the blocks' own percentiles differ more than the pseudo-values do: where a few
     * bursts make the tail, leaving out one block at a time moves too little, as it does for the
     * percentile of one cell ({@link PercentileInterval}).
     */
    private static double wider(double[] values, double[] alone) {
        double jackknife = AnytimeInterval.standardDeviation(values, AnytimeInterval.mean(values));
        double own = AnytimeInterval.standardDeviation(alone, AnytimeInterval.mean(alone));
        return jackknife > 0 ? Math.max(1, own / jackknife) : 1;
    }

    /** By block, log scale. */
    private static Map<Integer, Double> cpu(CellTrials cell) {
        return SliceCosts.logs(cell, TrialMeasured::cpuNs);
    }
}
