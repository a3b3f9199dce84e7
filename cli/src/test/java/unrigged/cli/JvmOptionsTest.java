package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.journal.Journal;

/** Options that a user sets for every JVM. */
@Tag("topology")
class JvmOptionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What the supervisor prints is read as its protocol. */
    @Test
    void aRunMeasuresAlthoughEveryJvmIsToldToPrint() throws Exception {
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(
                        folder,
                        Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc*:stdout -Xlog:safepoint"),
                        "run",
                        "--stacks",
                        "flask-gunicorn",
                        "--scenario",
                        "better-sync",
                        "--blocks",
                        "1",
                        "--out",
                        run.toString());
        assertEquals(0, cli.await(Duration.ofMinutes(4)), cli.err());
        List<Event.TrialMeasured> trials = Journal.read(run.resolve("journal.jsonl")).measured();
        // Two rounds, two servers of the one stack.
        assertTrue(trials.size() >= 4, cli.err());
        assertEquals(List.of(), CliProcess.leftOver(run));
    }
}
