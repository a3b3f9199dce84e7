package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.DuelPlan;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * Warnings about a server of a duel. What cannot be observed is left out: of servers that somebody
 * else started little more than their answers can.
 */
final class DuelAudits {
    private static final int DRIFT_ROUNDS = 6;
    private static final double TIMEOUT_US = DuelPlan.TIMEOUT.toNanos() / 1e3;

    private final LatencySource latencies;

    DuelAudits(LatencySource latencies) {
        this.latencies = latencies;
    }

    /** In no order. */
    List<Finding> of(CellTrials cell) {
        CellAudits audits = new CellAudits(latencies);
        CellTrials measured =
                new CellTrials(
                        cell.scenario(),
                        cell.stack(),
                        cell.settings(),
                        cell.measured(),
                        List.of(),
                        cell.slices());
        CellTrials added = audits.added(measured);
        List<Finding> findings = new ArrayList<>();
        lost(cell).ifPresent(findings::add);
        timedOut(latencies.pooled(cell.measured())).ifPresent(findings::add);
        LoadAudits.ofSlices(measured, added).forEach(f -> findings.add(remedied(f)));
        findings.addAll(MachineAudits.ofSlices(added));
        drift(cell).ifPresent(findings::add);
        return observed(findings);
    }

    /** What belongs to the machine, of all servers' slices together. */
    List<Finding> ofMachine(CellTrials all) {
        return observed(MachineAudits.ofMachine(new CellAudits(latencies).added(all)));
    }

    /** What the plan of a run could change, a duel has options for. */
    private static Finding remedied(Finding finding) {
        return finding.rule() == AuditRule.GENERATOR_SATURATED
                ? new Finding(
                        finding.rule(),
                        finding.severity(),
                        finding.what(),
                        finding.evidence(),
                        finding.values(),
                        "Stop what else uses this machine's CPUs, or give it fewer --clients: this measured the generator, not the server.")
                : finding;
    }

    private static List<Finding> observed(List<Finding> findings) {
        return findings.stream().filter(f -> f.severity() != Severity.NOT_OBSERVABLE).toList();
    }

    private static Optional<Finding> lost(CellTrials cell) {
        return cell.failed().stream()
                .findFirst()
                .map(end ->
                        new Finding(
                                AuditRule.FAILED_TRIALS,
                                Severity.ERROR,
                                say("It failed in round %d", end.slot().block()),
                                end.reason()
                                        + (end.evidence().isEmpty() ? "" : "\n" + end.evidence()),
                                List.of(
                                        Value.count(
                                                "roundsMeasured",
                                                cell.measured().size(),
                                                "rounds")),
                                "Look into its log: a server that fails under this load is compared with nothing."));
    }

    /** These are no failures of a window that had ended by then; they are in its latencies. */
    private static Optional<Finding> timedOut(LatencyCounts latencies) {
        long late = latencies.from((long) TIMEOUT_US);
        return late == 0
                ? Optional.empty()
                : Optional.of(
                        AuditRule.HUNG_REQUESTS.finding(
                                "Requests hung",
                                say(
                                        "%,d of %,d requests had no answer after %d s",
                                        late, latencies.total(), DuelPlan.TIMEOUT.toSeconds()),
                                List.of(
                                        Value.count("requestsTimedOut", late, "requests")
                                                .against(0))));
    }

    /**
     * Whether the server became faster or slower: the mean log throughput of the second half of the
     * rounds less that of the first, as the mean of the differences of rounds half a duel apart,
     * with Student's t.
     */
    private static Optional<Finding> drift(CellTrials cell) {
        double[] logs =
                SliceValues.byBlock(cell).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        if (logs.length < DRIFT_ROUNDS) {
            return Optional.empty();
        }
        int half = logs.length / 2;
        double[] first = Arrays.copyOfRange(logs, 0, half);
        double[] second = Arrays.copyOfRange(logs, logs.length - half, logs.length);
        double[] changes = new double[half];
        Arrays.setAll(changes, i -> second[i] - first[i]);
        double change = Math.exp(AnytimeInterval.mean(changes)) - 1;
        if (Math.abs(change) <= Thresholds.DRIFT
                || !(Look.ONCE.interval(changes, AnytimeInterval.ALPHA).exp()
                        instanceof Interval.Bounded interval)
                || interval.contains(1)) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        AuditRule.DRIFT_OVER_ROUNDS,
                        Severity.WARNING,
                        "Its throughput drifted",
                        say(
                                "%+.0f %% from the first half of the rounds to the second; 95 %% interval %+.0f to %+.0f %%; threshold %s",
                                change * 100,
                                (interval.lo() - 1) * 100,
                                (interval.hi() - 1) * 100,
                                WorstTrial.percent(Thresholds.DRIFT)),
                        List.of(
                                Value.of("drift", change, "share").against(Thresholds.DRIFT),
                                Value.count("roundsObserved", logs.length, "rounds")),
                        "It was not yet warm (--warm-up 20s), it grows, or the machine changed."));
    }

    /** For all slices at once. */
    static CellTrials together(List<CellTrials> cells) {
        CellTrials first = cells.getFirst();
        return new CellTrials(
                first.scenario(),
                first.stack(),
                first.settings(),
                cells.stream().flatMap(cell -> cell.measured().stream()).toList(),
                List.of(),
                first.slices());
    }

    /** The sentences of the errors among them. */
    static Optional<String> error(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(f ->
                        EvidenceText.uncapitalised(f.what()) + " (" + firstLine(f.evidence()) + ")")
                .reduce((one, other) -> one + "; " + other);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
