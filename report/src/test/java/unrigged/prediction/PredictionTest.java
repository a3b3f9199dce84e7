package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.StackModel.Demand;
import unrigged.prediction.StackModel.Fitted;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

class PredictionTest {
    private static final RunResult KEPT =
            Report.read(new RunDirectory(Path.of("../docs/results/quick-2026-11-29-2")));

    /**
     * Cells that the model itself made, with demands, latencies and efficiencies that are known.
     */
    private static List<Observed> made(String stack, Concurrency concurrency, Fitted fitted) {
        Demand demand = new Demand(1.3e6, 0.3, 0.5, 0.17);
        StackModel model = new StackModel(concurrency, 2, demand).with(fitted);
        List<Observed> cells = new ArrayList<>();
        int scenario = 0;
        for (CellSettings cell :
                List.of(
                        new CellSettings(2, 7, 7, 2_000_000),
                        new CellSettings(2, 37, 37, 4_000_000),
                        new CellSettings(2, 147, 37, 8_000_000),
                        new CellSettings(2, 7, 37, 20_000_000))) {
            double perSecond = model.perSecond(cell);
            double utilisation = 1;
            for (int i = 0; i < 20; i++) {
                utilisation = perSecond * demand.ns(utilisation) / 1e9 / 2;
            }
            cells.add(
                    new Observed(
                            "s" + scenario++,
                            stack,
                            concurrency,
                            cell,
                            perSecond,
                            demand.ns(utilisation),
                            demand.appShare(),
                            demand.outerShare(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty()));
        }
        return cells;
    }

    @Test
    void whatTheModelMadeIsForecastAsItWasMade() {
        List<Observed> cells = made("a", Concurrency.COROUTINE, new Fitted(1.5e6, 0.93, 0.2));
        cells.addAll(made("b", Concurrency.SYNC, new Fitted(0.8e6, 0.98, 0.2)));
        ModelSet models = new ModelSet(cells, 2);
        for (Observed cell : cells) {
            assertEquals(
                    cell.perSecond(),
                    models.figures(cell.stack(), cell.settings()).orElseThrow().perSecond(),
                    0.015 * cell.perSecond(),
                    cell.toString());
        }
    }

    @Test
    void aKeptRunForecastsItsOwnScenarios() {
        Prediction prediction = Prediction.of(KEPT);
        HeldOut heldOut = prediction.heldOut();
        assertEquals(21, heldOut.cells().size());
        assertTrue(heldOut.medianError(Forecasted.THROUGHPUT).orElseThrow() < 0.1);
        assertTrue(heldOut.medianError(Forecasted.RATIO).orElseThrow() < 0.1);
        // What was measured is what is forecast, within the fit's own residuals.
        for (Forecast forecast : prediction.forecasts("baseline", cell -> cell)) {
            double measured =
                    KEPT.scenarios().getFirst().rows().stream()
                            .filter(row -> row.stack().equals(forecast.stack()))
                            .flatMap(row -> Observed.of("baseline", row).stream())
                            .findFirst()
                            .orElseThrow()
                            .perSecond();
            assertEquals(
                    0,
                    Math.log(forecast.perSecond().point() / measured),
                    0.06,
                    forecast.toString());
            assertTrue(forecast.beyond().isEmpty());
        }
    }

    @Test
    void aSettingThatWasNeverNearMeasuredIsMarked() {
        List<Forecast> forecasts =
                Prediction.of(KEPT)
                        .forecasts(
                                "baseline",
                                cell ->
                                        new CellSettings(
                                                cell.workers(),
                                                cell.clients(),
                                                cell.dbSessions(),
                                                50_000_000));
        assertTrue(
                forecasts.stream()
                        .allMatch(f -> f.beyond().getFirst().setting() == ScenarioSetting.DELAY));
    }

    @Test
    void anOpenLoopIsAnsweredInTimeBelowTheCapacityAndNotAboveIt() {
        Prediction prediction = Prediction.of(KEPT);
        double half = prediction.heldOut().halfWidth(Forecasted.THROUGHPUT).orElseThrow();
        for (OpenForecast low : prediction.openForecasts("baseline", cell -> cell, 100)) {
            OpenForecast.Outcome.Stable stable =
                    assertInstanceOf(OpenForecast.Outcome.Stable.class, low.outcome());
            assertEquals(100, low.perSecond());
            assertTrue(stable.utilisation() > 0 && stable.utilisation() < 1, low.toString());
            assertTrue(stable.withoutWaitingMs() <= stable.meanMs().point(), low.toString());
            assertTrue(stable.p50Ms() < stable.p99Ms(), low.toString());
            Interval.Bounded interval =
                    assertInstanceOf(Interval.Bounded.class, stable.meanMs().interval());
            // Hardly anything waits: the error is that of the throughputs.
            assertEquals(
                    half,
                    Math.log(interval.hi() / stable.meanMs().point()),
                    0.1 * half,
                    low.toString());
            double capacity = low.capacity().point();
            OpenForecast near = at(prediction, low.stack().stack(), capacity * Math.exp(-half / 2));
            assertInstanceOf(
                    Interval.Unbounded.class,
                    assertInstanceOf(OpenForecast.Outcome.Stable.class, near.outcome())
                            .meanMs()
                            .interval());
            OpenForecast above = at(prediction, low.stack().stack(), capacity + 50);
            assertEquals(
                    50,
                    assertInstanceOf(OpenForecast.Outcome.Unstable.class, above.outcome())
                            .excessPerSecond(),
                    1e-6);
            assertEquals(capacity, above.perSecond());
        }
    }

    private static OpenForecast at(Prediction prediction, String stack, double perSecond) {
        return prediction.openForecasts("baseline", cell -> cell, perSecond).stream()
                .filter(forecast -> forecast.stack().stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }

    /** No closed loop ends more than an open one can: clients without number. */
    @Test
    void theCapacityIsWhatManyClientsReach() {
        StackModel model =
                new StackModel(Concurrency.SYNC, 2, new Demand(1.3e6, 0.3, 0.5, 0.17))
                        .with(new Fitted(0.8e6, 0.95, 0.2));
        for (CellSettings cell :
                List.of(
                        new CellSettings(4, 5_000, 37, 20_000_000),
                        new CellSettings(14, 5_000, 5, 20_000_000),
                        new CellSettings(14, 5_000, 37, 0))) {
            assertEquals(model.perSecond(cell), model.capacity(cell), 0.01 * model.capacity(cell));
        }
    }

    /** One loop has at most one CPU for the half of a request that is the application's. */
    @Test
    void aSingleLoopIsALimit() {
        StackModel model =
                new StackModel(Concurrency.COROUTINE, 4, new Demand(1e6, 0, 0.5, 0.2))
                        .with(new Fitted(0.5e6, 1, 0));
        CellSettings cell = new CellSettings(1, 100_000, 100_000, 0);
        assertEquals(new Bound(Bound.Limit.LOOPS, 2_000), model.bound(cell));
        assertEquals(2_000, model.capacity(cell), 20);
    }

    /** What asks by the way, as a claim does, goes on without a model. */
    @Test
    void aRunOfOneScenarioHasNoModel() {
        RunResult one =
                Report.read(new RunDirectory(Path.of("../docs/results/article-2026-11-23")));
        assertTrue(Prediction.ifPossible(one).isEmpty());
        assertThrows(InvalidInputException.class, () -> Prediction.of(one));
    }
}
