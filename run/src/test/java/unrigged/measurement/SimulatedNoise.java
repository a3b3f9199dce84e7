package unrigged.measurement;

import java.util.SplittableRandom;

/**
 * How a shared machine's speed varies, on the log scale: a part that drifts in time, what steal
 * takes, which drifts too, and a part that each trial, slice and start has of its own.
 *
 * <p>Drift is a Gaussian process whose correlation after d seconds is (1 + d/5) exp(−d/5) (Matérn
 * 3/2), drawn by its spectrum (Rahimi and Recht 2007): any instant can be asked for, in any order.
 * So neighbouring trials, 6 s apart, correlate by 0.4 to 0.6, little is left after 25 s, and
 * neighbouring slices are nearly alike, as in the kept journals and prototypes.
 */
final class SimulatedNoise {
    static final SimulatedNoise NONE = new SimulatedNoise(0, 0, 0, 0, 0, 0);

    /** Slope of log throughput on log(1 − steal), as measured on shared machines: 1.4 to 1.9. */
    private static final double STEAL_SLOPE = 1.6;

    private static final double CORRELATION_S = 5;
    private static final int WAVES = 256;

    private final long seed;
    private final double drift;
    private final double ownOfTrial;
    private final double ownOfSlice;
    private final double start;
    private final double stealMax;
    private final double[][] waves;

    /**
     * A machine with this noise.
     *
     * @param drift standard deviation of the part that drifts
     * @param ownOfTrial standard deviation of a trial's own part, its start included
     * @param ownOfSlice standard deviation of a slice's own part
     * @param start standard deviation of what a fresh start of a server does
     * @param stealMax the most that the hypervisor gives to others, as a share of the CPU time
     */
    SimulatedNoise(
            long seed,
            double drift,
            double ownOfTrial,
            double ownOfSlice,
            double start,
            double stealMax) {
        this.seed = seed;
        this.drift = drift;
        this.ownOfTrial = ownOfTrial;
        this.ownOfSlice = ownOfSlice;
        this.start = start;
        this.stealMax = stealMax;
        SplittableRandom random = new SplittableRandom(seed);
        this.waves = new double[][] {waves(random), waves(random)};
    }

    /** Frequency and phase in turns; the frequencies have Student's t with three degrees. */
    private static double[] waves(SplittableRandom random) {
        double[] waves = new double[2 * WAVES];
        for (int i = 0; i < waves.length; i += 2) {
            double squares = 0;
            for (int k = 0; k < 3; k++) {
                squares += Math.pow(random.nextGaussian(), 2);
            }
            waves[i] = random.nextGaussian() / Math.sqrt(squares) / CORRELATION_S;
            waves[i + 1] = random.nextDouble(2 * Math.PI);
        }
        return waves;
    }

    /**
     * Of single trials: standard deviation 0.14, correlation of neighbours 0.4 to 0.6. Of a pair of
     * stacks within one round: 0.065. Of a fresh start: 0.02, of 0.015 to 0.026 that were measured.
     */
    static SimulatedNoise sharedMachine(long seed) {
        return new SimulatedNoise(seed, 0.09, 0.06, 0.04, 0.02, 0.2);
    }

    /** The same machine with the hypervisor's other guests at rest. */
    static SimulatedNoise withoutSteal(long seed) {
        return new SimulatedNoise(seed, 0.09, 0.06, 0.04, 0.02, 0);
    }

    private double process(int which, double atS) {
        double[] of = waves[which];
        double sum = 0;
        for (int i = 0; i < of.length; i += 2) {
            sum += Math.cos(of[i] * atS + of[i + 1]);
        }
        return sum * Math.sqrt(2.0 / WAVES);
    }

    private double gaussian(String which) {
        return new SplittableRandom(seed * 1_000_003 + which.hashCode() * 2_654_435_761L)
                .nextGaussian();
    }

    /** The logarithm of the machine's speed at this time, steal included. */
    double logSpeed(double atS) {
        return drift * process(0, atS) + STEAL_SLOPE * Math.log(1 - steal(atS));
    }

    double logTrial(String which) {
        return ownOfTrial * gaussian(which);
    }

    double logSlice(String which) {
        return ownOfSlice * gaussian(which);
    }

    /** What a fresh start does to the speed of a server. */
    double logStart(String which) {
        return start * gaussian(which);
    }

    /** The share of the CPU time that others get at this time: little at most times. */
    double steal(double atS) {
        // The logistic function is within 0.01 of the normal distribution's with this slope.
        double uniform = 1 / (1 + Math.exp(-1.702 * process(1, atS)));
        return stealMax * Math.pow(uniform, 4);
    }
}
