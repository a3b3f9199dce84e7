package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import unrigged.experiment.Disturbance;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Value;
import unrigged.metric.ServerUse;

/** Warnings about a run of slices as a whole: its machine, its deployments, its noise. */
final class SliceRunAudits {
    /** CPU time of one server while others have their windows, of one CPU. */
    static final double AT_REST_ONE = 0.02;

    /** The same of all servers together, of the machine. */
    static final double AT_REST_ALL = 0.05;

    private final CountedSlices slices;
    private final int cpus;

    SliceRunAudits(CountedSlices slices, int cpus) {
        this.slices = slices;
        this.cpus = cpus;
    }

    /**
     * @param cells those that count, of all scenarios
     */
    List<Finding> of(List<CellTrials> cells, Optional<Canary> canary) {
        List<Finding> findings = new ArrayList<>(machine(cells));
        atRest().ifPresent(findings::add);
        failedDeployments().ifPresent(findings::add);
        canary.filter(Canary::differs).map(SliceRunAudits::differing).ifPresent(findings::add);
        repeated().ifPresent(findings::add);
        voidBlocks().ifPresent(findings::add);
        return findings;
    }

    private static List<Finding> machine(List<CellTrials> cells) {
        List<TrialMeasured> all = cells.stream().flatMap(c -> c.measured().stream()).toList();
        if (all.isEmpty()) {
            return List.of();
        }
        CellTrials first = cells.getFirst();
        return MachineAudits.ofMachine(
                new CellTrials(
                        "",
                        first.stack(),
                        Optional.empty(),
                        List.of(
                                AddedSlices.sum(
                                        all, LatencyCounts.NONE, all.size() + AddedSlices.ID)),
                        List.of()));
    }

    private Optional<Finding> atRest() {
        Map<String, long[]> byServer = new TreeMap<>();
        for (ServerUse use : slices.uses()) {
            long[] sums = byServer.computeIfAbsent(use.server(), _ -> new long[2]);
            sums[0] += use.restCpuNs();
            sums[1] += use.restNs();
        }
        double all = 0;
        List<String> busy = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (Map.Entry<String, long[]> server : byServer.entrySet()) {
            long[] sums = server.getValue();
            double share = sums[1] <= 0 ? 0 : (double) sums[0] / sums[1];
            all += share;
            if (share > AT_REST_ONE) {
                busy.add(say("%s %.0f ms", server.getKey(), share * 1e3));
                values.add(Value.of("cpuAtRest", share * 1e3, "ms").against(AT_REST_ONE * 1e3));
            }
        }
        if (busy.isEmpty() && all / cpus <= AT_REST_ALL) {
            return Optional.empty();
        }
        values.add(Value.of("cpuAtRestOfMachine", all / cpus, "share").against(AT_REST_ALL));
        return Optional.of(
                AuditRule.BUSY_AT_REST.finding(
                        "Servers used CPU time in the windows of others",
                        say(
                                "%sall together %s of the machine; threshold %.0f ms a second for one, %s for all",
                                busy.isEmpty() ? "" : String.join(", ", busy) + " a second · ",
                                WorstTrial.percent(all / cpus),
                                AT_REST_ONE * 1e3,
                                WorstTrial.percent(AT_REST_ALL)),
                        values));
    }

    private Optional<Finding> failedDeployments() {
        Map<String, String> failed = slices.failedDeployments();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.FAILED_DEPLOYMENTS.finding(
                                say("Deployments that failed: %d", failed.size()),
                                EvidenceText.reasons(failed),
                                List.of(
                                        Value.count(
                                                        "deploymentsFailed",
                                                        failed.size(),
                                                        "deployments")
                                                .against(0))));
    }

    private static Finding differing(Canary canary) {
        Interval.Bounded interval = (Interval.Bounded) canary.interval();
        return AuditRule.CANARY.finding(
                "Two servers of the reference stack differ",
                say(
                        "the first %.3f× the second, 95 %% interval %.3f–%.3f over %d blocks; threshold ±%s",
                        canary.ratio(),
                        interval.lo(),
                        interval.hi(),
                        canary.blocks(),
                        WorstTrial.percent(Canary.DIFFERENCE)),
                List.of(
                        Value.of("canaryRatio", canary.ratio() - 1, "share")
                                .against(Canary.DIFFERENCE)));
    }

    private Optional<Finding> repeated() {
        Map<String, List<TrialMeasured>> rounds = slices.repeatedRounds();
        List<String> words = new ArrayList<>();
        rounds.forEach((round, first) ->
                words.add(round + " " + WorstTrial.percent(Disturbance.share(first))));
        return rounds.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.REPEATED_ROUNDS.finding(
                                say("Rounds that were disturbed and repeated: %d", rounds.size()),
                                "steal and other programs took of the windows' CPU time: "
                                        + String.join(", ", words),
                                List.of(Value.count("roundsRepeated", rounds.size(), "rounds"))));
    }

    private Optional<Finding> voidBlocks() {
        Map<String, String> starts = slices.voidBlocks();
        return starts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.VOID_BLOCKS.finding(
                                say("Blocks that are void: %d", starts.size()),
                                EvidenceText.reasons(starts),
                                List.of(Value.count("blocksVoid", starts.size(), "blocks"))));
    }

    /**
     * Whether a verdict depends on which slices of the repeated rounds count.
     *
     * @param last by scenario and stack
     * @param first the same, with the rounds as they were the first time
     */
    static Optional<Finding> differingAnalyses(Map<String, Ratio> last, Map<String, Ratio> first) {
        List<String> words = new ArrayList<>();
        last.forEach((cell, ratio) -> {
            if (ratio instanceof Ratio.Measured one
                    && first.get(cell) instanceof Ratio.Measured other
                    && one.verdict() != other.verdict()) {
                words.add(say("%s: %s, at first %s", cell, words(one), words(other)));
            }
        });
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AuditRule.ANALYSES_DIFFER.finding(
                                "Verdicts depend on the repetition of disturbed rounds",
                                String.join(" · ", words),
                                List.of(
                                        Value.count("verdictsDiffering", words.size(), "rows")
                                                .against(0))));
    }

    private static String words(Ratio.Measured ratio) {
        String verdict = ratio.verdict().shown();
        return switch (ratio.interval()) {
            case Interval.Bounded(double lo, double hi) -> say("%s (%.2f–%.2f)", verdict, lo, hi);
            case Interval.Unbounded _ -> verdict + " (no interval)";
        };
    }
}
