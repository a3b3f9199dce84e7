package unrigged.inference;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far the mean of the new run's block values is from that of the old run's. The blocks of two
 * runs are independent, their variances and their numbers may differ.
 *
 * <p>Where both runs have one look: Welch's t (Biometrika 34, 1947) with Satterthwaite's degrees of
 * freedom (Biometrics Bulletin 2, 1946), which few blocks make too many; with fewer than four in
 * either run those of the run with fewer, which are always few enough (Mickey and Brown, Annals of
 * Mathematical Statistics 37, 1966).
 *
 * <p>Else the blocks are paired in their order, the first with the first, and the differences have
 * the interval that holds at every look, whenever each of the runs ended; blocks that are left over
 * in the longer run are not used. Simulated: docs/method.md.
 */
record MeanDifference(Sample old, Sample now) {
    /** With fewer the chance of a miss is up to five times as high as it should be. */
    private static final int BLOCKS_FOR_SATTERTHWAITE = 4;

    /**
     * One run's values.
     *
     * @param values one of each block, independent, in the blocks' order
     */
    record Sample(RunSide side, Look look, List<Double> values) {
        Sample {
            values = List.copyOf(values);
        }

        private double mean() {
            return AnytimeInterval.mean(array());
        }

        /** The squared standard error of the mean. */
        private double variance() {
            double s = AnytimeInterval.standardDeviation(array(), mean());
            return s * s / values.size();
        }

        private double[] array() {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    double point() {
        return looksOnce() ? now.mean() - old.mean() : AnytimeInterval.mean(pairs());
    }

    /**
     * Of the difference of the means.
     *
     * @param alpha chance that it misses the truth
     */
    Interval interval(double alpha) {
        if (!looksOnce()) {
            return switch (Look.ANYTIME.interval(pairs(), alpha)) {
                case Interval.Bounded bounded -> bounded;
                case Interval.Unbounded(String why) ->
                        new Interval.Unbounded("in both runs " + why);
            };
        }
        for (Sample run : List.of(old, now)) {
            if (run.look().interval(run.array(), alpha) instanceof Interval.Unbounded(String why)) {
                return new Interval.Unbounded("in " + run.side().words() + " " + why);
            }
        }
        double half = distribution().inverseSurvivalProbability(alpha / 2) * standardError();
        return new Interval.Bounded(point() - half, point() + half);
    }

    /** The smallest alpha at which the interval excludes 0; 1 where there is no interval. */
    double p() {
        if (!looksOnce()) {
            return Look.ANYTIME.p(pairs());
        }
        return interval(AnytimeInterval.ALPHA) instanceof Interval.Unbounded
                ? 1
                : 2 * distribution().survivalProbability(Math.abs(point()) / standardError());
    }

    /** How the interval of two runs comes about, for people. */
    static String words(Look old, Look now) {
        return old == Look.ONCE && now == Look.ONCE
                ? "Welch's t over blocks"
                : "anytime-valid over pairs of blocks";
    }

    private boolean looksOnce() {
        return old.look() == Look.ONCE && now.look() == Look.ONCE;
    }

    private int fewest() {
        return Math.min(old.values().size(), now.values().size());
    }

    private double[] pairs() {
        return IntStream.range(0, fewest())
                .mapToDouble(i -> now.values().get(i) - old.values().get(i))
                .toArray();
    }

    private double standardError() {
        return Math.sqrt(old.variance() + now.variance());
    }

    private TDistribution distribution() {
        if (fewest() < BLOCKS_FOR_SATTERTHWAITE) {
            return TDistribution.of(fewest() - 1.0);
        }
        double sum = old.variance() + now.variance();
        double parts =
                Stream.of(old, now)
                        .mapToDouble(s -> s.variance() * s.variance() / (s.values().size() - 1))
                        .sum();
        return TDistribution.of(sum * sum / parts);
    }
}
