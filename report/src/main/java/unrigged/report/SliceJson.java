package unrigged.report;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Canary;
import unrigged.inference.Figure;
import unrigged.inference.Interval;
import unrigged.inference.Look;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.OpenComparison;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.SliceSummary;
import unrigged.inference.Verdict;

/** What the JSON of a run of slices has besides that of others. */
final class SliceJson {
    private SliceJson() {}

    static void summary(ObjectNode root, RunResult result, SliceSummary slices) {
        slices.windowShare().ifPresent(v -> RunResultJson.put(root, "windowShare", v));
        RunResultJson.put(root, "wallS", result.time().wallS());
        root.put("intervals", slices.look() == Look.ONCE ? "t" : "anytime");
        decided(root.putObject("decided"), result);
        ObjectNode node = root.putObject("slices");
        node.put("interval", slices.look().words());
        node.put("rounds", slices.rounds());
        node.put("blocksComplete", slices.blocksComplete());
        node.put("blocksVoid", slices.blocksVoid());
        node.put("roundsRepeated", slices.roundsRepeated());
        node.put("slicesCounted", slices.slices());
        slices.blockS().ifPresent(v -> RunResultJson.put(node, "blockS", v));
        ArrayNode open = node.putArray("undecided");
        for (OpenComparison one : slices.open()) {
            ObjectNode comparison = open.addObject().put("scenario", one.scenario());
            comparison.put("a", one.a()).put("b", one.b());
            RunResultJson.put(comparison, "ratio", one.ratio());
            one.moreBlocks().ifPresent(n -> comparison.put("moreBlocks", n));
        }
        slices.canary()
                .ifPresent(canary -> {
                    ObjectNode floor = node.putObject("noiseFloor");
                    floor.put("values", canary.values());
                    floor.put("blocks", canary.blocks());
                    RunResultJson.put(floor, "spread", canary.spread());
                    RunResultJson.put(floor, "ratio", canary.ratio());
                    interval(floor, "ratioInterval", canary.interval());
                });
    }

    /**
     * Of the comparisons with the reference stack, by throughput: those that are faster or slower.
     */
    private static void decided(ObjectNode node, RunResult result) {
        List<Verdict> verdicts =
                result.scenarios().stream()
                        .flatMap(scenario -> scenario.rows().stream())
                        .map(row -> row.figure(Metrics.THROUGHPUT_RATIO))
                        .filter(Ratio.Measured.class::isInstance)
                        .map(ratio -> ((Ratio.Measured) ratio).verdict())
                        .filter(verdict -> verdict != Verdict.REFERENCE)
                        .toList();
        long pairs = verdicts.stream().filter(Verdict::differs).count();
        node.put("pairs", pairs).put("of", verdicts.size());
    }

    /** Two servers of the reference stack in one scenario. */
    static void canary(ObjectNode node, String reference, Canary canary) {
        node.put("stack", reference);
        RunResultJson.put(node, "ratio", canary.ratio());
        interval(node, "interval", canary.interval());
        node.put("verdict", canary.verdict().word());
    }

    /** From best to worst. */
    static void ranks(ObjectNode node, Row row) {
        row.ranks()
                .forEach((metric, set) ->
                        node.putArray(metric.rankSetKey()).add(set.best()).add(set.worst()));
    }

    /** Two ends; nothing where there are none. */
    static void interval(ObjectNode node, String name, Interval interval) {
        if (interval instanceof Interval.Bounded(double lo, double hi)) {
            node.putArray(name).add(RunResultJson.rounded(lo)).add(RunResultJson.rounded(hi));
        }
    }

    static void intervals(ObjectNode node, Metric<?> metric, Figure.ByTier amounts) {
        if (!amounts.intervals().isEmpty()) {
            ObjectNode tiers = node.putObject(metric.key() + "Interval");
            amounts.intervals().forEach((tier, ends) -> interval(tiers, tier.id(), ends));
        }
        amounts.totalInterval()
                .ifPresent(ends -> interval(node, metric.shownKey() + "Interval", ends));
    }
}
