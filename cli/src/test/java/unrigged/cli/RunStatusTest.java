package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unrigged.analysis.RunResult;
import unrigged.analysis.RunResult.FailedTrial;
import unrigged.analysis.RunResult.Unavailable;

class RunStatusTest {
    @Test
    void aRunWhoseEveryTrialWasMeasuredIsDone() {
        assertEquals(new RunStatus(0, Optional.empty()), RunStatus.of(result(4, 0, false)));
    }

    @Test
    void aStackThatThisMachineCannotRunIsNoFailure() {
        assertEquals(0, RunStatus.of(result(4, 0, true)).status());
    }

    @Test
    void oneFailedTrialFailsTheRun() {
        RunStatus status = RunStatus.of(result(3, 1, false));
        assertEquals(1, status.status());
        assertTrue(status.why().orElse("").startsWith("1 of 4 trials failed (flask-gunicorn);"));
    }

    @Test
    void aRunWithoutOneFigureFails() {
        assertEquals(1, RunStatus.of(result(0, 4, false)).status());
        assertEquals(1, RunStatus.of(result(0, 0, false)).status());
    }

    @Test
    void aRunOfWhichNothingCanRunHereIsTheEnvironmentsFault() {
        assertEquals(3, RunStatus.of(result(0, 0, true)).status());
    }

    private static RunResult result(int measured, int failed, boolean oneUnavailable) {
        Instant now = Instant.EPOCH;
        return new RunResult(
                new RunResult.Identity(
                        "run", "plan", "fair", "scaled", "flask-gunicorn", 1, 4, 2, now),
                new RunResult.Progress(
                        8, measured + failed, measured, failed, List.of(), now, Optional.empty()),
                List.of(),
                IntStream.range(0, failed)
                        .mapToObj(i ->
                                new FailedTrial(
                                        "b0" + i, "s", "flask-gunicorn", i, 1, "start", "", ""))
                        .toList(),
                oneUnavailable ? List.of(new Unavailable("vertx", "not built")) : List.of(),
                Optional.empty(),
                new RunResult.TimeSpent(
                        1, Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                List.of(),
                List.of());
    }
}
