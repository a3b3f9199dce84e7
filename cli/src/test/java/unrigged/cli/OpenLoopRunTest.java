package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.journal.Journal;
import unrigged.report.Report;
import unrigged.report.RunResultJson;

/** A scenario whose requests are due at a rate, on the real topology. */
@Tag("topology")
class OpenLoopRunTest {
    private static final double DELAY_MS = 5;
    private static final String PLAN =
            """
            name: rates
            reference_stack: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [loop, rate]
            define:
              loop: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 5ms}
              rate: {workers_sync: "4", workers_async: "2", clients: "64", db_sessions: "8", delay: 5ms, settings: {load: {rate: 40/s}}}
            blocks: 2
            rounds: 1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theRateIsAchievedAndLatencyRecorded() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess.start(folder, "run", plan.toString(), "--out", run.toString())
                .awaitMeasured(Duration.ofMinutes(4));
        List<TrialMeasured> slices =
                Journal.read(run.resolve("journal.jsonl")).measured().stream()
                        .filter(slice -> slice.slot().purpose() == Purpose.BLOCK)
                        .toList();
        Set<Long> offered = new HashSet<>();
        for (TrialMeasured slice : slices) {
            boolean open = slice.slot().scenario().equals("rate");
            assertEquals(
                    open ? "40" : "closed",
                    slice.levels().orElseThrow().get("load.rate"),
                    slice.slot().id());
            assertEquals(open, slice.load().offered().isPresent(), slice.slot().id());
            assertEquals(open ? 3 : 0.5, slice.load().durationS(), 0.1, slice.slot().id());
            if (open) {
                long due = slice.load().offered().orElseThrow();
                // Poisson's number of 120, within five standard deviations.
                assertTrue(Math.abs(due - 120) < 55, slice.slot().id() + " " + due);
                assertTrue(Math.abs(due - slice.load().ok()) < 20, slice.slot().id());
                assertTrue(slice.load().latencyMs().mean().orElse(0) > DELAY_MS);
                if (slice.slot().block() == 1) {
                    offered.add(due);
                }
            }
        }
        assertEquals(1, offered.size(), "the same arrivals for all stacks of a round: " + offered);
        JsonNode rate =
                RunResultJson.of(Report.read(ResumeCommand.existing(run))).path("scenarios").get(1);
        assertEquals("40/s", rate.path("settings").path("changed").path("load.rate").asString());
        assertEquals(2, rate.path("rows").size());
        for (JsonNode row : rate.path("rows")) {
            assertTrue(row.path("meanMs").asDouble() > DELAY_MS, row.toString());
            assertTrue(row.path("throughputRatioWhy").isString(), row.toString());
            assertFalse(row.path("verdict").asString("none").contains("tied"), row.toString());
            assertTrue(
                    row.path("findings")
                            .valueStream()
                            .noneMatch(f -> f.path("rule").asString().equals("backlog-grew")),
                    row.toString());
        }
    }
}
