package unrigged.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which universes are worth a visit: those after which the fewest verdicts are expected to be
 * wrong, over all universes and stacks. They are chosen one after the other; each is taken for
 * visited before the next, since what a visit does to the errors does not depend on what it sees
 * (batches of a Gaussian process: Desautels, Krause and Burdick, <em>Parallelizing
 * exploration-exploitation tradeoffs</em>, Journal of Machine Learning Research 15, 2014).
 */
final class NextUniverses {
    private final List<StackField> stacks;
    private final double visitVariance;
    private final int universes;

    /** By stack and universe. */
    private final double[][][] covariance;

    private NextUniverses(List<StackField> stacks, double visitVariance, int universes) {
        this.stacks = stacks;
        this.visitVariance = visitVariance;
        this.universes = universes;
        this.covariance = new double[stacks.size()][universes][universes];
        for (int s = 0; s < stacks.size(); s++) {
            for (int u = 0; u < universes; u++) {
                for (int v = 0; v < universes; v++) {
                    covariance[s][u][v] = stacks.get(s).covariance(u, v);
                }
            }
        }
    }

    /**
     * Those that are drawn, then the best first.
     *
     * @param stacks that are still measured
     * @param visitVariance of what one visit sees
     * @param drawn visited in any case
     * @param leftOut visited in no case
     * @param count of all
     */
    static List<Integer> of(
            List<StackField> stacks,
            double visitVariance,
            int universes,
            List<Integer> drawn,
            List<Integer> leftOut,
            int count) {
        return new NextUniverses(stacks, visitVariance, universes).choose(drawn, leftOut, count);
    }

    private List<Integer> choose(List<Integer> drawn, List<Integer> leftOut, int count) {
        List<Integer> chosen = new ArrayList<>(drawn);
        drawn.forEach(this::visited);
        while (chosen.size() < Math.min(count, universes)) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int u = 0; u < universes; u++) {
                double gain =
                        chosen.contains(u) || leftOut.contains(u)
                                ? Double.NEGATIVE_INFINITY
                                : gain(u);
                if (gain > most) {
                    most = gain;
                    best = u;
                }
            }
            if (best < 0) {
                return chosen;
            }
            chosen.add(best);
            visited(best);
        }
        return chosen;
    }

    /** By how much a visit there lowers the chances of wrong verdicts. */
    private double gain(int visited) {
        double gain = 0;
        for (int s = 0; s < covariance.length; s++) {
            double[] column = covariance[s][visited];
            double total = column[visited] + visitVariance;
            for (int v = 0; v < universes; v++) {
                double before = covariance[s][v][v];
                double after = Math.max(0, before - column[v] * column[v] / total);
                double mean = stacks.get(s).mean(v);
                gain +=
                        Chances.of(mean, Math.sqrt(after)).likeliest()
                                - Chances.of(mean, Math.sqrt(before)).likeliest();
            }
        }
        return gain;
    }

    private void visited(int universe) {
        for (double[][] own : covariance) {
            double[] column = own[universe].clone();
            double total = column[universe] + visitVariance;
            for (int v = 0; v < universes; v++) {
                int at = v;
                Arrays.setAll(own[v], w -> own[at][w] - column[at] * column[w] / total);
            }
        }
    }
}
