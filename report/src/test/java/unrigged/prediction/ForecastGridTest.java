package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.experiment.CellSettings;
import unrigged.inference.Row;
import unrigged.journal.RunDirectory;
import unrigged.prediction.ForecastGrid.StackLogs;
import unrigged.report.Report;

class ForecastGridTest {
    private static final Prediction PREDICTION =
            Prediction.of(
                    Report.read(new RunDirectory(Path.of("../docs/results/universes-2026-11-29"))));

    @Test
    void aPointIsTheModelsForecastOfItsLevels() {
        ForecastGrid grid = PREDICTION.grid();
        StackLogs stack = grid.stacks().getFirst();
        CellSettings base = base(stack.stack());
        List<Integer> sizes = grid.axes().stream().map(axis -> axis.values().size()).toList();
        int[] at = {3, 2, 3, 2, 0};
        int point = 0;
        for (int i = 0; i < at.length; i++) {
            point = point * sizes.get(i) + at[i];
        }
        double[] levels = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            levels[i] = grid.axes().get(i).values().get(at[i]);
        }
        CellSettings settings =
                new CellSettings(
                        (int) Math.rint(base.workers() * levels[3]),
                        (int) levels[1],
                        Math.max(1, (int) Math.rint(levels[1] * levels[2])),
                        Math.round(levels[0] * 1e6));
        assertEquals(
                Math.log(PREDICTION.perSecond(stack.stack(), settings).orElseThrow()),
                stack.logs().get(point),
                1e-9);
    }

    @Test
    void betweenThePointsTheErrorIsSmallerThanTheModels() {
        ForecastGrid grid = PREDICTION.grid();
        System.out.printf(
                "interpolation: median %.4f, largest %.4f%n",
                grid.medianError(), grid.largestError());
        assertTrue(grid.medianError() < 0.01, "median " + grid.medianError());
        assertTrue(grid.largestError() < 0.15, "largest " + grid.largestError());
    }

    @Test
    void moreCpusMeanMoreThroughputWhereManyClientsFillThem() {
        ForecastGrid grid = PREDICTION.grid();
        List<Integer> sizes = grid.axes().stream().map(axis -> axis.values().size()).toList();
        int most = (sizes.get(1) - 1) * sizes.get(2) + sizes.get(2) - 1;
        int point = (most * sizes.get(3) + 2) * sizes.get(4);
        for (StackLogs stack : grid.stacks()) {
            assertTrue(stack.logs().get(point + 1) > stack.logs().get(point) + 0.5, stack.stack());
        }
    }

    private static CellSettings base(String stack) {
        return PREDICTION.run().scenarios().getFirst().rows().stream()
                .filter(row -> row.stack().stack().equals(stack))
                .findFirst()
                .flatMap(Row::settings)
                .orElseThrow();
    }
}
