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
import unrigged.experiment.Event;
import unrigged.experiment.Event.ScenarioResolved;
import unrigged.journal.Journal;

/** A run that was killed between the records of its scenarios, and one whose machine changed. */
@Tag("topology")
class ResumedRunTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final String PLAN =
            """
            name: resumed
            baseline: flask-gunicorn
            stacks: [flask-gunicorn]
            scenarios: [baseline, better-sync]
            blocks: 1
            slice: {warm_up: 200ms, window: 500ms}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatWasRecordedIsUsedAndWhatChangedIsRefused() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess first =
                CliProcess.start(folder, "run", plan.toString(), "--out", run.toString());
        first.awaitMeasured(TIMEOUT);

        Path journal = run.resolve("journal.jsonl");
        List<ScenarioResolved> whole = Journal.read(journal).all(ScenarioResolved.class);
        assertEquals(2, whole.size());
        List<String> lines = Files.readAllLines(journal);
        int resolved = 0;
        while (!lines.get(resolved).contains("\"scenario-resolved\"")) {
            resolved++;
        }
        Files.write(journal, lines.subList(0, resolved + 1));

        CliProcess resumed = CliProcess.start(folder, "resume", run.toString());
        resumed.awaitMeasured(TIMEOUT);
        Journal after = Journal.read(journal);
        assertEquals(whole, after.all(ScenarioResolved.class));
        assertEquals(1, after.all(Event.Calibrated.class).size());
        // Two rounds of two scenarios, two servers of the one stack; a disturbed round comes twice.
        assertTrue(after.measured().size() >= 8, after.measured().toString());
        assertEquals(
                List.of("calibration", "b01"),
                after.all(Event.DeploymentEnded.class).stream()
                        .filter(Event.DeploymentEnded::complete)
                        .map(Event.DeploymentEnded::deployment)
                        .toList());

        Path environment = run.resolve("environment.json");
        String machine = Files.readString(environment);
        assertTrue(machine.contains("\"cpus\""), machine);
        Files.writeString(environment, machine.replaceFirst("(\"cpus\" : )\\d+", "$1" + 97));
        CliProcess refused = CliProcess.start(folder, "resume", run.toString());
        assertEquals(3, refused.await(TIMEOUT), refused.err());
        assertTrue(refused.err().contains("CPUs: 97 when the run began"), refused.err());
        assertTrue(refused.err().contains("begin a new run"), refused.err());
    }
}
