package unrigged.exploration;

/**
 * How alike the deviations of two universes are, and how noisy a visit is; all as logarithms of
 * ratios. Matérn with ν = 5/2, a length for each coordinate (Rasmussen and Williams, <em>Gaussian
 * Processes for Machine Learning</em>, 2006, sections 4.2 and 5.1): a coordinate that changes
 * little has a great length.
 */
final class Kernel {
    private static final double ROOT_5 = Math.sqrt(5);

    private final UniverseSpace space;
    private final double spread;
    private final double[] lengths;
    private final double noise;
    private final double start;

    /**
     * @param spread of the deviations
     * @param lengths by coordinate, in its whole range
     * @param noise of a visit: one round in one block
     * @param start what the visits of a block have in common: other processes
     */
    Kernel(UniverseSpace space, double spread, double[] lengths, double noise, double start) {
        this.space = space;
        this.spread = spread;
        this.lengths = lengths.clone();
        this.noise = noise;
        this.start = start;
    }

    /** Of the deviations themselves, without noise. */
    double covariance(int universe, int other) {
        double square = 0;
        for (int i = 0; i < lengths.length; i++) {
            double apart = space.apart(universe, other, i) / lengths[i];
            square += apart * apart;
        }
        double r = ROOT_5 * Math.sqrt(square);
        return spread * spread * (1 + r + r * r / 3) * Math.exp(-r);
    }

    /** Of what two visits saw. */
    double covariance(Visit visit, Visit other) {
        return covariance(visit.universe(), other.universe())
                + (visit.block() == other.block() ? start * start : 0)
                + (visit.equals(other) ? noise * noise : 0);
    }

    /** Of one more visit, in another block. */
    double visitVariance() {
        return noise * noise + start * start;
    }
}
