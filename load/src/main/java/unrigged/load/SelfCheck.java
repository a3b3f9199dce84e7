package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import unrigged.load.http.Transport.Gauges;

/**
 * Whether the generator itself was the limit: then the figures say less about the server than they
 * seem to.
 */
final class SelfCheck {
    static final double BUSY_MAX = 0.9;
    static final double RESIDUAL_MAX = 0.05;
    static final double GC_SHARE_MAX = 0.05;

    private SelfCheck() {}

    /**
     * Shares are of the window's wall time; absent when they could not be measured.
     *
     * @param busyShare of the loop's thread: the larger of "not waiting for events" and its CPU
     *     time
     * @param cpuQueueShare what the loop's thread waited for a CPU; no reason to doubt by itself,
     *     as a server that takes every CPU makes it large; answers were then seen later than they
     *     came
     * @param littlesLawResidual see {@link #residual}
     */
    record Figures(
            int connections,
            int established,
            long portShortages,
            long failures,
            OptionalDouble busyShare,
            OptionalDouble cpuQueueShare,
            OptionalDouble littlesLawResidual,
            OptionalDouble gcShare) {}

    static Figures figures(Conductor.Measured measured, int connections) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        long lengthNs = measured.lengthNs();
        return new Figures(
                connections,
                last.established(),
                last.portShortages() - first.portShortages(),
                measured.totals().failures(),
                busyShare(measured),
                cpuQueueShare(measured),
                residual(measured, connections),
                lengthNs == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                (measured.end().process().gcMs()
                                                - measured.start().process().gcMs())
                                        * 1e6
                                        / lengthNs));
    }

    private static OptionalDouble busyShare(Conductor.Measured measured) {
        long lengthNs = measured.lengthNs();
        if (lengthNs == 0) {
            return OptionalDouble.empty();
        }
        long waitedNs = measured.end().gauges().waitedNs() - measured.start().gauges().waitedNs();
        // Waiting includes the selector's own work, which the CPU time shows.
        double cpuS = threadS(measured).orElse(0);
        return OptionalDouble.of(
                Math.clamp(
                        Math.max(1 - (double) waitedNs / lengthNs, cpuS * 1e9 / lengthNs), 0, 1));
    }

    private static OptionalDouble threadS(Conductor.Measured measured) {
        return seconds(measured.start().process().threadNs(), measured.end().process().threadNs());
    }

    private static OptionalDouble cpuQueueShare(Conductor.Measured measured) {
        OptionalDouble queued =
                seconds(measured.start().process().queuedNs(), measured.end().process().queuedNs());
        return queued.isEmpty() || measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(queued.getAsDouble() * 1e9 / measured.lengthNs());
    }

    /**
     * The share of the slots' time that neither a request nor an intended idle time accounts for.
     *
     * <p>Little's law for a closed loop, N = X (R + Z), holds for long windows only; so what was in
     * flight at the two ends is accounted for, and it holds for any window: N W = sum of the
     * latencies of the requests that ended + their age at the end - their age at the start + idle
     * time. (Little, Operations Research 9(3), 1961.)
     */
    private static OptionalDouble residual(Conductor.Measured measured, int connections) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        double slotNs = (double) measured.lengthNs() * connections;
        if (slotNs == 0) {
            return OptionalDouble.empty();
        }
        double accountedNs =
                (double) measured.totals().latencyNs()
                        + (last.inFlightAgeNs() - first.inFlightAgeNs())
                        + (last.idleNs() - first.idleNs());
        return OptionalDouble.of(1 - accountedNs / slotNs);
    }

    static OptionalDouble seconds(OptionalLong firstNs, OptionalLong lastNs) {
        return firstNs.isEmpty() || lastNs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((lastNs.getAsLong() - firstNs.getAsLong()) / 1e9);
    }

    /** The word healthy, or "saturated: " and every reason. */
    static String verdict(Figures figures) {
        List<String> reasons = new ArrayList<>();
        double busy = figures.busyShare().orElse(0);
        if (busy > BUSY_MAX) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "the generator's thread was busy %.0f %% of the window, so the server may be faster than this shows",
                            busy * 100));
        }
        if (figures.established() < figures.connections()) {
            reasons.add(
                    "only %d of %d connections were ever established"
                            .formatted(figures.established(), figures.connections()));
        }
        if (figures.portShortages() > 0) {
            reasons.add(
                    "%d connects found no free local port (see net.ipv4.ip_local_port_range)"
                            .formatted(figures.portShortages()));
        }
        double residual = figures.littlesLawResidual().orElse(0);
        if (figures.failures() == 0 && Math.abs(residual) > RESIDUAL_MAX) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of the connections' time is unaccounted for (Little's law), so less load was offered than asked for",
                            residual * 100));
        }
        if (figures.gcShare().orElse(0) > GC_SHARE_MAX) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "garbage collection took %.1f %% of the window",
                            figures.gcShare().getAsDouble() * 100));
        }
        return reasons.isEmpty() ? "healthy" : "saturated: " + String.join("; ", reasons);
    }
}
