package unrigged.experiment;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How narrow the intervals of a plan become: half-widths of 95 % intervals of a log ratio to the
 * reference stack, with a number of blocks that is fixed beforehand and one look at the end.
 *
 * @param blockSpread expected standard deviation of a block's log ratio
 * @param single of one pair
 * @param family of each pair of one scenario, all of them held together (Bonferroni, which is
 *     Holm's first step)
 */
public record PlannedWidth(double blockSpread, double single, double family) {
    /** Of a pair's log ratio within one round, 0.06 to 0.07 on two shared cores. */
    private static final double ROUND = 0.065;

    /** What a fresh start of a server does, 0.015 to 0.026 on two shared cores. */
    private static final double START = 0.02;

    private static final double ALPHA = 0.05;

    /**
     * Valid for independent rounds and starts; the reference stack has two servers.
     *
     * @param stacks with the reference stack, at least two
     */
    static PlannedWidth of(int blocks, int rounds, int stacks) {
        double references = RoundOrder.references(stacks);
        double start = START * START * (1 + 1.0 / 2);
        double round = ROUND * ROUND * (1 + 1 / references) / 2;
        double spread = Math.sqrt(start + round / rounds);
        double error = spread / Math.sqrt(blocks);
        return new PlannedWidth(
                spread,
                error * tQuantile(ALPHA, blocks - 1),
                error * tQuantile(ALPHA / (stacks - 1), blocks - 1));
    }

    /** Two-sided quantile of Student's t. */
    static double tQuantile(double alpha, int degrees) {
        return TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
    }
}
