package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** Claims that are read out of a kept run, and those that cannot be. */
class ClaimCommandTest {
    private static final String KEPT = "../docs/results/quick-2026-11-29-2";

    private static CommandCall claim(String claim, String... options) {
        List<String> call = new ArrayList<>(List.of("claim", claim));
        call.addAll(List.of(options));
        return CommandCall.of(call.toArray(String[]::new));
    }

    @Test
    void aRunSaysWhereAClaimHolds() {
        CommandCall call = claim("starlette-uvicorn > flask-gunicorn", "--run", KEPT);
        assertEquals(0, call.status(), call.err());
        assertTrue(
                call.out()
                        .startsWith(
                                "\"starlette-uvicorn > flask-gunicorn\" holds in 3 of 3 universes ("),
                call.out());
        assertTrue(call.out().contains("nothing that was measured reverses it"), call.out());
    }

    /** Four scenarios of 21 stacks: the claim is predicted between them, and said to be. */
    @Test
    void betweenTheMeasuredUniversesItIsPredicted() {
        CommandCall call =
                claim(
                        "bottle-uwsgi > flask-gunicorn",
                        "--run",
                        "../docs/results/article-scenarios-2026-11-29",
                        "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals(4, root.path("holds").path("supported").asInt(), call.out());
        JsonNode predicted = root.path("predicted");
        int count = root.path("universes").size() - 4;
        assertEquals(
                count,
                predicted.path("supported").asInt()
                        + predicted.path("refuted").asInt()
                        + predicted.path("undecided").asInt());
        assertTrue(count >= 45, call.out());
        assertTrue(predicted.path("supported").asInt() > predicted.path("refuted").asInt());
        assertEquals("predicted", root.path("universes").get(4).path("source").asString());
    }

    /** Neither is the run's reference stack, which cancels out. */
    @Test
    void anyTwoStacksOfARunCanBeCompared() {
        CommandCall call = claim("vertx > flask-uwsgi", "--run", KEPT, "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals(3, root.path("universes").size());
        double pair = root.path("universes").get(0).path("ratio").asDouble();
        assertTrue(pair > 1, call.out());
        assertTrue(root.path("universes").get(0).path("interval").get(0).asDouble() < pair);
        CommandCall percentile = claim("vertx > flask-uwsgi on p99", "--run", KEPT);
        assertEquals(2, percentile.status());
        assertTrue(
                percentile.err().contains("compares by P99 with flask-gunicorn alone"),
                percentile.err());
    }

    /** The same figures, the other way round. */
    @Test
    void theOppositeClaimIsRefuted() {
        CommandCall call = claim("starlette-uvicorn < flask-gunicorn", "--run", KEPT, "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals("flask-gunicorn > starlette-uvicorn", root.path("claim").asString());
        assertEquals(3, root.path("holds").path("refuted").asInt());
        assertEquals(0, root.path("holds").path("supported").asInt());
        assertTrue(root.path("universes").get(0).path("ratio").asDouble() < 1);
        assertTrue(root.path("universes").get(0).path("interval").get(1).asDouble() < 1);
    }

    @Test
    void betweenTwoScenariosAreAllTheirCorners() {
        CommandCall call =
                claim(
                        "flask-uwsgi > starlette-uvicorn",
                        "--between",
                        "better-sync,better-async",
                        "--dry-run");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("2 stacks, 8 scenarios (better-sync, "), call.out());
        assertTrue(
                claim("flask-uwsgi > vertx", "--between", "better-sync,better-asink")
                        .err()
                        .contains("--between: unknown scenario 'better-asink'; did you mean"));
        assertTrue(
                claim("flask-uwsgi > vertx", "--between", "baseline")
                        .err()
                        .contains("--between: expected two scenarios"));
        assertTrue(
                claim(
                                "flask-uwsgi > vertx",
                                "--between",
                                "baseline,original",
                                "--where",
                                "delay=1ms")
                        .err()
                        .contains("give one of them"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    faster | the claim 'faster' has no form that is known
                    a > a | the claim names one stack twice: a
                    a > b on speed | the claim is on 'speed', which is no metric
                    flask-gunicron > vertx | the claim: unknown stack 'flask-gunicron'
                    """)
    void whatIsNoClaimIsNamed(String text, String message) {
        CommandCall call = claim(text, "--dry-run");
        assertEquals(2, call.status());
        assertTrue(call.err().contains(message), call.err());
    }

    @Test
    void aDryRunTellsTheUniversesAndTheTime() {
        CommandCall call =
                claim(
                        "starlette-uvicorn > flask-gunicorn",
                        "--dry-run",
                        "--where",
                        "delay=1ms..50ms,clients=50");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().startsWith("plan claim: 2 stacks, 10 scenarios"), call.out());
        CommandCall none = claim("vertx > flask-uwsgi", "--dry-run", "--budget", "20s");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("blocks in 30 universes take about"), none.err());
    }
}
