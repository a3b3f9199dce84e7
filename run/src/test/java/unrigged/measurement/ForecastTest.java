package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.PlanForecast;
import unrigged.experiment.PlannedWidth;

/** What is foretold of a plan against what the simulated machine gives. */
class ForecastTest {
    /** Two-sided 95 % of Student's t with seven degrees of freedom. */
    private static final double T_EIGHT_BLOCKS = 2.365;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void slicesAndWidthsAreThoseOfTheSimulatedRun() throws Exception {
        List<Double> squares = new ArrayList<>();
        List<PlannedWidth> widths = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            SimulatedHistory run = SimulatedRounds.run(folder, seed, 8, 2);
            PlanForecast forecast = PlanForecast.of(run.plan, SimulatedRun.CATALOG, Set.of(), 2);
            widths.add(forecast.width().orElseThrow());
            long repeated =
                    run.counted().stream()
                            .filter(end -> end.slot().turn().orElseThrow().repeat() > 0)
                            .count();
            assertEquals(8L * forecast.slicesPerBlock(), run.counted().size() - repeated);
            SimulatedRounds.logRatiosByBlock(run.history())
                    .values()
                    .forEach(blocks -> {
                        List<Double> means =
                                blocks.values().stream().map(SimulatedRounds::mean).toList();
                        double mean = SimulatedRounds.mean(means);
                        squares.add(
                                means.stream().mapToDouble(m -> Math.pow(m - mean, 2)).sum() / 7);
                    });
        }
        PlannedWidth width = widths.getFirst();
        double seen = T_EIGHT_BLOCKS * Math.sqrt(SimulatedRounds.mean(squares)) / Math.sqrt(8);
        String both = "foretold %s, seen %.4f".formatted(width, seen);
        assertTrue(Math.abs(width.single() / seen - 1) < 0.25, both);
    }
}
