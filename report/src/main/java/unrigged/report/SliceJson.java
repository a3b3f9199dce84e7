package unrigged.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Figure;
import unrigged.inference.Interval;
import unrigged.inference.Metric;
import unrigged.inference.OpenComparison;
import unrigged.inference.Row;
import unrigged.inference.SliceSummary;

/** What the JSON of a run of slices has besides that of others. */
final class SliceJson {
    private SliceJson() {}

    static void summary(ObjectNode root, SliceSummary slices) {
        slices.windowShare().ifPresent(v -> RunResultJson.put(root, "windowShare", v));
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
