package unrigged.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.AnytimeInterval;
import unrigged.inference.Interval;

/**
 * How much of the advantage's variation over the universes is one setting's: its Shapley value of
 * the variance that a set of settings explains, v(S) = Var(E[advantage | S]) (Owen, SIAM/ASA
 * Journal on Uncertainty Quantification 2, 2014), exact, since every combination was measured.
 * Shares add up to 1; noise of the measurement is in them, in the mean of equal parts.
 *
 * @param interval 95 %, jackknife over blocks; {@link Interval.Unbounded} where blocks are missing
 */
public record Attribution(ScenarioSetting setting, double share, Interval interval) {
    /** The largest first; empty where not every combination of levels is there. */
    static List<Attribution> of(UniverseGrid grid) {
        List<ScenarioSetting> varied = grid.varied();
        if (!grid.complete() || varied.isEmpty()) {
            return List.of();
        }
        double[] means = new double[grid.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = grid.universe(i).advantage();
        }
        double[] shares = shares(grid, varied, means);
        Optional<double[]> halves = halfWidths(grid, varied);
        List<Attribution> all = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            double share = shares[i];
            int at = i;
            all.add(
                    new Attribution(
                            varied.get(i),
                            share,
                            halves.<Interval>map(half ->
                                            new Interval.Bounded(
                                                    share - half[at], share + half[at]))
                                    .orElse(
                                            new Interval.Unbounded(
                                                    grid.universe(0).field().isPresent()
                                                            ? "predicted universes are among them"
                                                            : "not every universe has the same blocks"))));
        }
        all.sort(Comparator.comparingDouble(Attribution::share).reversed());
        return all;
    }

    private static Optional<double[]> halfWidths(UniverseGrid grid, List<ScenarioSetting> varied) {
        int blocks = grid.universe(0).advantages().length;
        for (int i = 0; i < grid.size(); i++) {
            if (grid.universe(i).advantages().length != blocks) {
                return Optional.empty();
            }
        }
        if (blocks < 3) {
            return Optional.empty();
        }
        double[][] without = new double[blocks][];
        for (int block = 0; block < blocks; block++) {
            double[] means = new double[grid.size()];
            for (int i = 0; i < means.length; i++) {
                double[] values = grid.universe(i).advantages();
                double sum = Arrays.stream(values).sum() - values[block];
                means[i] = sum / (blocks - 1);
            }
            without[block] = shares(grid, varied, means);
        }
        double t =
                TDistribution.of(blocks - 1.0)
                        .inverseSurvivalProbability(AnytimeInterval.ALPHA / 2);
        double[] halves = new double[varied.size()];
        for (int s = 0; s < halves.length; s++) {
            double[] one = new double[blocks];
            for (int block = 0; block < blocks; block++) {
                one[block] = without[block][s];
            }
            double spread = AnytimeInterval.standardDeviation(one, AnytimeInterval.mean(one));
            halves[s] = t * spread * (blocks - 1) / Math.sqrt(blocks);
        }
        return Optional.of(halves);
    }

    /** φ_i = Σ_S |S|!(k−|S|−1)!/k! · [v(S∪i) − v(S)], over v of all. */
    private static double[] shares(
            UniverseGrid grid, List<ScenarioSetting> varied, double[] values) {
        int k = varied.size();
        double[] explained = new double[1 << k];
        for (int set = 0; set < explained.length; set++) {
            explained[set] = explained(grid, varied, values, set);
        }
        double total = explained[explained.length - 1];
        double[] shares = new double[k];
        for (int i = 0; i < k; i++) {
            for (int set = 0; set < explained.length; set++) {
                if ((set >> i & 1) == 0) {
                    shares[i] +=
                            weight(Integer.bitCount(set), k)
                                    * (explained[set | 1 << i] - explained[set]);
                }
            }
            shares[i] = total > 0 ? shares[i] / total : 1.0 / k;
        }
        return shares;
    }

    /** |S|!(k−|S|−1)!/k! for a set S of this size. */
    static double weight(int size, int k) {
        double weight = 1.0 / k;
        // (k − 1 choose size), inverted.
        for (int j = 1; j <= size; j++) {
            weight *= j / (double) (k - j);
        }
        return weight;
    }

    /** Var over the levels of these settings of the mean over all others. */
    private static double explained(
            UniverseGrid grid, List<ScenarioSetting> varied, double[] values, int set) {
        Map<List<Integer>, double[]> groups = new HashMap<>();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            List<Integer> group = new ArrayList<>();
            for (int s = 0; s < varied.size(); s++) {
                if ((set >> s & 1) == 1) {
                    group.add(grid.rank(i, varied.get(s)));
                }
            }
            double[] cell = groups.computeIfAbsent(group, _ -> new double[2]);
            cell[0] += values[i];
            cell[1]++;
            sum += values[i];
        }
        double mean = sum / values.length;
        return groups.values().stream()
                        .mapToDouble(g -> g[1] * Math.pow(g[0] / g[1] - mean, 2))
                        .sum()
                / values.length;
    }
}
