package unrigged.measurement;

import unrigged.experiment.CellSettings;
import unrigged.experiment.SliceRequest;

/**
 * A stack whose throughput is known. In a closed loop a request takes its delay and its CPU time,
 * and at most so many are under way as there are clients, sessions, and places in the workers; the
 * CPUs bound what is left (the asymptotic bounds of operational analysis, Denning and Buzen 1978).
 *
 * @param cpuPerRequestNs over all tiers, once it is warm
 * @param places requests that one worker serves at a time: 1 if sync
 * @param jvm whether it is compiled while it runs
 * @param flaw what is wrong with it
 */
record SimulatedStack(long cpuPerRequestNs, int places, boolean jvm, Flaw flaw) {
    /** In which block those flaws show that are not always there. */
    static final int FLAWED_BLOCK = 2;

    /** So many requests a JVM has served when its last compiled code is in use. */
    static final long STEADY_REQUESTS = 30_000;

    private static final long PLATEAU_REQUESTS = 2_000;

    enum Flaw {
        NONE,
        /** Does not start. */
        DOES_NOT_START,
        /** Does not start the first time. */
        DOES_NOT_START_AT_FIRST,
        DOES_NOT_START_IN_ONE_BLOCK,
        /** Leaves some requests without an answer, and the others alone. */
        HANGS,
        HANGS_IN_ONE_BLOCK,
        /** Ends under load. */
        DIES,
        /** Ends in the second round of a block. */
        DIES_IN_ONE_BLOCK,
        /** The second instance ends in the second round of a block. */
        SECOND_INSTANCE_DIES,
        SLOW_IN_ONE_BLOCK,
        /** Stands still in the first window that it has in a block, and not in the next. */
        STALLS_IN_ONE_BLOCK,
        /** Stands still from the second round of a block on. */
        STANDS_STILL_IN_ONE_BLOCK,
        /** Its compilers do not come to rest. */
        NEVER_STEADY
    }

    static SimulatedStack sync(long cpuPerRequestNs) {
        return new SimulatedStack(cpuPerRequestNs, 1, false, Flaw.NONE);
    }

    static SimulatedStack async(long cpuPerRequestNs) {
        return new SimulatedStack(cpuPerRequestNs, 1000, false, Flaw.NONE);
    }

    static SimulatedStack jvm(long cpuPerRequestNs) {
        return new SimulatedStack(cpuPerRequestNs, 1, true, Flaw.NONE);
    }

    SimulatedStack with(Flaw some) {
        return new SimulatedStack(cpuPerRequestNs, places, jvm, some);
    }

    /** Right answers per second on a machine at its usual speed, without noise. */
    double perSecond(CellSettings settings, int cpus, long served) {
        double underWay =
                Math.min(
                        Math.min(settings.clients(), settings.dbSessions()),
                        (double) settings.workers() * places);
        double cpuS = cpuNs(served) / 1e9;
        return Math.min(cpus / cpuS, underWay / (settings.delayNs() / 1e9 + cpuS));
    }

    /**
     * CPU time of a request after so many: of a JVM, as measured, 1,900 µs at first, 450 on a
     * plateau, 210 in the end, in proportion.
     */
    double cpuNs(long served) {
        if (!jvm || served >= STEADY_REQUESTS) {
            return cpuPerRequestNs;
        }
        return cpuPerRequestNs * (served < PLATEAU_REQUESTS ? 1900.0 : 450.0) / 210;
    }

    /**
     * @param number how many starts there were, this one included
     */
    boolean startsIn(int block, int number) {
        return flaw != Flaw.DOES_NOT_START
                && !isFlawedIn(block, Flaw.DOES_NOT_START_IN_ONE_BLOCK)
                && (flaw != Flaw.DOES_NOT_START_AT_FIRST || number > 1);
    }

    private boolean isFlawedIn(int block, Flaw some) {
        return flaw == some && block == FLAWED_BLOCK;
    }

    private boolean isFlawedIn(SliceRequest slice, Flaw some) {
        return isFlawedIn(slice.slot().block(), some);
    }

    boolean diesIn(SliceRequest slice) {
        boolean second = slice.turn().round() == 2;
        return flaw == Flaw.DIES
                || (isFlawedIn(slice, Flaw.DIES_IN_ONE_BLOCK) && second)
                || (isFlawedIn(slice, Flaw.SECOND_INSTANCE_DIES)
                        && second
                        && slice.turn().instance() == 2);
    }

    boolean hangsIn(SliceRequest slice) {
        return flaw == Flaw.HANGS || isFlawedIn(slice, Flaw.HANGS_IN_ONE_BLOCK);
    }

    /** In the first window of a server there, not in the next. */
    boolean stallsIn(SliceRequest slice) {
        return isFlawedIn(slice, Flaw.STALLS_IN_ONE_BLOCK);
    }

    boolean standsStillIn(SliceRequest slice) {
        return isFlawedIn(slice, Flaw.STANDS_STILL_IN_ONE_BLOCK) && slice.turn().round() == 2;
    }

    /** By how much the slice is faster than others, as a logarithm. */
    double logEffectIn(SliceRequest slice) {
        return isFlawedIn(slice, Flaw.SLOW_IN_ONE_BLOCK) ? -1 : 0;
    }
}
