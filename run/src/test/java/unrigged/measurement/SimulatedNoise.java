package unrigged.measurement;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * How a shared machine's speed varies: a part that drifts, so that neighbouring trials are alike,
 * and a part that each start and window has of its own. Both on the log scale.
 *
 * <p>Of the kept journals: neighbouring trials correlate by 0.4 to 0.6, and nothing is left of that
 * after about four trials.
 *
 * @param drift standard deviation of the part that drifts
 * @param memory how much of it is left after one trial, 0 to 1
 * @param own standard deviation of a trial's own part
 */
record SimulatedNoise(long seed, double drift, double memory, double own) {
    static final SimulatedNoise NONE = new SimulatedNoise(0, 0, 0, 0);

    /** Standard deviation 0.12, correlation of neighbours 0.5. */
    static SimulatedNoise sharedMachine(long seed) {
        return new SimulatedNoise(seed, 0.1, 0.7, 0.066);
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
        return drifting + own * new SplittableRandom(seed * 1_000_003 + number).nextGaussian();
    }
}
