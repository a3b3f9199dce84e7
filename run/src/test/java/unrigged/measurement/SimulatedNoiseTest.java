package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.journal.Journal;

/** The simulated machine against the real one: the kept runs. */
@Tag("slow")
@Tag("simulation")
class SimulatedNoiseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Figures(double sd, double neighbours) {
        /** Of values in the order of their trials, less their mean. */
        static Figures of(List<Double> values) {
            double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            List<Double> residuals = values.stream().map(value -> value - mean).toList();
            double sum = 0;
            double product = 0;
            for (int i = 0; i < residuals.size(); i++) {
                sum += residuals.get(i) * residuals.get(i);
                product += i == 0 ? 0 : residuals.get(i) * residuals.get(i - 1);
            }
            return new Figures(Math.sqrt(sum / residuals.size()), product / sum);
        }
    }

    /** Log throughput without the mean of its cell, in the order of the trials. */
    private static List<Double> residuals(Journal journal) {
        Map<String, List<Double>> cells = new HashMap<>();
        List<TrialMeasured> trials = journal.measured();
        trials.forEach(t -> cells.computeIfAbsent(cell(t), _ -> new ArrayList<>()).add(log(t)));
        return trials.stream()
                .map(t ->
                        log(t)
                                - cells.getOrDefault(cell(t), List.of()).stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0))
                .toList();
    }

    private static String cell(TrialMeasured trial) {
        return trial.slot().scenario() + "/" + trial.slot().stack();
    }

    private static double log(TrialMeasured trial) {
        return Math.log(trial.load().perSecond());
    }

    @Test
    void spreadAndCorrelationOfNeighboursAreThoseOfKeptRuns() throws Exception {
        SimulatedNoise noise = SimulatedNoise.sharedMachine(3);
        Figures simulated =
                Figures.of(
                        IntStream.rangeClosed(1, 1500)
                                .mapToObj(i -> noise.logSpeed(6.0 * i) + noise.logTrial("t" + i))
                                .toList());
        List<Figures> kept = new ArrayList<>();
        try (Stream<Path> runs = Files.list(Path.of("../docs/results"))) {
            for (Path run : runs.filter(r -> Files.exists(r.resolve("journal.jsonl"))).toList()) {
                kept.add(Figures.of(residuals(Journal.read(run.resolve("journal.jsonl")))));
            }
        }
        assertTrue(kept.size() >= 3, kept.toString());
        String all = simulated + " among " + kept;
        assertTrue(isWithin(simulated.sd, kept.stream().map(Figures::sd).toList()), all);
        assertTrue(
                isWithin(simulated.neighbours, kept.stream().map(Figures::neighbours).toList()),
                all);
    }

    /**
     * A pair of stacks within one round, as prototypes gave it: 0.06 to 0.07, rounds uncorrelated.
     * Kept runs with deployments are compared here, like those above, once there are any.
     */
    @Test
    void ratiosOfRoundsSpreadAsMeasured() throws Exception {
        List<Double> spreads = new ArrayList<>();
        List<Double> neighbours = new ArrayList<>();
        for (int seed = 1; seed <= 8; seed++) {
            SimulatedHistory run = SimulatedRounds.run(folder, seed, 3, 8);
            for (List<Double> ofBlock : SimulatedRounds.logRatios(run.history())) {
                Figures figures = Figures.of(ofBlock);
                int n = ofBlock.size();
                spreads.add(figures.sd * figures.sd * n / (n - 1));
                neighbours.add(figures.neighbours);
            }
        }
        double spread =
                Math.sqrt(spreads.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        double correlation =
                neighbours.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        String seen = "spread %.4f, neighbours %.3f".formatted(spread, correlation);
        assertTrue(spread > 0.058 && spread < 0.072, seen);
        // Of n values less their mean, uncorrelated ones correlate by −1/n.
        assertTrue(Math.abs(correlation + 1.0 / 8) < 0.12, seen);
    }

    /** Not beyond what the kept runs span, by a quarter of it on both sides. */
    private static boolean isWithin(double value, List<Double> kept) {
        double low = kept.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double high = kept.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double slack = (high - low) / 4;
        return value >= low - slack && value <= high + slack;
    }
}
