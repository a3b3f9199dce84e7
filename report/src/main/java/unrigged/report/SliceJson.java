package unrigged.report;

import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Figure;
import unrigged.inference.Interval;
import unrigged.inference.Metric;
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
