package unrigged.report;

import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Canary;
import unrigged.inference.Interval;
import unrigged.inference.RunResult;
import unrigged.inference.SliceSummary;

/** What a run of slices says in words; of other runs nothing more than before. */
final class SliceText {
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
                "%d of %s complete, %s, %s in all%s%s.",
                slices.blocksComplete(),
                plural(result.identity().blocks(), "block", "blocks"),
                plural(slices.rounds(), "round of each scenario", "rounds of each scenario"),
                plural(slices.slices(), "slice", "slices"),
                slices.roundsRepeated() == 0
                        ? ""
                        : "; " + plural(slices.roundsRepeated(), "round", "rounds") + " repeated",
                slices.blocksVoid() == 0
                        ? ""
                        : "; " + plural(slices.blocksVoid(), "block", "blocks") + " void");
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
