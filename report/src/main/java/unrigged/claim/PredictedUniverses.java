package unrigged.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.NormalDistribution;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;

/**
 * The claim in universes between the measured ones, by the model that is fitted to these: none of
 * them is a measurement.
 *
 * @param medianError of the ratios of universes that the model did not see, as a factor less 1
 * @param coverage share of those that lay within its 95 % intervals; empty with too few
 */
public record PredictedUniverses(List<One> universes, double medianError, OptionalDouble coverage) {
    /** Between a chance and its opposite the verdict is open. */
    private static final double SURE = 0.95;

    private static final int SCENARIOS_MIN = 4;
    private static final int DELAYS = 9;
    private static final int CLIENTS = 5;

    public PredictedUniverses {
        universes = List.copyOf(universes);
    }

    /**
     * One of them.
     *
     * @param settings of the stack that is claimed to be better
     * @param ratio its throughput as a multiple of the other's
     * @param probability that the claim holds, from the spread of the model's errors
     */
    public record One(CellSettings settings, double ratio, double probability) {
        public Stand stand() {
            return probability >= SURE
                    ? Stand.SUPPORTED
                    : probability <= 1 - SURE ? Stand.REFUTED : Stand.UNDECIDED;
        }
    }

    public int count(Stand stand) {
        return (int) universes.stream().filter(one -> one.stand() == stand).count();
    }

    /** Empty for other metrics than throughput, and where too few universes test the model. */
    static Optional<PredictedUniverses> of(Claim claim, RunResult run, List<Universe> measured) {
        if (claim.metric() != ComparedMetric.THROUGHPUT || measured.size() < SCENARIOS_MIN) {
            return Optional.empty();
        }
        return Prediction.ifPossible(run)
                .flatMap(prediction -> of(claim, run, measured, prediction));
    }

    private static Optional<PredictedUniverses> of(
            Claim claim, RunResult run, List<Universe> measured, Prediction prediction) {
        OptionalDouble spread = prediction.heldOut().rms(Forecasted.RATIO);
        OptionalDouble median = prediction.heldOut().medianError(Forecasted.RATIO);
        if (spread.isEmpty() || median.isEmpty() || !(spread.getAsDouble() > 0)) {
            return Optional.empty();
        }
        NormalDistribution errors = NormalDistribution.of(0, spread.getAsDouble());
        List<One> universes = new ArrayList<>();
        for (CellSettings cell : between(measured)) {
            OptionalDouble better = perSecond(prediction, run, claim.better(), cell);
            OptionalDouble worse = perSecond(prediction, run, claim.worse(), cell);
            if (better.isPresent() && worse.isPresent()) {
                double ratio = better.getAsDouble() / worse.getAsDouble();
                universes.add(new One(cell, ratio, errors.cumulativeProbability(Math.log(ratio))));
            }
        }
        return universes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PredictedUniverses(
                                universes,
                                median.getAsDouble(),
                                prediction.heldOut().coverage(Forecasted.RATIO)));
    }

    /** With the workers that the stack has in the run's first scenario. */
    private static OptionalDouble perSecond(
            Prediction prediction, RunResult run, String stack, CellSettings cell) {
        return run.scenarios()
                .getFirst()
                .row(stack)
                .flatMap(Row::settings)
                .map(own -> prediction.perSecond(stack, cell.withWorkers(own.workers())))
                .orElseGet(OptionalDouble::empty);
    }

    /** More delays and clients within the measured range, with the measured shares of sessions. */
    private static List<CellSettings> between(List<Universe> measured) {
        TreeSet<Double> shares = new TreeSet<>();
        for (Universe universe : measured) {
            CellSettings cell = universe.settings();
            shares.add(Math.rint(8.0 * cell.dbSessions() / cell.clients()) / 8);
        }
        Map<Map<String, String>, CellSettings> byChanged = new LinkedHashMap<>();
        measured.forEach(universe ->
                byChanged.putIfAbsent(universe.settings().changed(), universe.settings()));
        List<CellSettings> kinds = List.copyOf(byChanged.values());
        List<CellSettings> cells = new ArrayList<>();
        for (double delayMs : levels(measured, ScenarioSetting.DELAY, DELAYS)) {
            for (double clients : levels(measured, ScenarioSetting.CLIENTS, CLIENTS)) {
                for (double share : shares) {
                    for (CellSettings base : kinds) {
                        cells.add(
                                base.withClients((int) Math.round(clients))
                                        .withDbSessions(
                                                Math.max(1, (int) Math.round(share * clients)))
                                        .withDelay(
                                                Duration.ofNanos(
                                                        Math.round(delayMs * 10) * 100_000)));
                    }
                }
            }
        }
        return cells;
    }

    /** At equal steps of the logarithm; from 0 the first is 0. */
    private static TreeSet<Double> levels(
            List<Universe> measured, ScenarioSetting setting, int count) {
        TreeSet<Double> known = new TreeSet<>();
        measured.forEach(universe -> known.add(setting.level(universe.settings())));
        TreeSet<Double> levels = new TreeSet<>();
        levels.add(known.first());
        double from = known.first() > 0 ? known.first() : known.ceiling(Double.MIN_VALUE);
        double to = known.last();
        for (int i = 0; i < count && to > from; i++) {
            levels.add(from * Math.pow(to / from, (double) i / (count - 1)));
        }
        return levels;
    }
}
