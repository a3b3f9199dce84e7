package unrigged.measurement;

import java.time.Duration;
import unrigged.experiment.CellSettings;

/**
 * A stack whose throughput is known. In a closed loop a request takes its delay and its CPU time,
 * and at most so many are under way as there are clients, sessions, and places in the workers; the
 * CPUs bound what is left (the asymptotic bounds of operational analysis, Denning and Buzen 1978).
 *
 * @param cpuPerRequestNs over all tiers
 * @param places requests that one worker serves at a time: 1 if sync
 * @param warmUp until then the server is slower; nothing for what is not compiled while it runs
 * @param flaw what is wrong with it
 */
record SimulatedStack(long cpuPerRequestNs, int places, Duration warmUp, Flaw flaw) {
    enum Flaw {
        NONE,
        /** Does not start. */
        DOES_NOT_START,
        /** Does not start the first time. */
        DOES_NOT_START_AT_FIRST,
        /** Leaves some requests without an answer, and the others alone. */
        HANGS,
        /** Ends under load. */
        DIES
    }

    static SimulatedStack sync(long cpuPerRequestNs) {
        return new SimulatedStack(cpuPerRequestNs, 1, Duration.ZERO, Flaw.NONE);
    }

    static SimulatedStack async(long cpuPerRequestNs) {
        return new SimulatedStack(cpuPerRequestNs, 1000, Duration.ZERO, Flaw.NONE);
    }

    SimulatedStack with(Flaw some) {
        return new SimulatedStack(cpuPerRequestNs, places, warmUp, some);
    }

    /** Right answers per second on a machine at its usual speed, without noise. */
    double perSecond(CellSettings settings, int cpus) {
        double underWay =
                Math.min(
                        Math.min(settings.clients(), settings.dbSessions()),
                        (double) settings.workers() * places);
        double cpuS = cpuPerRequestNs / 1e9;
        return Math.min(cpus / cpuS, underWay / (settings.delayNs() / 1e9 + cpuS));
    }

    /** The share of its final speed that it has after so much load. */
    double warmth(Duration load) {
        return load.compareTo(warmUp) >= 0 ? 1 : 0.5;
    }
}
