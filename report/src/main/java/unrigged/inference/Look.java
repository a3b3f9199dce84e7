package unrigged.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/** When the blocks are looked at, and so which interval keeps its promise. */
public enum Look {
    /**
     * Once, after the number of blocks that the plan named beforehand: Student's t, with one degree
     * of freedom less than there are blocks.
     */
    ONCE,
    /** At any time, as often as one likes: see {@link AnytimeInterval}. */
    ANYTIME;

    private static final double ROUNDING = 1e-12;

    /** For people: begins the description of an interval. */
    public String words() {
        return this == ONCE ? "Student's t over blocks" : "anytime-valid over blocks";
    }

    /** The fewest blocks with an interval of one pair alone. */
    int minBlocks() {
        return this == ONCE ? 2 : AnytimeInterval.minBlocks();
    }

    /**
     * Of the mean of independent values, one of each block.
     *
     * @param alpha chance that it misses the truth
     */
    public Interval interval(double[] values, double alpha) {
        int n = values.length;
        if (this == ONCE && n < 2) {
            return new Interval.Unbounded(n + " of at least 2 blocks were measured");
        }
        double s = spread(values);
        if (n > 1 && s == 0) {
            return new Interval.Unbounded(
                    "all blocks gave the same figure: the spread is finer than the instrument");
        }
        if (this == ANYTIME) {
            return AnytimeInterval.of(values, alpha);
        }
        double mean = AnytimeInterval.mean(values);
        double half =
                TDistribution.of(n - 1.0).inverseSurvivalProbability(alpha / 2) * s / Math.sqrt(n);
        return new Interval.Bounded(mean - half, mean + half);
    }

    /**
     * The smallest alpha at which the interval excludes 0; of {@link #ANYTIME} by Markov's
     * inequality, min(1, 1/E).
     */
    double p(double[] values) {
        double s = spread(values);
        if (s == 0) {
            return 1;
        }
        int n = values.length;
        double mean = AnytimeInterval.mean(values);
        return this == ANYTIME
                ? Math.min(1, 1 / AnytimeInterval.evidence(values))
                : 2
                        * TDistribution.of(n - 1.0)
                                .survivalProbability(Math.abs(mean) * Math.sqrt(n) / s);
    }

    /** Standard deviation; 0 where the values differ by the rounding of their logarithms alone. */
    private static double spread(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double s = AnytimeInterval.standardDeviation(values, AnytimeInterval.mean(values));
        return s < ROUNDING ? 0 : s;
    }
}
