package unrigged.inference;

import java.util.Collection;

/** Answers per second of a cell. */
public sealed interface Throughput extends Figure {

    /**
     * Over the trials of the cell.
     *
     * @param perSecond geometric mean: the same average as the ratio's, so that they agree
     * @param min of a trial
     * @param max of a trial
     */
    record Measured(double perSecond, double min, double max, int trials) implements Throughput {}

    record Unmeasured(String why) implements Throughput {}

    /** Geometric mean and range of positive figures. */
    static Throughput of(Collection<Double> perSecond) {
        if (perSecond.isEmpty()) {
            return new Unmeasured("no trial was measured");
        }
        double min = perSecond.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double max = perSecond.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        if (min <= 0) {
            return new Unmeasured("a trial answered nothing");
        }
        double log = perSecond.stream().mapToDouble(Math::log).average().orElseThrow();
        return new Measured(Math.exp(log), min, max, perSecond.size());
    }
}
