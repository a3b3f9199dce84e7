package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.metric.CpuAccounting;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.SessionPeaks;

/** A flaw is planted; its audit and no other speaks. */
class AuditsTest {
    @Test
    void aCleanCellRaisesNoWarning() {
        assertEquals(List.of(), raised(_ -> {}));
    }

    @Test
    void oneWrongAnswerIsAnError() {
        assertEquals(
                List.of("fault: Some answers were wrong"),
                raised(t -> t.failed = Map.of("wrong-body", 1L)));
    }

    @Test
    void failedRequestsCountFromOneInAThousand() {
        assertEquals(List.of(), raised(t -> t.failed = Map.of("timeout", 4L)));
        assertEquals(
                List.of("fault: Requests failed"), raised(t -> t.failed = Map.of("timeout", 5L)));
    }

    @Test
    void aSaturatedGeneratorIsAnError() {
        assertEquals(
                List.of("fault: The load generator was at its own limit"),
                raised(t -> t.health = "saturated: 0.83 of a core"));
    }

    @Test
    void moreAnswersThanSevenWorkersCanSleepForAreImpossible() {
        assertEquals(
                List.of("fault: More answers than the query delay allows"),
                raised(t -> t.settings = new CellSettings(7, 37, 37, 18_000_000)));
        assertEquals(List.of(), raised(t -> t.settings = new CellSettings(7, 37, 37, 17_000_000)));
    }

    @Test
    void answersBelowTheDelayAreImpossible() {
        assertEquals(
                List.of("fault: Answers came sooner than the query delay"),
                raised(t -> t.p50 = OptionalDouble.of(5.9)));
        assertEquals(List.of(), raised(t -> t.p50 = OptionalDouble.of(6.0)));
    }

    @Test
    void oneDroppedConnectionIsNotedAndManyAreAWarning() {
        assertEquals(
                List.of("note: Connections were dropped and tried again"),
                raised(t -> t.network = new NetworkCounts(0, 0, 1, 0, 400_000)));
        assertEquals(
                List.of("doubt: Connections were dropped and tried again"),
                raised(t -> t.network = new NetworkCounts(4, 4, 0, 0, 400_000)));
    }

    @Test
    void retransmissionOnLoopbackIsAWarning() {
        assertEquals(
                List.of("doubt: Segments were sent again on loopback"),
                raised(t -> t.network = new NetworkCounts(0, 0, 0, 41, 400_000)));
        assertEquals(
                List.of("doubt: Segments were sent again on loopback"),
                raised(t ->
                        t.network =
                                new NetworkCounts(0, 0, 0, 141, 400_000, OptionalLong.of(100))));
        // A receiver that waits for a CPU is probed: nothing was lost.
        assertEquals(
                List.of(),
                raised(t ->
                        t.network =
                                new NetworkCounts(0, 0, 0, 141, 400_000, OptionalLong.of(141))));
    }

    @Test
    void aStolenMachineIsAWarning() {
        assertEquals(
                List.of("doubt: The hypervisor gave CPU time to others"),
                raised(t -> t.stealNs = 201_000_000));
    }

    @Test
    void interferenceIsAWarning() {
        assertEquals(
                List.of("doubt: Other programs used the machine"),
                raised(t -> t.interferenceNs = OptionalLong.of(901_000_000)));
    }

    @Test
    void interferenceUnderAQuotaOrOfAnOldRecordIsNotObservable() {
        String quota = "a quota gives the run the time of 1.50 of 2 CPUs";
        CellTrials underQuota =
                all(t -> {
                    t.interferenceNs = OptionalLong.empty();
                    t.accounting =
                            Optional.of(new CpuAccounting(2, Optional.empty(), Optional.of(quota)));
                });
        CellTrials old = all(t -> t.accounting = Optional.empty());
        for (CellTrials cell : List.of(underQuota, old)) {
            Finding finding = MachineAudits.of(cell).getFirst();
            assertEquals(
                    "Other programs used the machine: this was not observable", finding.what());
            assertEquals(Finding.Severity.NOT_OBSERVABLE, finding.severity());
        }
        assertEquals(quota, MachineAudits.of(underQuota).getFirst().evidence());
    }

    @Test
    void recycledWorkersAreAWarningAndTheWarmUpIsNotBlamed() {
        CellTrials cell =
                cell(
                        4,
                        t -> {
                            t.turnover = Optional.of(new ProcessTurnover(8, 7, false));
                            t.driftPerSecond = -0.05;
                        });
        assertEquals(List.of(), LoadAudits.of(cell));
        Finding finding = MachineAudits.of(cell).getFirst();
        assertEquals("Processes came or went within the window", finding.what());
        assertEquals(
                "in 1 of 4 trials, at most app: 8 new, 7 gone in b02-baseline-flask-gunicorn; threshold any",
                finding.evidence());
    }

    @Test
    void processesTooShortLivedToBeSeenAreAWarningToo() {
        assertEquals(
                List.of("doubt: Processes came or went within the window"),
                raised(t -> t.turnover = Optional.of(new ProcessTurnover(0, 0, true))));
    }

    @Test
    void aContradictionWithLittlesLawIsAWarning() {
        assertEquals(
                List.of(
                        "doubt: Throughput, latency and clients contradict each other (Little's law)"),
                raised(t -> t.little = OptionalDouble.of(-0.031)));
    }

    @Test
    void aDriftingWindowIsAWarning() {
        assertEquals(
                List.of("doubt: Throughput still drifted within the window: warm-up unfinished"),
                raised(t -> t.driftPerSecond = -0.011));
    }

