package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.journal.Journal;

/**
 * Kills the controller with SIGKILL at random moments of a real run and resumes it, again and
 * again. {@code -Dkills=100} makes it longer; the seed is printed.
 */
@Tag("campaign")
@Tag("topology")
class KillCampaignTest {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final Duration GONE = Duration.ofSeconds(6);

    private static final String PLAN =
            """
            name: campaign
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [small]
            define:
              small: {workers_sync: "3", workers_async: "2", clients: "8", db_sessions: "8", delay: 2ms}
            blocks: %d
            seed: 1
            rounds: 1
            slice: {warm_up: 200ms, window: 300ms}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingIsLeftBehindAndNoFinishedBlockIsLost() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int blocks = Math.max(4, KILLS / 2);
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(blocks));
        Path run = folder.resolve("run");
        Set<String> finished = Set.of();
        int kills = 0;
        while (kills < KILLS) {
            boolean begun = Files.exists(run.resolve("plan.yaml"));
            CliProcess cli =
                    begun
                            ? CliProcess.start(folder, "resume", run.toString())
                            : CliProcess.start(
                                    folder, "run", plan.toString(), "--out", run.toString());
            // A block takes some seven seconds: every second attempt gets through one.
            if (cli.endsWithin(Duration.ofMillis(200 + random.nextInt(14_000)))) {
                break;
            }
            cli.kill();
            kills++;
            String moment = "kill " + kills + ", seed " + seed;
            assertEquals(List.of(), afterAMoment(run), moment);
            everySliceCanBeRead(run);
            Set<String> now = finished(run);
            assertTrue(now.containsAll(finished), moment + ": lost " + finished + " → " + now);
            finished = now;
        }
        CliProcess last = CliProcess.start(folder, "resume", run.toString());
        last.awaitMeasured(Duration.ofMinutes(5));
        assertEquals(blocks, finished(run).size());
        assertEquals(List.of(), afterAMoment(run));
        noSliceEndedTwice(run);
        System.out.printf(
                "campaign: %d kills, 0 processes left, 0 finished blocks lost (seed %d)%n",
                kills, seed);
    }

    private static void noSliceEndedTwice(Path run) {
        List<String> ends =
                Journal.read(run.resolve("journal.jsonl")).all(Event.Observation.class).stream()
                        .map(end -> end.slot().id())
                        .toList();
        assertEquals(ends.size(), Set.copyOf(ends).size(), ends.toString());
    }

    /** But for a line that was being written. */
    private static void everySliceCanBeRead(Path run) {
        if (Files.exists(run.resolve("journal.jsonl"))) {
            Journal journal = Journal.read(run.resolve("journal.jsonl"));
            assertEquals(List.of(), journal.damage());
            journal.measured()
                    .forEach(slice ->
                            assertTrue(
                                    slice.latencies().orElseThrow().startsWith("HISTF"),
                                    slice.slot().id()));
        }
    }

    private static Set<String> finished(Path run) {
        Path journal = run.resolve("journal.jsonl");
        return Files.exists(journal)
                ? Journal.read(journal).all(Event.DeploymentEnded.class).stream()
                        .filter(Event.DeploymentEnded::complete)
                        .map(Event.DeploymentEnded::deployment)
                        .filter(deployment -> deployment.startsWith("b"))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** What is left once the supervisor has had time to end it. */
    private static List<String> afterAMoment(Path run) throws IOException, InterruptedException {
        List<String> left = CliProcess.leftOver(run);
        for (int i = 0; i < GONE.toMillis() / 50 && !left.isEmpty(); i++) {
            Thread.sleep(50);
            left = CliProcess.leftOver(run);
        }
        return left;
    }
}
