package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Event.WorkersTuned;
import unrigged.experiment.Purpose;
import unrigged.journal.Journal;
import unrigged.journal.Json;

/** The search for worker counts on real parts, killed half way and resumed. */
@Tag("topology")
class TunedRunTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    /**
     * Queries of 60 ms: a sync worker answers at most 16 a second, so each one more counts until
     * there is one for every client; an async stack gains little from a second.
     */
    private static final String PLAN =
            """
            name: tuned
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, flask-gevent]
            scenarios: [slow]
            define:
              slow: {workers_sync: "4", workers_async: "1", clients: "24", db_sessions: "24", delay: 60ms}
            blocks: 1
            trial: {warm_up: 400ms, window: 1s}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void searchesGoOnAfterAKillAndTheTrialsUseWhatTheyFound() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(
                        folder,
                        "run",
                        plan.toString(),
                        "--workers",
                        "tuned",
                        "--out",
                        run.toString());
        Path journal = run.resolve("journal.jsonl");
        while (!cli.endsWithin(Duration.ofMillis(100)) && tried(journal).size() < 3) {
            // It goes on searching.
        }
        cli.kill();
        List<Observation> before = tried(journal);
        assertTrue(before.size() >= 3, cli.err());
        CliProcess resumed = CliProcess.start(folder, "resume", run.toString(), "--json");
        resumed.awaitMeasured(TIMEOUT);

        Journal all = Journal.read(journal);
        assertEquals(before, tried(journal).subList(0, before.size()));
        WorkersTuned sync = tuned(all, "flask-gunicorn");
        assertEquals(4, sync.reference());
        assertEquals(24, sync.max());
        assertTrue(sync.workers() >= 14, sync.toString());
        int readings = sync.curve().stream().mapToInt(p -> p.readings()).sum();
        assertEquals(
                readings,
                tried(journal).stream()
                        .filter(t -> t.slot().stack().equals("flask-gunicorn"))
                        .count());
        for (TrialMeasured trial : all.measured()) {
            assertEquals(
                    tuned(all, trial.slot().stack()).workers(), trial.settings().workers(), "used");
            assertEquals(24, trial.settings().clients());
        }
        JsonNode searches =
                Json.LINES.readTree(resumed.out()).path("scenarios").path(0).path("workerSearches");
        assertEquals(2, searches.size(), resumed.out());
        assertEquals(sync.workers(), searches.path(0).path("workers").asInt());
        assertTrue(Files.readString(run.resolve("plan.yaml")).contains("tuned from 4"));
        assertEquals(List.of(), CliProcess.leftOver(run));
    }

    private static List<Observation> tried(Path journal) {
        return Files.exists(journal)
                ? List.copyOf(Journal.read(journal).history().ended(Purpose.WORKER_SEARCH).values())
                : List.of();
    }

    private static WorkersTuned tuned(Journal journal, String stack) {
        return journal.all(WorkersTuned.class).stream()
                .filter(t -> t.stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }
}
