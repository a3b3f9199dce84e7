package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;
import unrigged.program.InvalidInputException;

/** Plans whose load is an open loop. */
class OpenLoopPlanTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));
    private static final String PLAN =
            """
            name: rates
            stacks: [flask-gunicorn, vertx]
            scenarios: [loop, rate]
            define:
              loop: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms}
              rate: {workers_sync: "4", workers_async: "2", clients: "64", db_sessions: "8", delay: 1ms, settings: {load: {rate: 150/s}}}
            blocks: 2
            rounds: 1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Plan plan(String text, Map<String, String> set) throws IOException {
        return Plan.read(
                Files.writeString(folder.resolve("plan.yaml"), text).toString(),
                CATALOG,
                PlanTest.settings(set),
                7);
    }

    private static OptionalDouble rate(Plan plan, String scenario) {
        return plan.scenario(scenario).orElseThrow().ratePerSecond();
    }

    @Test
    void aScenarioHasItsRateAndTheOthersAreClosed() throws IOException {
        Plan plan = plan(PLAN, Map.of());
        assertEquals(OptionalDouble.of(150), rate(plan, "rate"));
        assertEquals(OptionalDouble.empty(), rate(plan, "loop"));
        assertEquals("closed", plan.scenario("loop").orElseThrow().changed().get("load.rate"));
        Path file = Files.writeString(folder.resolve("complete.yaml"), plan.toYaml());
        assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
    }

    /** All but scenarios that say otherwise; what is no scenario's, a calibration, stays closed. */
    @Test
    void aPlansRateIsThatOfItsScenarios() throws IOException {
        Plan plan = plan(PLAN, Map.of("load.rate", "6000/m"));
        assertEquals(OptionalDouble.of(100), rate(plan, "loop"));
        assertEquals(OptionalDouble.of(150), rate(plan, "rate"));
        assertTrue(plan.settings().level(Factors.LOAD_RATE).isEmpty());
        Path file = Files.writeString(folder.resolve("complete.yaml"), plan.toYaml());
        assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
    }

    @Test
    void aRateIsALevelPerSecondAndAClosedLoopNone() {
        CellSettings closed = new CellSettings(2, 8, 8, 5);
        assertEquals(0, ScenarioSetting.RATE.level(closed));
        assertEquals("closed", ScenarioSetting.RATE.text(0));
        CellSettings open = ScenarioSetting.RATE.with(closed, "90/m");
        assertEquals(1.5, ScenarioSetting.RATE.level(open));
        assertEquals("1.5/s", ScenarioSetting.RATE.text(1.5));
        CellSettings thirds = ScenarioSetting.RATE.at(closed, 4.0 / 3);
        assertEquals(4.0 / 3, ScenarioSetting.RATE.level(thirds), 1e-8);
        assertEquals(closed, open.closed());
        assertEquals("1.5", Factors.LOAD_RATE.levelOf("90/m"));
    }

    /** No server is started for it: the load generator is told. */
    @Test
    void aRateNeedsNoServerOfItsOwnAndALongerWindow() throws IOException {
        Plan open = plan(PLAN, Map.of());
        Plan closed = plan(PLAN.replace("150/s", "closed"), Map.of());
        PlanForecast forecast = PlanForecast.of(open, CATALOG, Set.of(), 2);
        assertEquals(3, forecast.deployments().getLast().servers().size());
        double longer =
                forecast.parts().slices()
                        - PlanForecast.of(closed, CATALOG, Set.of(), 2).parts().slices();
        assertTrue(longer > 2 * 3 * 2.5, "six slices, each longer by 2.5 s: " + longer);
        SliceTiming slice = open.slices().atRate(150);
        assertEquals(Duration.ofSeconds(3), slice.window());
        assertEquals(slice.leadInFor(false), slice.leadInFor(true));
        assertEquals(Duration.ofSeconds(15), open.slices().atRate(2).window());
    }

    @Test
    void universesMayDifferByRates() {
        List<Scenario> all =
                Universes.of(
                                "--where",
                                List.of(
                                        "delay=4ms",
                                        "clients=64",
                                        "db_sessions=8",
                                        "load.rate=20/s..180/s/3"),
                                2)
                        .scenarios();
        assertEquals(
                List.of(20.0, 60.0, 180.0),
                all.stream().map(s -> s.ratePerSecond().orElseThrow()).toList());
        assertTrue(all.getLast().name().endsWith("-rate180"), all.getLast().name());
        List<Scenario> both =
                Universes.of(
                                "--where",
                                List.of("delay=4ms", "clients=64", "load.rate=closed..1.5"),
                                2)
                        .scenarios();
        assertTrue(both.stream().anyMatch(s -> s.name().endsWith("-rateclosed")));
        assertTrue(both.stream().anyMatch(s -> s.name().endsWith("-rate1-5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    150/s | 0/s | expected a rate from 1/s to 1000000/s, for example 150/s or 900/m, or 'closed' but found '0/s'
                    150/s | 150/2s | but found '150/2s'
                    150/s | close | did you mean 'closed'?
                    blocks: 2 | deployment: alone | the scenario 'rate' is an open loop (load.rate), and this plan starts each trial's processes alone
                    blocks: 2 | mode: faithful-2020 | the scenario 'rate' is an open loop (load.rate), and this plan starts each trial's processes alone
                    blocks: 2 | race: {question: rank} | the scenario 'rate' is an open loop (load.rate), whose throughput is what is offered
                    """)
    void whatIsNoOpenLoopIsNamed(String from, String to, String message) {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class, () -> plan(PLAN.replace(from, to), Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void anExplorationOfRatesIsRefused() {
        List<Scenario> universes =
                Universes.of("--where", List.of("load.rate=20/s..180/s/9"), 2).scenarios();
        assertFalse(universes.isEmpty());
        assertTrue(
                String.valueOf(
                                assertThrows(
                                                InvalidInputException.class,
                                                () ->
                                                        ExplorationPlan.of(
                                                                CATALOG,
                                                                PlanChanges.NONE,
                                                                universes,
                                                                Duration.ofMinutes(9),
                                                                1))
                                        .getMessage())
                        .contains("an exploration compares throughputs"));
    }
}
