package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.prediction.StackModel.Demand;
import unrigged.prediction.StackModel.Fitted;

/** The network's approximations against a simulation of the system event by event. */
@Tag("simulation")
class StackModelSimulationTest {
    private static final double EXTRA_LATENCY_NS = 1e6;

    /** The most that a cell may be off, and the cells of a kind in the median. */
    private static final double WORST = 0.08;

    private static final double MEDIAN = 0.02;

    @ParameterizedTest
    @EnumSource(
            value = Concurrency.class,
            names = {"SYNC", "COROUTINE", "VIRTUAL_THREADS"})
    void theModelIsAsFastAsTheSimulation(Concurrency concurrency) {
        Demand demand = new Demand(1.3e6, 0, 0.5, 0.17);
        StackModel model =
                new StackModel(concurrency, 2, demand).with(new Fitted(EXTRA_LATENCY_NS, 1, 0));
        List<Double> errors = new ArrayList<>();
        for (int workers : concurrency.sync() ? new int[] {4, 7, 14} : new int[] {2, 4}) {
            for (int clients : new int[] {2, 7, 37, 147}) {
                for (int sessions : new int[] {5, 37}) {
                    for (long delayMs : new long[] {0, 4, 20}) {
                        CellSettings cell =
                                new CellSettings(workers, clients, sessions, delayMs * 1_000_000);
                        double simulated =
                                EventSimulation.closed(
                                                concurrency,
                                                2,
                                                demand,
                                                EXTRA_LATENCY_NS / 1e9,
                                                cell)
                                        .perSecond();
                        double error = Math.log(model.perSecond(cell) / simulated);
                        assertTrue(
                                model.perSecond(cell) <= 1.001 * model.bound(cell).perSecond(),
                                cell + " at most " + model.bound(cell));
                        errors.add(Math.abs(error));
                        assertEquals(0, error, WORST, cell + ": " + simulated);
                    }
                }
            }
        }
        errors.sort(null);
        double median = errors.get(errors.size() / 2);
        System.out.printf(
                "%s: median %.1f %%, largest %.1f %% of %d cells%n",
                concurrency, 100 * median, 100 * errors.getLast(), errors.size());
        assertTrue(median <= MEDIAN, "median " + median);
    }
}