    @Test
    void moreSessionsThanThePoolAreAnError() {
        assertEquals(
                List.of("fault: More database sessions than the pool was planned to have"),
                raised(t ->
                        t.sessions =
                                new SessionPeaks(
                                        OptionalInt.of(37),
                                        OptionalInt.of(37),
                                        OptionalInt.empty(),
                                        OptionalInt.of(38),
                                        9)));
    }

    @Test
    void whatWasNotRecordedIsNotObservable() {
        assertEquals(
                List.of(
                        "not observable: Whether answers were lost or counted twice was not observable",
                        "not observable: Whether the warm-up was long enough was not observable",
                        "not observable: Retransmission of segments was not observable",
                        "not observable: Whether processes came or went was not observable",
                        "not observable: The number of database sessions was not observable",
                        "not observable: The application's memory was not observable"),
                raised(t -> {
                    t.little = OptionalDouble.empty();
                    t.seconds = false;
                    t.network = new NetworkCounts(0, 0, 0, 0, 0);
                    t.pss = OptionalLong.empty();
                    t.turnover = Optional.empty();
                    t.sessions =
                            new SessionPeaks(
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    0);
                }));
    }

    @Test
    void noBoundOfTheQueryDelayHoldsWhereSomethingElseIsAsked() {
        CellTrials cell =
                cell(
                        4,
                        t -> {
                            t.p50 = OptionalDouble.of(0.2);
                            t.settings = new CellSettings(7, 37, 37, 18_000_000);
                        });
        StackInfo own =
                new StackInfo(
                        "own",
                        "Own",
                        "own",
                        "other",
                        "sync",
                        "Sync",
                        "own",
                        true,
                        Optional.empty(),
                        Optional.of("GET /item"));
        CellTrials asked =
                new CellTrials("baseline", own, cell.settings(), cell.measured(), List.of());
        List<String> whats = LoadAudits.of(asked).stream().map(Finding::what).toList();
        assertEquals(List.of("Its request differs from that of the article's stacks"), whats);
    }

    @Test
    void lostLatenciesAreAWarning() {
        CellTrials cell = cell(4, _ -> {});
        assertEquals(Optional.empty(), LoadAudits.lostLatencies(cell, 15_900));
        assertEquals(
                "the histograms hold 12,000 of 16,000 answers",
                LoadAudits.lostLatencies(cell, 12_000).orElseThrow().evidence());
    }

    @Test
    void threeBlocksAreTooFew() {
        CellTrials three = cell(3, _ -> {});
        assertEquals(
                List.of("Too few blocks for an interval"),
                LoadAudits.of(three).stream().map(Finding::what).toList());
    }

    @Test
    void evidenceNamesTheWorstTrialAndTheThreshold() {
        Finding finding = LoadAudits.of(cell(4, t -> t.health = "saturated: x")).getFirst();
        assertEquals("1 of 4 trials: b02-baseline-flask-gunicorn saturated: x", finding.evidence());
        Finding interference =
                MachineAudits.of(cell(4, t -> t.interferenceNs = OptionalLong.of(1_000_000_000)))
                        .getFirst();
        assertEquals(
                "in 1 of 4 trials, at most 5.0 % of its CPU time in b02-baseline-flask-gunicorn; threshold 4.5 %",
                interference.evidence());
    }

    /** Of four trials the second has the flaw. */
    @Test
    void aServerThatRefusesHttp10IsNoted() {
        CellTrials flask = cell(4, _ -> {});
        StackInfo helidon =
                new StackInfo(
                        "helidon-virtual",
                        "Helidon SE",
                        "Helidon",
                        "java",
                        "virtual-threads",
                        "Async / Virtual threads",
                        "pgjdbc",
                        false,
                        Optional.of("1.1"),
                        Optional.empty());
        CellTrials cell =
                new CellTrials(
                        flask.scenario(),
                        helidon,
                        flask.settings(),
                        flask.measured(),
                        flask.failed());
        assertEquals(
                List.of("The proxy spoke HTTP/1.1 to this server"),
                LoadAudits.of(cell).stream().map(Finding::what).toList());
    }

    private static List<String> raised(Consumer<SyntheticTrial> flaw) {
        boolean everywhere = isAbsence(flaw);
        CellTrials cell = everywhere ? all(flaw) : cell(4, flaw);
        List<Finding> findings = new ArrayList<>(LoadAudits.of(cell));
        findings.addAll(MachineAudits.of(cell));
        return findings.stream().map(f -> f.severity().word() + ": " + f.what()).toList();
    }

    private static boolean isAbsence(Consumer<SyntheticTrial> flaw) {
        SyntheticTrial trial = new SyntheticTrial();
        flaw.accept(trial);
        return !trial.seconds;
    }

    private static CellTrials all(Consumer<SyntheticTrial> flaw) {
        return cell(List.of(1, 2, 3, 4), List.of(1, 2, 3, 4), flaw);
    }

    private static CellTrials cell(int blocks, Consumer<SyntheticTrial> flawOfTheSecond) {
        return cell(List.of(1, 2, 3, 4).subList(0, blocks), List.of(2), flawOfTheSecond);
    }

    private static CellTrials cell(
            List<Integer> blocks, List<Integer> flawed, Consumer<SyntheticTrial> flaw) {
        List<TrialMeasured> trials = new ArrayList<>();
        for (int block : blocks) {
            SyntheticTrial trial = new SyntheticTrial();
            trial.block = block;
            if (flawed.contains(block)) {
                flaw.accept(trial);
            }
            trials.add(trial.measured());
        }
        return new CellTrials(
                "baseline",
                SyntheticTrial.FLASK,
                Optional.of(trials.getFirst().settings()),
                trials,
                List.of());
    }
}
