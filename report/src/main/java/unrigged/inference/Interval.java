package unrigged.inference;

/** A confidence interval, or the reason why there is none yet. */
public sealed interface Interval {

    /** Both ends finite; {@code lo} ≤ {@code hi}. */
    record Bounded(double lo, double hi) implements Interval {
        public Bounded {
            if (!(lo <= hi) || !Double.isFinite(lo) || !Double.isFinite(hi)) {
                throw new IllegalArgumentException(
                        "lo must be at most hi and both finite but they are " + lo + ", " + hi);
            }
        }

        public boolean contains(double value) {
            return lo <= value && value <= hi;
        }
    }

    /** From nothing to infinity. */
    record Unbounded(String why) implements Interval {}

    /** Standard errors of a normal distribution within which 95 % lie. */
    double NORMAL = 1.959964;

    /** 95 % of a figure whose logarithm is normal, with this standard error. */
    static Bounded ofLog(double mean, double error) {
        return new Bounded(Math.exp(mean - NORMAL * error), Math.exp(mean + NORMAL * error));
    }

    /** Of one over a positive figure that has this interval. */
    default Interval inverse() {
        return switch (this) {
            case Bounded(double lo, double hi) -> new Bounded(1 / hi, 1 / lo);
            case Unbounded none -> none;
        };
    }

    /** Of a figure whose logarithm has this interval. */
    default Interval exp() {
        return switch (this) {
            case Bounded(double lo, double hi) -> new Bounded(Math.exp(lo), Math.exp(hi));
            case Unbounded none -> none;
        };
    }
}
