package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.prediction.EventSimulation.Arrivals;
import unrigged.prediction.StackModel.Demand;
import unrigged.prediction.StackModel.Fitted;

/** The network's approximations against a simulation of the system event by event. */
@Tag("simulation")
class StackModelSimulationTest {
    private static final Demand DEMAND = new Demand(1.3e6, 0, 0.5, 0.17);
    private static final double EXTRA_LATENCY_NS = 1e6;

    /** The most that a cell may be off, and the cells of a kind in the median. */
    private static final double WORST = 0.08;

    private static final double MEDIAN = 0.02;

    @ParameterizedTest
    @EnumSource(
            value = Concurrency.class,
            names = {"SYNC", "COROUTINE", "VIRTUAL_THREADS"})
    void theModelIsAsFastAsTheSimulation(Concurrency concurrency) {
        StackModel model = model(concurrency);
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
                                                DEMAND,
                                                EXTRA_LATENCY_NS / 1e9,
                                                cell)
                                        .perSecond();
                        double error = Math.log(model.perSecond(cell) / simulated);
                        assertTrue(
                                model.perSecond(cell) <= 1.001 * model.bound(cell).perSecond(),
                                cell + " at most " + model.bound(cell));
                        errors.add(error);
                        assertEquals(0, error, WORST, cell + ": " + simulated);
                    }
                }
            }
        }
        System.out.printf("%s: %s%n", concurrency, shown(errors));
        assertTrue(median(errors) <= MEDIAN, "median " + median(errors));
    }

    /** Of an open loop, at so much of the capacity. */
    private record Most(double load, double median, double worst) {}

    /**
     * A latency near the capacity is one over a small difference: an error of the capacity of 1 %
     * is one of 10 % in the wait at nine tenths of it. The worst are few sessions of a short delay,
     * for which CPUs are scarce as well.
     */
    private static final List<Most> OPEN =
            List.of(
                    new Most(0.1, 0.002, 0.01),
                    new Most(0.3, 0.005, 0.02),
                    new Most(0.5, 0.015, 0.03),
                    new Most(0.7, 0.03, 0.08),
                    new Most(0.8, 0.04, 0.16),
                    new Most(0.9, 0.06, 0.45),
                    new Most(0.95, 0.15, 1.5));

    @ParameterizedTest
    @EnumSource(
            value = Concurrency.class,
            names = {"SYNC", "COROUTINE", "VIRTUAL_THREADS"})
    void anOpenLoopWaitsAsLongAsItsSimulation(Concurrency concurrency) {
        for (Most most : OPEN) {
            List<Double> means = new ArrayList<>();
            List<Double> p50s = new ArrayList<>();
            List<Double> p99s = new ArrayList<>();
            for (CellSettings cell : openCells(concurrency)) {
                OpenNetwork.Latency forecast = forecast(concurrency, cell, most.load());
                EventSimulation.Seen seen =
                        simulated(concurrency, cell, most.load(), Arrivals.POISSON);
                means.add(Math.log(forecast.meanS() / seen.meanS()));
                p50s.add(Math.log(forecast.p50S() / seen.p50S()));
                p99s.add(Math.log(forecast.p99S() / seen.p99S()));
                assertEquals(0, means.getLast(), most.worst(), most + " " + cell + ": " + seen);
            }
            System.out.printf(
                    "%s at %.2f: mean %s, P50 %s, P99 %s%n",
                    concurrency, most.load(), shown(means), shown(p50s), shown(p99s));
            assertTrue(median(means) <= most.median(), most + ": " + shown(means));
        }
    }

    /** At even intervals requests hardly wait, and never longer than at random. */
    @ParameterizedTest
    @EnumSource(
            value = Concurrency.class,
            names = {"SYNC", "COROUTINE", "VIRTUAL_THREADS"})
    void evenlySpacedRequestsWaitLess(Concurrency concurrency) {
        for (double load : new double[] {0.3, 0.7, 0.9}) {
            List<Double> errors = new ArrayList<>();
            for (CellSettings cell : openCells(concurrency)) {
                OpenNetwork.Latency forecast = forecast(concurrency, cell, load);
                double meanS = simulated(concurrency, cell, load, Arrivals.CONSTANT).meanS();
                assertTrue(meanS <= 1.01 * forecast.meanS(), cell + ": " + meanS);
                assertTrue(meanS >= 0.99 * forecast.withoutWaitingS(), cell + ": " + meanS);
                errors.add(Math.log(forecast.withoutWaitingS() / meanS));
            }
            System.out.printf(
                    "%s at %.2f, even intervals: without waiting %s%n",
                    concurrency, load, shown(errors));
        }
    }

    private static List<CellSettings> openCells(Concurrency concurrency) {
        int[] workers =
                switch (concurrency) {
                    case SYNC -> new int[] {4, 14};
                    case COROUTINE -> new int[] {2, 4};
                    default -> new int[] {2};
                };
        List<CellSettings> cells = new ArrayList<>();
        for (int count : workers) {
            for (int sessions : new int[] {5, 37}) {
                for (long delayMs : new long[] {0, 4, 20}) {
                    cells.add(new CellSettings(count, 1, sessions, delayMs * 1_000_000));
                }
            }
        }
        return cells;
    }

    private static OpenNetwork.Latency forecast(
            Concurrency concurrency, CellSettings cell, double load) {
        StackModel model = model(concurrency);
        return model.open(cell, load * model.capacity(cell)).orElseThrow();
    }

    private static EventSimulation.Seen simulated(
            Concurrency concurrency, CellSettings cell, double load, Arrivals arrivals) {
        return EventSimulation.open(
                concurrency,
                2,
                DEMAND,
                EXTRA_LATENCY_NS / 1e9,
                cell,
                arrivals,
                load * model(concurrency).capacity(cell),
                load > 0.75 && arrivals == Arrivals.POISSON ? 200_000 : 40_000);
    }

    private static StackModel model(Concurrency concurrency) {
        return new StackModel(concurrency, 2, DEMAND).with(new Fitted(EXTRA_LATENCY_NS, 1, 0));
    }

    private static double median(List<Double> errors) {
        List<Double> sizes = errors.stream().map(Math::abs).sorted().toList();
        return sizes.get(sizes.size() / 2);
    }

    private static String shown(List<Double> errors) {
        return "%.1f %% (%+.1f to %+.1f of %d)"
                .formatted(
                        100 * median(errors),
                        100 * Collections.min(errors),
                        100 * Collections.max(errors),
                        errors.size());
    }
}
