package unrigged.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import unrigged.experiment.Event.TrialMeasured;

/**
 * The reference stack against itself: it has two servers in each deployment, with the same
 * settings. What differs between them is the noise that a comparison of one server with one other
 * has. By throughput, hence in closed loops alone.
 *
 * @param values ratios of the first to the second, one for each scenario and block
 * @param spread standard deviation of their logarithms
 * @param ratio exp of their mean
 * @param interval 95 %, Student's t over blocks, each with the mean of its scenarios
 */
public record Canary(int values, int blocks, double spread, double ratio, Interval interval) {
    /** Beyond it a difference of two servers alike is no noise. */
    static final double DIFFERENCE = 0.02;

    /** Empty where no two values are there. */
    static Optional<Canary> of(Collection<CellTrials> referenceCells) {
        Map<Integer, List<Double>> byBlock = new TreeMap<>();
        for (CellTrials cell : referenceCells) {
            if (cell.ratePerSecond().isPresent()) {
                continue;
            }
            SliceValues.differences(instance(cell, 1), instance(cell, 2))
                    .forEach((block, rounds) ->
                            byBlock.computeIfAbsent(block, _ -> new ArrayList<>())
                                    .add(mean(rounds)));
        }
        double[] all =
                byBlock.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        if (all.length < 2) {
            return Optional.empty();
        }
        double[] blocks =
                byBlock.values().stream()
                        .mapToDouble(values ->
                                values.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElseThrow())
                        .toArray();
        double mean = AnytimeInterval.mean(blocks);
        return Optional.of(
                new Canary(
                        all.length,
                        blocks.length,
                        AnytimeInterval.standardDeviation(all, AnytimeInterval.mean(all)),
                        Math.exp(mean),
                        Look.ONCE.interval(blocks, AnytimeInterval.ALPHA).exp()));
    }

    /** What a comparison of the two servers would say: undecided or tied, but for one in twenty. */
    public Verdict verdict() {
        return Verdict.of(interval, Verdict.Better.HIGHER);
    }

    /** Whether the two servers differ by more than noise. */
    boolean differs() {
        return interval instanceof Interval.Bounded(double lo, double hi)
                && (lo > 1 + DIFFERENCE || hi < 1 - DIFFERENCE);
    }

    private static CellTrials instance(CellTrials cell, int number) {
        List<TrialMeasured> own =
                cell.measured().stream()
                        .filter(slice -> slice.slot().turn().orElseThrow().instance() == number)
                        .toList();
        return new CellTrials(
                cell.scenario(), cell.stack(), cell.settings(), own, List.of(), cell.slices());
    }

    private static double mean(NavigableMap<Integer, Double> rounds) {
        return rounds.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
