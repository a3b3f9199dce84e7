package unrigged.lint;

import java.util.stream.DoubleStream;

/** The middle of some numbers. */
final class Medians {
    private Medians() {}

    /** Of at least one. */
    static double of(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
