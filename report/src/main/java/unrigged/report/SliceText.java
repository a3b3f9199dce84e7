package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Canary;
import unrigged.inference.Interval;
import unrigged.inference.OpenComparison;
import unrigged.inference.Outlook;
import unrigged.inference.RunResult;
import unrigged.inference.SliceSummary;

/** What a run of slices says in words; of other runs nothing more than before. */
final class SliceText {
    /** Undecided comparisons that are named; the others are counted. */
    private static final int OPEN_NAMED = 3;

    private SliceText() {}

    /** Which interval the tables show. */
    static String interval(RunResult result) {
        return result.slices()
                .map(slices ->
                        slices.look().words() + ", 95 % for a scenario's comparisons together")
                .orElse("anytime-valid, 95 %");
    }

    /** Blocks and the noise floor, a line each. */
    static List<String> tail(RunResult result) {
        List<String> lines = new ArrayList<>();
        result.slices()
                .ifPresent(slices -> {
                    lines.add(blocks(result, slices));
                    slices.canary().ifPresent(canary -> lines.add(noiseFloor(result, canary)));
                });
        return lines;
    }

    /** How far the plan came, in blocks and rounds. */
    static String blocks(RunResult result, SliceSummary slices) {
        return say(
                "%s complete, %s, %s in all%s%s.",
                result.identity().question().isPresent()
                        ? plural(slices.blocksComplete(), "block", "blocks")
                        : say(
                                "%d of %s",
                                slices.blocksComplete(),
                                plural(result.identity().blocks(), "block", "blocks")),
                plural(slices.rounds(), "round of each scenario", "rounds of each scenario"),
                plural(slices.slices(), "slice", "slices"),
                slices.roundsRepeated() == 0
                        ? ""
                        : "; " + plural(slices.roundsRepeated(), "round", "rounds") + " repeated",
                slices.blocksVoid() == 0
                        ? ""
                        : "; " + plural(slices.blocksVoid(), "block", "blocks") + " void");
    }

    /** What is undecided, and what more time would decide of it; empty where all is decided. */
    static List<String> outlook(RunResult result) {
        if (result.slices().isEmpty() || result.slices().get().open().isEmpty()) {
            return List.of();
        }
        SliceSummary slices = result.slices().get();
        List<OpenComparison> open = slices.open();
        List<String> parts = new ArrayList<>();
        for (OpenComparison one : open.subList(0, Math.min(OPEN_NAMED, open.size()))) {
            parts.add(
                    say(
                            "%s to %s in %s, %s× so far, %s",
                            one.a(),
                            one.b(),
                            one.scenario(),
                            figure(one.ratio()),
                            one.moreBlocks().isPresent()
                                    ? "after about " + more(one.moreBlocks().getAsInt(), slices)
                                    : say("not within %d blocks", Outlook.BLOCKS_MAX)));
        }
        if (open.size() > OPEN_NAMED) {
            parts.add(say("and %d others later", open.size() - OPEN_NAMED));
        }
        return List.of(
                say(
                        "%s undecided; more blocks like these would decide: %s.",
                        open.size() == 1 ? "1 comparison is" : open.size() + " comparisons are",
                        String.join("; ", parts)));
    }

    private static String more(int blocks, SliceSummary slices) {
        return plural(blocks, "block", "blocks")
                + slices.blockS()
                        .map(s -> say(" (%.0f min)", Math.ceil(blocks * s / 60)))
                        .orElse("");
    }

    private static String noiseFloor(RunResult result, Canary canary) {
        String interval =
                switch (canary.interval()) {
                    case Interval.Bounded(double lo, double hi) -> say(" (%.3f–%.3f)", lo, hi);
                    case Interval.Unbounded _ -> "";
                };
        return say(
                "Noise floor: two servers of %s differ by %.1f %% (standard deviation of %s); ratio %.3f%s.",
                result.identity().referenceStack(),
                canary.spread() * 100,
                plural(canary.values(), "value of a block", "values of blocks"),
                canary.ratio(),
                interval);
    }
}
