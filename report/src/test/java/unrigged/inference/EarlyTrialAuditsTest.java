package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;
import unrigged.journal.Journal;

/** Runs of one calibration, one trial of a worker search and one block, as journal version 2. */
class EarlyTrialAuditsTest {
    private static SyntheticTrial trial(Purpose purpose, Consumer<SyntheticTrial> flaw) {
        SyntheticTrial trial = new SyntheticTrial();
        trial.purpose = purpose;
        if (purpose == Purpose.CALIBRATION) {
            trial.scenario = "calibration";
            trial.settings = new CellSettings(7, 37, 37, 0);
        }
        flaw.accept(trial);
        return trial;
    }

    private static RunResult run(Event... ends) {
        List<Event> events = new ArrayList<>();
        events.add(
                new Event.RunStarted(
                        "r",
                        "quick",
                        "fair",
                        "scaled",
                        SyntheticTrial.FLASK.stack(),
                        7,
                        1,
                        2,
                        List.of("baseline"),
                        List.of(SyntheticTrial.FLASK),
                        1,
                        OptionalInt.empty(),
                        Optional.empty()));
        events.addAll(List.of(ends));
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        Journal journal =
                new Journal(
                        events.stream().map(e -> new Journal.Entry(at, e)).toList(), List.of(), 2);
        return Analysis.of(journal, _ -> new Histogram(3));
    }

    private static List<Finding> found(
            Consumer<SyntheticTrial> calibration, Consumer<SyntheticTrial> search) {
        return run(
                        trial(Purpose.CALIBRATION, calibration).measured(),
                        trial(Purpose.WORKER_SEARCH, search).measured(),
                        trial(Purpose.BLOCK, _ -> {}).measured())
                .findings();
    }

    @Test
    void cleanTrialsRaiseNothing() {
        assertEquals(List.of(), found(_ -> {}, _ -> {}));
    }

    @Test
    void aSaturatedGeneratorInTheCalibrationIsAnErrorOfTheRun() {
        Finding finding = found(t -> t.health = "saturated: x", _ -> {}).getFirst();
        assertEquals(AuditRule.GENERATOR_SATURATED, finding.rule());
        assertEquals(Severity.ERROR, finding.severity());
        assertEquals("The load generator was at its own limit", finding.what());
        assertEquals("calibration: 1 of 1 trials: calibration saturated: x", finding.evidence());
    }

    @Test
    void interferenceInAWorkerSearchNamesItsTrialInWordsAndAsData() {
        List<Finding> findings =
                found(_ -> {}, t -> t.interferenceNs = OptionalLong.of(1_000_000_000));
        String id = "tuning-baseline-flask-gunicorn-01";
        assertEquals(1, findings.size());
        assertEquals(AuditRule.INTERFERENCE, findings.getFirst().rule());
        assertEquals(Severity.WARNING, findings.getFirst().severity());
        assertEquals(
                id
                        + ": in 1 of 1 trials, at most 5.0 % of its CPU time in "
                        + id
                        + "; threshold 4.5 %",
                findings.getFirst().evidence());
        assertEquals(
                new Value("interference", 0.05, "share", OptionalDouble.of(0.045), Optional.of(id)),
                findings.getFirst().values().getFirst());
    }

    @Test
    void notesAndWhatWasNotObservableAreLeftOut() {
        assertEquals(
                List.of(),
                found(
                        t -> t.little = OptionalDouble.empty(),
                        t -> {
                            t.pss = OptionalLong.empty();
                            t.seconds = false;
                        }));
    }

    @Test
    void aFailedTrialIsToldWithItsReason() {
        SyntheticTrial failed = trial(Purpose.WORKER_SEARCH, _ -> {});
        List<Finding> findings =
                run(new Event.TrialFailed(
                                failed.slot(),
                                1,
                                failed.settings,
                                "readiness",
                                "no answer after 30 s",
                                "log",
                                SyntheticTrial.timeline(),
                                Optional.empty()))
                        .findings();
        assertEquals(
                List.of(
                        "tuning-baseline-flask-gunicorn-01: tuning-baseline-flask-gunicorn-01 at readiness: no answer after 30 s"),
                findings.stream().map(Finding::evidence).toList());
    }

    @Test
    void ofACalibrationThatWasRepeatedTheLastAttemptCounts() {
        assertEquals(
                List.of(),
                run(
                                trial(Purpose.CALIBRATION, t -> t.health = "saturated: x")
                                        .measured(),
                                trial(Purpose.CALIBRATION, _ -> {}).measured())
                        .findings());
    }

    /** They are of the run: rows, their verdicts and their errors are of blocks alone. */
    @Test
    void rowsAreNotTouched() {
        RunResult result =
                run(
                        trial(Purpose.CALIBRATION, t -> t.health = "saturated: x").measured(),
                        trial(Purpose.BLOCK, _ -> {}).measured());
        Row row = result.scenarios().getFirst().rows().getFirst();
        assertEquals(
                List.of(AuditRule.LOST_LATENCIES, AuditRule.TOO_FEW_BLOCKS),
                row.findings().stream().map(Finding::rule).toList());
    }
}
