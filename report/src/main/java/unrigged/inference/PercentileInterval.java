package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A percentile of a cell of slices with its 95 % interval: from the lower end of order statistics
 * (ranks by the binomial distribution, as if every answer were independent) and of a jackknife that
 * leaves out one block at a time (log scale, Student's t) to the upper end of the two. The first
 * knows how few answers there are, the second how much blocks differ.
 */
final class PercentileInterval {
    /** Upper end over lower end, beyond which a percentile is no number. */
    static final double WIDEST = 2;

    private PercentileInterval() {}

    static Percentile of(SliceCell cell, double percent) {
        LatencyCounts all = cell.pooled();
        long answers = all.total();
        if (answers == 0) {
            return new Percentile.Unresolved("no latencies were recorded");
        }
        int blocks = cell.latencies().size();
        if (blocks < 2) {
            return new Percentile.Unresolved("1 block was measured, 2 are needed for an interval");
        }
        // What was not followed to its end took longer than anything that was.
        long n = answers + cell.unfollowed();
        BinomialDistribution below = BinomialDistribution.of(Math.toIntExact(n), percent / 100);
        long lower = below.inverseCumulativeProbability(AnytimeInterval.ALPHA / 2);
        long upper = below.inverseCumulativeProbability(1 - AnytimeInterval.ALPHA / 2) + 1L;
        if (upper > answers) {
            return new Percentile.Unresolved(
                    say("%,d answers leave no upper end of its interval", answers));
        }
        double point = all.atRank((long) Math.ceil(n * percent / 100)) / 1e3;
        double half = overBlocks(cell, percent);
        double lo = Math.min(all.atRank(Math.max(1, lower)) / 1e3, point * Math.exp(-half));
        double hi = Math.max(all.atRank(upper) / 1e3, point * Math.exp(half));
        if (!(lo > 0) || hi / lo > WIDEST) {
            return new Percentile.Unresolved(
                    say(
                            "its interval, %.3g–%.3g ms, is wider than a factor of %.0f",
                            lo, hi, WIDEST));
        }
        return new Percentile.Resolved(point, answers, Optional.of(new Interval.Bounded(lo, hi)));
    }

    /**
     * Half the width on the log scale: of the jackknife, or of the blocks' own percentiles where
     * these differ more. Few blocks with a heavy tail of effects make the first too small.
     */
    private static double overBlocks(SliceCell cell, double percent) {
        List<Integer> blocks = List.copyOf(cell.latencies().keySet());
        int n = blocks.size();
        double without = spread(cell.withoutEach(blocks), percent) * (n - 1);
        double own = spread(List.copyOf(cell.latencies().values()), percent);
        double t = TDistribution.of(n - 1.0).inverseSurvivalProbability(AnytimeInterval.ALPHA / 2);
        return t * Math.max(without, own) / Math.sqrt(n);
    }

    private static double spread(List<LatencyCounts> parts, double percent) {
        double[] logs =
                parts.stream()
                        .mapToDouble(part -> Math.log((double) part.atPercentile(percent)))
                        .toArray();
        return AnytimeInterval.standardDeviation(logs, AnytimeInterval.mean(logs));
    }
}
