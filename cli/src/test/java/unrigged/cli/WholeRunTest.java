package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.experiment.Event;
import unrigged.journal.Journal;
import unrigged.journal.Json;

/** The program as a user starts it, on real parts. */
@Tag("topology")
class WholeRunTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    private static final String PLAN =
            """
            name: whole
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, flask-uwsgi, flask-gevent, starlette-uvicorn, tomcat-platform, tomcat-virtual, vertx]
            scenarios: [better-async]
            blocks: 1
            rounds: 1
            slice: {warm_up: 500ms, warm_up_jvm_max: 4s, window: 1s}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void onePlanGoesFromNothingToAReport() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(folder, "run", plan.toString(), "--out", run.toString(), "--json");
        cli.awaitMeasured(TIMEOUT);
        JsonNode json = Json.LINES.readTree(cli.out());
        JsonNode rows = json.path("scenarios").path(0).path("rows");
        assertEquals(7, rows.size(), cli.out());
        for (JsonNode row : rows) {
            String stack = row.path("stack").asString();
            assertTrue(
                    row.path("ok").asLong() > 50, stack + " was not measured:\n" + row + cli.err());
            assertEquals(0, row.path("failed").asLong(), stack);
            assertTrue(row.path("maxDbSessions").asInt() > 0, stack);
        }
        everyTierHasACost(rows);
        assertEquals(List.of(), CliProcess.leftOver(run));
        everythingIsWhereTheContractSays(run);
        concurrencyIsWhatTheCatalogueSays(run);
    }

    private static void everyTierHasACost(JsonNode rows) {
        for (String tier : List.of("load", "proxy", "app", "pool", "database")) {
            double cpuMs = 0;
            for (JsonNode row : rows) {
                cpuMs += row.path("cpuMsPerRequest").path(tier).asDouble();
                assertTrue(row.path("pssMiB").path(tier).asDouble() > 0, row + " " + tier);
            }
            assertTrue(cpuMs > 0, tier);
        }
    }

    private static void everythingIsWhereTheContractSays(Path run) throws Exception {
        assertTrue(Files.readString(run.resolve("report.html")).contains("flask-gunicorn"));
        assertTrue(Files.readString(run.resolve("plan.yaml")).contains("shared_buffers"));
        assertTrue(
                Json.LINES
                                .readTree(Files.readString(run.resolve("environment.json")))
                                .path("parts")
                                .size()
                        >= 6);
        assertTrue(Files.exists(run.resolve("logs/b01.1/vertx/app.log")));
        assertTrue(Files.exists(run.resolve("logs/b01.1/database.log")));
        assertFalse(Files.exists(run.resolve("scratch")));
    }

    /** Under 147 clients a sync stack has as many sessions as workers, an async one many more. */
    private static void concurrencyIsWhatTheCatalogueSays(Path run) {
        for (Event.TrialMeasured trial : Journal.read(run.resolve("journal.jsonl")).measured()) {
            if (trial.slot().block() > 0) {
                int sessions = trial.sessions().poolBusy().orElseThrow();
                assertTrue(trial.latencies().isPresent(), trial.slot().id());
                boolean sync =
                        List.of("flask-gunicorn", "flask-uwsgi", "tomcat-platform")
                                .contains(trial.slot().stack());
                int workers = trial.settings().workers();
                assertTrue(
                        sync ? sessions <= workers : sessions > 2 * workers,
                        trial.slot().stack() + ": " + sessions);
            }
        }
    }

    @Test
    void aSecondRunIsRefusedAndCtrlCStopsTheFirstInOrder() throws Exception {
        Path plan =
                Files.writeString(
                        folder.resolve("plan.yaml"), PLAN.replace("window: 1s", "window: 30s"));
        Path run = folder.resolve("run");
        CliProcess cli = CliProcess.start(folder, "run", plan.toString(), "--out", run.toString());
        for (int i = 0;
                i < 600 && !Files.exists(run.resolve("logs/calibration.1/flask-gunicorn/app.log"));
                i++) {
            Thread.sleep(100);
        }
        Thread.sleep(2_000);
        CliProcess second =
                CliProcess.start(
                        folder,
                        "run",
                        plan.toString(),
                        "--out",
                        folder.resolve("second").toString());
        assertEquals(3, second.await(Duration.ofSeconds(60)), second.err());
        assertTrue(
                second.err().contains("another run is measuring on this machine (process "),
                second.err());
        assertFalse(Files.exists(folder.resolve("second")), "nothing is left of it");
        cli.interrupt();
        assertEquals(130, cli.await(Duration.ofSeconds(20)), cli.err());
        assertTrue(cli.err().contains("To go on:  unrigged resume "), cli.err());
        assertEquals(List.of(), CliProcess.leftOver(run));
        Event.RunStopped stopped =
                Journal.read(run.resolve("journal.jsonl"))
                        .last(Event.RunStopped.class)
                        .orElseThrow();
        assertFalse(stopped.complete());
    }
}
