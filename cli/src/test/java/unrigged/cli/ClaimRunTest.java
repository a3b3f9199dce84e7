package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** A claim that is measured on real parts: two universes, few clients and many. */
@Tag("topology")
class ClaimRunTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /**
     * Two loops that wait for a query of 60 ms serve as many clients as there are sessions, seven
     * sync workers seven: the claim must hold with 60 clients.
     */
    @Test
    void theUniversesOfAGridAreMeasuredAndJudged() throws Exception {
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(
                        folder,
                        "claim",
                        "starlette-uvicorn > flask-gunicorn",
                        "--where",
                        "delay=60ms,clients=60,db_sessions=6..60",
                        "--budget",
                        "80s",
                        "--out",
                        run.toString(),
                        "--json");
        cli.awaitMeasured(Duration.ofMinutes(4));
        JsonNode claim = Json.LINES.readTree(cli.out());
        assertEquals(3, claim.path("universes").size(), cli.out());
        JsonNode best = claim.path("universes").get(0);
        assertEquals(60, best.path("settings").path("dbSessions").asInt(), cli.out());
        assertEquals("supported", best.path("stand").asString(), cli.out());
        assertTrue(best.path("ratio").asDouble() > 2, cli.out());
        // Six sessions are as many for both, and keep both to a hundred answers a second.
        JsonNode worst = claim.path("universes").get(2);
        assertEquals(6, worst.path("settings").path("dbSessions").asInt(), cli.out());
        assertTrue(worst.path("ratio").asDouble() < 1.3, cli.out());
        assertEquals(
                "db_sessions",
                claim.path("attribution").get(0).path("factor").asString(),
                cli.out());
        assertEquals(List.of(), CliProcess.leftOver(run));
    }
}
