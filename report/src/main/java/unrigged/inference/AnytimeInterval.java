package unrigged.inference;

/**
 * A confidence interval for the mean of paired differences that holds at every look at once: one
 * may look after each block and stop when one likes.
 *
 * <p>It inverts the Gaussian-mixture t e-process (Wang and Ramdas, "Anytime-valid t-tests and
 * confidence sequences for Gaussian means with unknown variance", 2023). Valid for differences that
 * are independent and Gaussian with one unknown variance; not for blocks that were left out because
 * of their outcome. Derivation and simulated figures: docs/method.md.
 */
public final class AnytimeInterval {
    /** Chance that the interval misses the truth at any look. */
    public static final double ALPHA = 0.05;

    /**
     * Variance of the mixture over the standardised effect μ/σ. Large values suit few blocks: with
     * 4 the interval has ends from four blocks on, with 1 from five, with 1/4 from seven; at twenty
     * blocks they differ by 6 % (docs/method.md).
     */
    static final double G = 4;

    private AnytimeInterval() {}

    /**
     * The e-value against "the mean is 0":
     *
     * <p>E = (1+n·g)^(−1/2) · [(1 + t²/ν) / (1 + t²/(ν(1+n·g)))]^(n/2), with t = d̄·√n/s and ν =
     * n−1. It is the ratio of the two marginal likelihoods of t when μ/σ ~ N(0, g) and when μ = 0,
     * so its mean under μ = 0 is 1, and by Ville's inequality it ever exceeds 1/α with a chance of
     * at most α. One difference alone tells nothing: E = 1.
     */
    static double evidence(double[] differences) {
        int n = differences.length;
        if (n < 2) {
            return 1;
        }
        double nu = n - 1.0;
        double k = 1 + n * G;
        double mean = mean(differences);
        double s = standardDeviation(differences, mean);
        if (s == 0) {
            return mean == 0 ? 1 / Math.sqrt(k) : Math.pow(k, (n - 1) / 2.0);
        }
        double u = mean * mean * n / (s * s * nu);
        return Math.pow((1 + u) / (1 + u / k), n / 2.0) / Math.sqrt(k);
    }

    /**
     * The means that the e-process does not reject at {@link #ALPHA}.
     *
     * <p>c = ((1+n·g)^(1/2)/α)^(2/n); half-width = (s/√n)·√(ν(c−1)/(1 − c/(1+n·g))), infinite while
     * c ≥ 1+n·g, which with g = 4 and α = 0.05 is while n ≤ 3; ν = n−1.
     */
    public static Interval of(double[] differences) {
        return of(differences, ALPHA);
    }

    /** The same at another level, for a comparison that is one of several. */
    static Interval of(double[] differences, double alpha) {
        int n = differences.length;
        double unit = halfWidth(n, 1, alpha);
        if (Double.isInfinite(unit)) {
            return new Interval.Unbounded(
                    n + " of at least " + minBlocks(alpha) + " blocks were measured");
        }
        double mean = mean(differences);
        double s = standardDeviation(differences, mean);
        if (s == 0) {
            return new Interval.Unbounded(
                    "all blocks gave the same figure: the spread is finer than the instrument");
        }
        return new Interval.Bounded(mean - unit * s, mean + unit * s);
    }

    /**
     * Half the width of the interval.
     *
     * @param s standard deviation of the {@code n} differences
     */
    static double halfWidth(int n, double s, double alpha) {
        double k = 1 + n * G;
        double c = n < 2 ? k : criticalRatio(n, alpha);
        return c >= k
                ? Double.POSITIVE_INFINITY
                : s / Math.sqrt(n) * Math.sqrt((n - 1) * (c - 1) / (1 - c / k));
    }

    /** The fewest blocks with which an interval is bounded: 4. */
    public static int minBlocks() {
        return minBlocks(ALPHA);
    }

    private static int minBlocks(double alpha) {
        int n = 2;
        while (criticalRatio(n, alpha) >= 1 + n * G) {
            n++;
        }
        return n;
    }

    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double criticalRatio(int n, double alpha) {
        return Math.pow(Math.sqrt(1 + n * G) / alpha, 2.0 / n);
    }

    /** Of a sample: with one degree of freedom less than there are values. */
    public static double standardDeviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
