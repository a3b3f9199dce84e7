package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.AuditRule;
import unrigged.inference.CellFigures;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.FailedTrial;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.RunResult.Unavailable;
import unrigged.program.InvalidInputException;

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

    @Test
    void aRowWithAFaultFailsTheRunThoughEveryTrialWasMeasured() {
        RunStatus status =
                RunStatus.of(
                        result(
                                4,
                                0,
                                false,
                                row("flask-gunicorn"),
                                row("vertx", finding(Severity.ERROR, "Requests hung"))));
        assertEquals(1, status.status());
        assertEquals(
                "1 of 2 rows have an error (vertx in baseline: Requests hung); see the report for each",
                status.why().orElse(""));
    }

    @Test
    void aRunWithoutAnAnswerToItsQuestionFailsWhateverElseIsRight() {
        assertEquals(1, RunStatus.of(result(4, 0, false)).orFailed().status());
        RunStatus failed = RunStatus.of(result(0, 0, true));
        assertEquals(failed, failed.orFailed());
    }

    @Test
    void whyAMeasuredRunHasNoAnswerIsSaid() {
        StringWriter err = new StringWriter();
        int status =
                RunSession.present(
                        result(3, 1, false),
                        Path.of("report.html"),
                        (_, _, _) -> {
                            throw new InvalidInputException("the run says nothing of 'a > b'");
                        },
                        Unrigged.commandLine().setErr(new PrintWriter(err, true)));
        assertEquals(1, status);
        assertEquals(
                List.of(
                        "unrigged: the run says nothing of 'a > b'",
                        "report: report.html",
                        "unrigged: 1 of 4 trials failed (flask-gunicorn); see the report for each reason"),
                err.toString().lines().toList());
    }

    @Test
    void aWarningOrANoteIsNoFailure() {
        RunResult result =
                result(
                        4,
                        0,
                        false,
                        row(
                                "vertx",
                                finding(Severity.WARNING, "Throughput drifted"),
                                finding(Severity.NOTE, "It speaks HTTP/1.1")));
        assertEquals(new RunStatus(0, Optional.empty()), RunStatus.of(result));
    }

    private static Finding finding(Severity severity, String what) {
        AuditRule rule =
                switch (severity) {
                    case ERROR -> AuditRule.HUNG_REQUESTS;
                    case WARNING -> AuditRule.DRIFT;
                    case NOTE -> AuditRule.OTHER_HTTP_VERSION;
                    case NOT_OBSERVABLE -> AuditRule.APPLICATION_MEMORY;
                };
        return new Finding(rule, severity, what, "in 1 of 1 trials", List.of(), "Look.");
    }

    private static Row row(String stack, Finding... findings) {
        return new Row(
                new StackInfo(
                        stack,
                        "f",
                        "s",
                        "java",
                        "sync",
                        "Sync",
                        "d",
                        true,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Map.of(),
                new Row.Trials(2, 0),
                new CellFigures(Map.of()),
                Map.of(),
                List.of(),
                List.of(findings),
                Optional.empty(),
                Optional.empty(),
                Row.Details.NONE);
    }

    private static RunResult result(int measured, int failed, boolean oneUnavailable, Row... rows) {
        Instant now = Instant.EPOCH;
        return new RunResult(
                new RunResult.Identity(
                        "run",
                        "plan",
                        "fair",
                        "scaled",
                        "flask-gunicorn",
                        1,
                        4,
                        Optional.empty(),
                        2,
                        now),
                new RunResult.Progress(
                        8, measured + failed, measured, failed, List.of(), now, Optional.empty()),
                List.of(
                        new ScenarioResult(
                                "baseline",
                                "Baseline",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(rows),
                                Optional.empty(),
                                List.of(),
                                Optional.empty())),
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
                List.of(),
                Optional.empty());
    }
}
