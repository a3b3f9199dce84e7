package unrigged.load.arrival;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The instants at which requests are due, one after the other. Instant n is computed from n (evenly
 * spaced) or from the n-th point of a Poisson process of rate one, through the rate profile: no
 * rounding adds up. What is not served in time stays due, in order: the backlog needs no memory,
 * since it is between the two places that this object keeps.
 *
 * <p>Owner: one loop's thread. Allocates nothing after construction.
 */
public final class Arrivals {
    /** 73 years: what is due later is not due. */
    private static final long NEVER_NS = 1L << 61;

    private static final String GENERATOR = "L64X128MixRandom";

    /** How arrivals are spread around the rate. */
    public enum Pattern {
        /** Evenly spaced. */
        CONSTANT,
        /** Independent of each other: exponential gaps. */
        POISSON
    }

    private final RateProfile profile;
    private final long startNs;
    private final long windowStartNs;
    private final long windowEndNs;
    private final Place served;
    private final Place counted;

    /** Of those that were counted, the ones due in the window. */
    private long inWindow;

    /** Without a warm-up, in a window without an end. */
    public Arrivals(
            RateProfile profile, Pattern pattern, long seed, int part, int parts, long startNs) {
        this(profile, pattern, seed, part, parts, startNs, 0, NEVER_NS);
    }

    /**
     * Walks along the profile from its beginning.
     *
     * @param part and {@code parts}: several loops that share the profile each take their part of
     *     it; together they make the whole pattern
     * @param startNs the clock's time at which the profile begins
     * @param warmUpNs how much later the window does
     * @param windowNs how long the window is; the profile may go on behind it
     */
    public Arrivals(
            RateProfile profile,
            Pattern pattern,
            long seed,
            int part,
            int parts,
            long startNs,
            long warmUpNs,
            long windowNs) {
        this.profile = profile;
        this.startNs = startNs;
        windowStartNs = startNs + warmUpNs;
        windowEndNs = windowStartNs + windowNs;
        served = new Place(pattern, seed, part, parts);
        counted = new Place(pattern, seed, part, parts);
    }

    /** One walk along the instants; two of the same seed see the same ones. */
    private final class Place {
        private final Pattern pattern;
        private final int part;
        private final int parts;
        private final RandomGenerator random;
        private long passed;
        private double expected;
        private long nextNs;

        Place(Pattern pattern, long seed, int part, int parts) {
            this.pattern = pattern;
            this.part = part;
            this.parts = parts;
            random = RandomGeneratorFactory.of(GENERATOR).create(seed * 31 + part);
            find();
        }

        /** A part of a Poisson process is one of a lower rate; of even spacing, each n-th. */
        private void find() {
            expected =
                    pattern == Pattern.POISSON
                            ? expected + random.nextExponential() * parts
                            : part + (double) passed * parts;
            double ns = profile.reachesNs(expected);
            nextNs = startNs + (ns < NEVER_NS ? Math.round(ns) : NEVER_NS);
        }

        void pass() {
            passed++;
            find();
        }
    }

    /** When the first that has not been served is due; far in the future if there is none. */
    public long nextNs() {
        return served.nextNs;
    }

    /** Takes the next one. */
    public void serve() {
        served.pass();
    }

    /** How many are due by {@code nowNs} and have not been served; time never runs backwards. */
    public long waiting(long nowNs) {
        var _ = newlyDueForNs(nowNs);
        return Math.max(0, counted.passed - served.passed);
    }

    /**
     * How long those that fell due since this or {@link #waiting} was asked last have been due by
     * {@code nowNs}, added up; time never runs backwards.
     */
    public long newlyDueForNs(long nowNs) {
        long sumNs = 0;
        while (counted.nextNs - nowNs <= 0) {
            sumNs += nowNs - counted.nextNs;
            if (isInWindow(counted.nextNs)) {
                inWindow++;
            }
            counted.pass();
        }
        return sumNs;
    }

    /** Whether what is due then is due in the window: its end is not part of it. */
    public boolean isInWindow(long dueNs) {
        return dueNs - windowStartNs >= 0 && dueNs - windowEndNs < 0;
    }

    /** How many were due in the window by {@code nowNs}; time never runs backwards. */
    public long dueInWindow(long nowNs) {
        var _ = newlyDueForNs(nowNs);
        return inWindow;
    }
}
