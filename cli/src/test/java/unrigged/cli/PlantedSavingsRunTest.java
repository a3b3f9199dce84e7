package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/**
 * Stacks that save work only after thousands of requests, which verification does not send: the
 * measurement itself says so, and says nothing of those that save none.
 */
@Tag("topology")
class PlantedSavingsRunTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    /** As many sessions as the planted stacks keep connections, so that none waits for ever. */
    private static final String PLAN =
            """
            name: savings
            catalogs: [%s]
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn, starlette-uvicorn-asyncpg, held-later, cached-later]
            scenarios: [small]
            define:
              small: {workers_sync: "2", workers_async: "2", clients: "16", db_sessions: "32", delay: 5ms}
            blocks: 1
            trial: {warm_up: 500ms, window: 2s}
            %s\
            """;

    private static final String HELD =
            "Database connections were kept, and the plan asks for one per request";
    private static final String CACHED =
            "Fewer queries reached the database than there were answers";
    private static final List<String> SAVED =
            List.of(HELD, CACHED, "Queries took less time at the database than their delay");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Map<String, List<String>> saved(String settings) throws Exception {
        Path planted = Path.of("src/test/resources/planted/savings.yaml").toAbsolutePath();
        Path plan =
                Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(planted, settings));
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(folder, "run", plan.toString(), "--out", run.toString(), "--json");
        int status = cli.await(TIMEOUT);
        assertTrue(status == 0 || status == 1, cli.err());
        Map<String, List<String>> findings = new TreeMap<>();
        for (JsonNode row : Json.LINES.readTree(cli.out()).path("scenarios").path(0).path("rows")) {
            assertTrue(row.path("ok").asLong() > 200, row + cli.err());
            findings.put(
                    row.path("stack").asString(),
                    StreamSupport.stream(row.path("findings").spliterator(), false)
                            .map(finding -> finding.path("what").asString())
                            .filter(SAVED::contains)
                            .toList());
        }
        assertEquals(List.of(), CliProcess.leftOver(run));
        return findings;
    }

    @Test
    void whatIsSavedOnlyUnderLoadIsAnErrorOfTheMeasurement() throws Exception {
        assertEquals(
                Map.of(
                        "flask-gunicorn", List.of(),
                        "starlette-uvicorn", List.of(),
                        "starlette-uvicorn-asyncpg", List.of(),
                        "held-later", List.of(HELD),
                        "cached-later", List.of(CACHED)),
                saved(""));
    }

    @Test
    void heldConnectionsThatThePlanAsksForAreNoSaving() throws Exception {
        Map<String, List<String>> saved = saved("settings: {driver: {pool_size: 4}}\n");
        assertEquals(List.of(), saved.get("held-later"));
        assertEquals(List.of(), saved.get("starlette-uvicorn"));
        assertEquals(List.of(CACHED), saved.get("cached-later"));
    }
}
