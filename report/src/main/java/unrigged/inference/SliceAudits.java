package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/** Warnings about a row of slices that trials with processes of their own cannot raise. */
final class SliceAudits {
    private SliceAudits() {}

    static List<Finding> of(CellTrials cell, SliceFacts facts) {
        return Stream.of(
                        notStarted(facts),
                        endedElsewhere(facts),
                        unsteady(facts),
                        tooFewBlocks(cell, facts))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> notStarted(SliceFacts facts) {
        return failedServers(Severity.ERROR, "A server did not start", facts.notStarted());
    }

    /**
     * What it ended under is an error of that scenario; of this one a part of a block is missing.
     */
    private static Optional<Finding> endedElsewhere(SliceFacts facts) {
        return failedServers(
                Severity.WARNING,
                "A server ended under another scenario's load",
                facts.endedElsewhere());
    }

    private static Optional<Finding> failedServers(
            Severity severity, String what, Map<String, String> reasons) {
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.FAILED_STARTS.finding(
                                severity,
                                what,
                                EvidenceText.reasons(reasons),
                                List.of(
                                        Value.count("serversFailed", reasons.size(), "servers")
                                                .against(0))));
    }

    private static Optional<Finding> unsteady(SliceFacts facts) {
        return facts.unsteady().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.NEVER_STEADY.finding(
                                "A server was measured before it was steady",
                                String.join(", ", facts.unsteady()),
                                List.of(
                                        Value.count(
                                                        "serversUnsteady",
                                                        facts.unsteady().size(),
                                                        "servers")
                                                .against(0))));
    }

    private static Optional<Finding> tooFewBlocks(CellTrials cell, SliceFacts facts) {
        int blocks = cell.throughput().size();
        int needed = facts.look().minBlocks();
        return blocks == 0 || blocks >= needed
                ? Optional.empty()
                : Optional.of(
                        AuditRule.TOO_FEW_BLOCKS.finding(
                                "Too few blocks for an interval",
                                say("%d measured, %d needed", blocks, needed),
                                List.of(
                                        Value.count("blocksMeasured", blocks, "blocks")
                                                .against(needed))));
    }

    /**
     * Whether a server changed over the rounds of a block, relative to the reference stack: the
     * last round's log ratio less the first one's, averaged over the blocks, with Student's t.
     */
    static Optional<Finding> drift(double[] changes) {
        if (!(Look.ONCE.interval(changes, AnytimeInterval.ALPHA).exp()
                        instanceof Interval.Bounded interval)
                || interval.contains(1)) {
            return Optional.empty();
        }
        double change = Math.exp(AnytimeInterval.mean(changes)) - 1;
        return Math.abs(change) <= Thresholds.DRIFT
                ? Optional.empty()
                : Optional.of(
                        AuditRule.DRIFT_OVER_ROUNDS.finding(
                                "Throughput drifted over the rounds of a block",
                                say(
                                        "%+.0f %% from the first round to the last, against the reference stack, over %d blocks; 95 %% interval %+.0f to %+.0f %%; threshold %s",
                                        change * 100,
                                        changes.length,
                                        (interval.lo() - 1) * 100,
                                        (interval.hi() - 1) * 100,
                                        WorstTrial.percent(Thresholds.DRIFT)),
                                List.of(
                                        Value.of("driftPerBlock", change, "share")
                                                .against(Thresholds.DRIFT),
                                        Value.count("blocksObserved", changes.length, "blocks"))));
    }

    /** The same change as a share, whatever its size; empty where no block had two rounds. */
    static Optional<Double> driftShare(double[] changes) {
        return changes.length == 0
                ? Optional.empty()
                : Optional.of(Math.expm1(AnytimeInterval.mean(changes)));
    }

    /** A block's last round less its first one, log scale; of each that had two. */
    static double[] changes(CellTrials cell, CellTrials reference) {
        return SliceValues.differences(cell, reference).values().stream()
                .filter(rounds -> rounds.size() > 1)
                .mapToDouble(SliceAudits::change)
                .toArray();
    }

    private static double change(NavigableMap<Integer, Double> rounds) {
        return rounds.lastEntry().getValue() - rounds.firstEntry().getValue();
    }
}
