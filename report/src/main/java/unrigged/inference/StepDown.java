package unrigged.inference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's procedure (1979): the chance of any false difference among m comparisons is at most alpha,
 * whatever the others are and however they depend on each other.
 */
final class StepDown {
    private StepDown() {}

    /**
     * The level that each comparison is judged at: alpha/m for the smallest p, alpha/(m−1) for the
     * next, until one is not rejected; it and all after it have that one's.
     */
    static double[] levels(double[] p, double alpha) {
        List<Integer> order =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .toList();
        double[] levels = new double[p.length];
        int rejected = 0;
        for (int place = 0; place < p.length; place++) {
            levels[order.get(place)] = alpha / (p.length - rejected);
            if (rejected == place && p[order.get(place)] <= levels[order.get(place)]) {
                rejected++;
            }
        }
        return levels;
    }
}
