package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** Forecasts from a kept run. */
class PredictCommandTest {
    private static final String KEPT = "../docs/results/quick-2026-11-29-2";

    private static CommandCall predict(String run, String... options) {
        List<String> call = new ArrayList<>(List.of("predict", run));
        call.addAll(List.of(options));
        return CommandCall.of(call.toArray(String[]::new));
    }

    @Test
    void aForecastNamesItsSettingsItsErrorsAndWhatIsExtrapolated() {
        CommandCall call = predict(KEPT, "--at", "delay=20ms,clients=50");
        assertEquals(0, call.status(), call.err());
        assertTrue(
                call.out()
                        .startsWith(
                                "A forecast, not a measurement: a delay of 20.0 ms, 50 clients,"),
                call.out());
        assertTrue(call.out().contains("starlette-uvicorn"), call.out());
        assertTrue(call.out().contains("fitted to 3 scenarios of"), call.out());
        assertTrue(call.out().contains("of 21 cells that it did not see"), call.out());
        assertTrue(call.out().contains("extrapolated: delay 20.0, measured from"), call.out());
    }

    @Test
    void jsonHasACellForEachStackAndTheErrors() {
        CommandCall call = predict(KEPT, "--at", "clients=20", "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals(7, root.path("cells").size());
        JsonNode cell = root.path("cells").get(0);
        assertEquals(20, cell.path("settings").path("clients").asInt());
        double perSecond = cell.path("throughputPerSecond").asDouble();
        assertTrue(cell.path("interval").get(0).asDouble() < perSecond);
        assertTrue(cell.path("interval").get(1).asDouble() > perSecond);
        assertEquals(21, root.path("heldOut").path("cells").asInt());
        assertTrue(cell.path("throughputPerSecondMax").asDouble() >= perSecond);
        assertEquals("cpus", cell.path("limit").asString());
        JsonNode model = root.path("models").get(0);
        assertEquals(3, model.path("cells").asInt());
        double latency = model.path("extraLatencyMs").asDouble();
        assertTrue(model.path("extraLatencyMsInterval").get(0).asDouble() < latency);
        assertTrue(model.path("extraLatencyMsInterval").get(1).asDouble() > latency);
    }

    @Test
    void aCurveHasABandAndSaysWhereNeitherIsAhead() {
        CommandCall call = predict(KEPT, "--over", "clients=4..200");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("over clients from 4 to 200."), call.out());
        assertTrue(call.out().contains("each within a factor of 1."), call.out());
        assertTrue(
                call.out()
                                .contains(
                                        "vertx: no crossover in clients from 4 to 200: ahead throughout")
                        || call.out().contains("vertx: the lead begins at clients"),
                call.out());
        CommandCall json = predict(KEPT, "--over", "delay=1ms..40ms", "--json");
        JsonNode curve = Json.LINES.readTree(json.out()).path("curves").get(0);
        assertEquals("delay", curve.path("factor").asString());
        assertEquals(9, curve.path("points").size());
        assertEquals(1, curve.path("points").get(0).path("level").asDouble(), 1e-9);
        assertEquals(40, curve.path("points").get(8).path("level").asDouble(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    delay=4ms | --over: delay: expected a range such as delay=1ms..40ms
                    delay=4ms..1ms | --over: delay: expected a range that begins above 0
                    delay=0ms..1ms | --over: delay: expected a range that begins above 0
                    clients=few..many | --over: clients: expected a whole number
                    threads=1..2 | --over: unknown factor 'threads'
                    """)
    void whatIsNoRangeIsNamed(String over, String message) {
        CommandCall call = predict(KEPT, "--over", over);
        assertEquals(2, call.status());
        assertTrue(call.err().contains(message), call.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    delay=-1ms | --at: delay: expected a duration from 0us to 60m
                    clients=many | --at: clients: expected a whole number from 1 to 2147483647 but found 'many'
                    clients | --at: clients: expected a whole number from 1 to 2147483647 but found ''
                    delya=2ms | --at: unknown factor 'delya'; did you mean 'delay'?
                    clients=2,clients=3 | --at: clients is given twice
                    """)
    void whatIsNoSettingIsNamed(String at, String message) {
        CommandCall call = predict(KEPT, "--at", at);
        assertEquals(2, call.status());
        assertTrue(call.err().contains(message), call.err());
    }

    @Test
    void anOpenLoopIsForecastAndSaysThatNoneWasMeasured() {
        CommandCall call = predict(KEPT, "--rate", "200", "--at", "delay=4ms");
        assertEquals(0, call.status(), call.err());
        assertTrue(
                call.out()
                        .startsWith(
                                "A forecast, not a measurement: an open loop of 200 requests per second at random, a delay of 4.00 ms,"),
                call.out());
        assertTrue(
                call.out().contains("not tested: the run measured no such open loop"), call.out());
        assertFalse(call.out().contains(" clients"), call.out());
        CommandCall json = predict(KEPT, "--rate", "200", "--json");
        JsonNode root = Json.LINES.readTree(json.out());
        assertEquals(200, root.path("offeredPerSecond").asDouble());
        assertFalse(root.path("tested").asBoolean(true));
        assertEquals(7, root.path("cells").size());
        for (JsonNode cell : root.path("cells")) {
            assertTrue(cell.path("stable").asBoolean(), cell.toString());
            assertEquals(200, cell.path("throughputPerSecond").asDouble());
            assertTrue(cell.path("meanMsInterval").isArray(), cell.toString());
            assertTrue(
                    cell.path("p99Ms").asDouble() >= cell.path("p50Ms").asDouble(),
                    cell.toString());
            assertFalse(cell.path("settings").has("clients"), cell.toString());
        }
    }

    @Test
    void aRateAboveTheCapacityIsUnstableAndHasNoLatency() {
        CommandCall call = predict(KEPT, "--rate", "5000.5");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("unstable, latencies grow without end: "), call.out());
        JsonNode cell =
                Json.LINES
                        .readTree(predict(KEPT, "--rate", "5000.5", "--json").out())
                        .path("cells")
                        .get(0);
        assertFalse(cell.path("stable").asBoolean(true));
        assertFalse(cell.has("meanMs"));
        double capacity = cell.path("capacityPerSecond").asDouble();
        assertEquals(capacity, cell.path("throughputPerSecond").asDouble());
        assertEquals(5000.5 - capacity, cell.path("excessPerSecond").asDouble(), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | delay=4ms | --rate: '0' is no rate
                    -5 | delay=4ms | --rate: '-5' is no rate
                    many | delay=4ms | --rate: 'many' is no rate
                    NaN | delay=4ms | --rate: 'NaN' is no rate
                    1e9 | delay=4ms | --rate: '1e9' is no rate
                    200 | clients=7 | --at: clients: an open loop has no clients
                    200 | load.rate=100/s | --at: load.rate: a rate has an option of its own
                    """)
    void whatIsNoOpenLoopIsNamed(String rate, String at, String message) {
        CommandCall call = predict(KEPT, "--rate", rate, "--at", at);
        assertEquals(2, call.status());
        assertTrue(call.err().contains(message), call.err());
    }

    @Test
    void aRateAndARangeExcludeEachOther() {
        CommandCall call = predict(KEPT, "--rate", "200", "--over", "delay=1ms..40ms");
        assertEquals(2, call.status());
        assertTrue(call.err().contains("--rate and --over exclude each other"), call.err());
    }

    @Test
    void aScenarioThatTheRunHasNotIsNamedWithThoseItHas() {
        CommandCall call = predict(KEPT, "--at", "clients=2", "--scenario", "worse");
        assertEquals(2, call.status());
        assertTrue(call.err().contains("has no scenario worse"), call.err());
        assertTrue(call.err().contains("baseline, better-async, better-sync"), call.err());
    }

    @Test
    void aFitToSomeScenariosIsTestedOnTheOthers() {
        CommandCall call =
                predict(KEPT, "--at", "clients=20", "--fit-to", "baseline,better-sync", "--json");
        assertEquals(0, call.status(), call.err());
        assertEquals(7, Json.LINES.readTree(call.out()).path("heldOut").path("cells").asInt());
        CommandCall all =
                predict(
                        KEPT,
                        "--at",
                        "clients=20",
                        "--fit-to",
                        "baseline,better-sync,better-async");
        assertEquals(2, all.status());
        assertTrue(all.err().contains("leaves none to test it on"), all.err());
    }

    @Test
    void aFitIsTestedOnAnotherRun() {
        CommandCall call =
                predict(
                        KEPT,
                        "--at",
                        "clients=20",
                        "--test-on",
                        "../docs/results/quick-2026-11-29",
                        "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode heldOut = Json.LINES.readTree(call.out()).path("heldOut");
        assertEquals(21, heldOut.path("cells").asInt());
        assertTrue(heldOut.path("medianErrorRatio").asDouble() < 0.1, call.out());
    }

    @Test
    void oneScenarioIsTooFew() {
        CommandCall call = predict("../docs/results/article-2026-11-23", "--at", "clients=2");
        assertEquals(2, call.status());
        assertTrue(call.err().contains("1 scenarios, a forecast needs at least 2"), call.err());
    }
}
