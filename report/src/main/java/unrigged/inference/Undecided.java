package unrigged.inference;

import java.util.OptionalInt;

/** A comparison of two stacks by throughput that is undecided. */
record Undecided(String a, String b, Ratio.Measured ratio) {
    int blocks() {
        return ratio.blocks().size();
    }

    /**
     * With how many blocks it would be decided, if they are like those so far.
     *
     * @param together undecided comparisons of the scenario: all others are decided then, so their
     *     level is that of the step-down procedure at them
     */
    OptionalInt blocksToDecide(int together) {
        double[] logs = ratio.blocks().stream().mapToDouble(b -> Math.log(b.ratio())).toArray();
        return logs.length < 2
                ? OptionalInt.empty()
                : Outlook.blocks(
                        Math.log(ratio.point()),
                        AnytimeInterval.standardDeviation(logs, AnytimeInterval.mean(logs)),
                        together,
                        logs.length + 1);
    }
}
