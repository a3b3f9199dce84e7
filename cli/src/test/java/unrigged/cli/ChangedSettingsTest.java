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
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.journal.Journal;

/** Scenarios that change settings of their plan: with the slice, and with servers of their own. */
@Tag("topology")
class ChangedSettingsTest {
    private static final String PLAN =
            """
            name: changed
            reference_stack: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [plain, kept, held]
            define:
              plain: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms}
              kept: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms, settings: {load: {keepalive: true}}}
              held: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms, settings: {driver: {pool_size: 2}}}
            blocks: 1
            rounds: 2
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<TrialMeasured> of(List<TrialMeasured> slices, String scenario) {
        return slices.stream().filter(slice -> slice.slot().scenario().equals(scenario)).toList();
    }

    private static double segments(List<TrialMeasured> slices) {
        return slices.stream()
                .mapToDouble(slice -> slice.network().segmentsSent() / (double) slice.load().ok())
                .average()
                .orElseThrow();
    }

    @Test
    void eachScenarioHasItsOwnLevels() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess.start(folder, "run", plan.toString(), "--out", run.toString())
                .awaitMeasured(Duration.ofMinutes(4));
        Journal journal = Journal.read(run.resolve("journal.jsonl"));
        List<TrialMeasured> slices =
                journal.measured().stream()
                        .filter(slice -> slice.slot().purpose() == Purpose.BLOCK)
                        .toList();
        for (TrialMeasured slice : slices) {
            String scenario = slice.slot().scenario();
            assertEquals(
                    Boolean.toString(scenario.equals("kept")),
                    slice.levels().orElseThrow().get("load.keepalive"),
                    slice.slot().id());
            assertEquals(
                    scenario.equals("held") ? "2" : "0",
                    slice.levels().orElseThrow().get("driver.pool_size"),
                    slice.slot().id());
        }
        // No handshake with the client for each request.
        assertTrue(
                segments(of(slices, "kept")) < 0.9 * segments(of(slices, "plain")),
                segments(of(slices, "kept")) + " against " + segments(of(slices, "plain")));
        // Held connections need servers of their own; kept ones to the client do not.
        assertTrue(
                of(slices, "held").stream()
                        .allMatch(slice -> slice.slot().id().contains("-poolsize2")));
        assertTrue(
                of(slices, "kept").stream()
                        .noneMatch(slice -> slice.slot().id().contains("keepalive")));
    }
}
