package unrigged.measurement;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * How a shared machine's speed varies: a part that drifts, so that neighbouring trials are alike, a
 * part that each start and window has of its own, and what steal takes. All on the log scale.
 *
 * <p>Of the kept journals: neighbouring trials correlate by 0.4 to 0.6, and nothing is left of that
 * after about four trials.
 *
 * @param drift standard deviation of the part that drifts
 * @param memory how much of it is left after one trial, 0 to 1
 * @param own standard deviation of a trial's own part
 * @param stealMax the most that the hypervisor gives to others, as a share of the CPU time
 */
record SimulatedNoise(long seed, double drift, double memory, double own, double stealMax) {
    static final SimulatedNoise NONE = new SimulatedNoise(0, 0, 0, 0, 0);

    /** Slope of log throughput on log(1 − steal), as measured on shared machines: 1.4 to 1.9. */
    private static final double STEAL_SLOPE = 1.6;

    /** Standard deviation 0.14, correlation of neighbours 0.4. */
    static SimulatedNoise sharedMachine(long seed) {
        return new SimulatedNoise(seed, 0.11, 0.7, 0.03, 0.2);
    }

    /** The logarithm of the speed in trial {@code number} of all that were ever begun, from 1. */
    double logSpeed(int number) {
        Random random = new Random(seed);
        double drifting = drift * random.nextGaussian();
        for (int i = 1; i < number; i++) {
            double fresh = drift * Math.sqrt(1 - memory * memory) * random.nextGaussian();
            drifting = memory * drifting + fresh;
        }
        // Seeds that follow each other give numbers that are alike with Random, and not with this.
        return drifting
                + STEAL_SLOPE * Math.log(1 - steal(number))
                + own * new SplittableRandom(seed * 1_000_003 + number).nextGaussian();
    }

    /** The share of the CPU time that others got in that trial: little in most. */
    double steal(int number) {
        double uniform = new SplittableRandom(seed * 1_000_003 - number).nextDouble();
        return stealMax * Math.pow(uniform, 4);
    }
}
