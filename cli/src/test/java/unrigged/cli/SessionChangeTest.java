package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.journal.Journal;
import unrigged.metric.Tier;

/**
 * Scenarios with many and with few sessions in turns: the sessions that a change ends are gone
 * before the next window. Once they ended in it, and it had half of its answers.
 */
@Tag("topology")
class SessionChangeTest {
    private static final String PLAN =
            """
            name: sessions
            reference_stack: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn, flask-gevent]
            scenarios: [many, few]
            define:
              many: {workers_sync: "40", workers_async: "2", clients: "60", db_sessions: "60", delay: 10ms}
              few: {workers_sync: "40", workers_async: "2", clients: "4", db_sessions: "4", delay: 1ms}
            blocks: 1
            rounds: 4
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void noSessionEndsInAWindow() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess.start(folder, "run", plan.toString(), "--out", run.toString())
                .awaitMeasured(Duration.ofMinutes(4));
        List<TrialMeasured> slices =
                Journal.read(run.resolve("journal.jsonl")).measured().stream()
                        .filter(slice -> slice.slot().purpose() == Purpose.BLOCK)
                        .toList();
        assertTrue(slices.size() >= 32, slices.size() + " slices");
        assertTrue(
                slices.stream().anyMatch(slice -> slice.sessions().poolOpen().orElse(0) > 20),
                "many sessions were open");
        for (TrialMeasured slice : slices) {
            assertEquals(
                    0,
                    Objects.requireNonNull(slice.tiers().get(Tier.DATABASE))
                            .turnover()
                            .orElseThrow()
                            .ended(),
                    slice.slot().id());
        }
    }
}
