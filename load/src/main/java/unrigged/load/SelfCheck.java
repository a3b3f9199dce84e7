package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import unrigged.load.http.Gauges;
import unrigged.load.http.Pacing;

/**
 * Whether the generator itself was the limit: then the figures say less about the server than they
 * seem to. One for each thread.
 */
final class SelfCheck {
    static final double BUSY_MAX = 0.9;
    static final double RESIDUAL_MAX = 0.05;
    static final double GC_SHARE_MAX = 0.05;

    /** A lag that is a smaller share of the latencies changes nothing that is read from them. */
    static final double LAG_SHARE_MAX = 0.1;

    static final double LAG_MS_MAX = 1;

    /**
     * Answers are always seen a little late; from here on the latencies are mostly not to blame.
     */
    static final double SEEN_LATE_MAX = 0.2;

    private SelfCheck() {}

    /**
     * One thread's. Shares are of the window's wall time; absent when they could not be measured.
     *
     * @param connections that should have been there: all in a closed loop, those that ever had a
     *     request in an open one
     * @param offered requests that were due in the window; absent in a closed loop
     * @param ended those that were answered or failed
     * @param busyShare of the loop's thread: the larger of "not waiting for events" and its CPU
     *     time; without the latter when it is meant to spin
     * @param cpuQueueShare what the loop's thread waited for a CPU; no reason to doubt by itself,
     *     as a server that takes every CPU makes it large
     * @param seenLateShare see {@link #seenLate}
     * @param unreadMeanMs what an answer waited from the kernel's receiving it to its being read,
     *     on average; absent where the transport does not say
     * @param littlesLawResidual see {@link #residual}
     * @param lagMs P99 of how late requests left although a connection was free
     */
    record Figures(
            int connections,
            int established,
            long portShortages,
            long failures,
            OptionalLong offered,
            long ended,
            OptionalDouble busyShare,
            OptionalDouble cpuQueueShare,
            OptionalDouble seenLateShare,
            OptionalDouble unreadMeanMs,
            OptionalDouble littlesLawResidual,
            OptionalDouble gcShare,
            OptionalDouble lagMs) {}

    /**
     * @param connections of this thread
     */
    static Figures figures(LoadPlan plan, Conductor.Measured measured, int connections) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        boolean open = plan.offered().isPresent();
        boolean clocked = open || plan.thinkNs() > 0;
        boolean spins =
                plan.pacing().kind() == Pacing.Kind.SPIN || measured.transport().equals("nio");
        return new Figures(
                open ? last.used() : connections,
                last.established(),
                last.portShortages() - first.portShortages(),
                measured.totals().failures(),
                open ? OptionalLong.of(measured.offered()) : OptionalLong.empty(),
                measured.totals().ended(),
                busyShare(measured, open && spins),
                share(measured, first(measured).queuedNs(), last(measured).queuedNs()),
                seenLate(measured, connections, spins && clocked),
                unreadMeanMs(measured),
                open ? openResidual(measured) : residual(measured, connections),
                gcShare(measured),
                Latencies.percentileMs(measured.lags(), 99));
    }

    private static ProcessFigures.Reading first(Conductor.Measured measured) {
        return measured.start().process();
    }

    private static ProcessFigures.Reading last(Conductor.Measured measured) {
        return measured.end().process();
    }

    private static OptionalDouble busyShare(Conductor.Measured measured, boolean spins) {
        long lengthNs = measured.lengthNs();
        if (lengthNs == 0) {
            return OptionalDouble.empty();
        }
        long waitedNs = measured.end().gauges().waitedNs() - measured.start().gauges().waitedNs();
        // Waiting includes the system call's own work, which the CPU time shows.
        double cpuShare =
                spins
                        ? 0
                        : share(measured, first(measured).threadNs(), last(measured).threadNs())
                                .orElse(0);
        return OptionalDouble.of(
                Math.clamp(Math.max(1 - (double) waitedNs / lengthNs, cpuShare), 0, 1));
    }

    private static OptionalDouble share(
            Conductor.Measured measured, OptionalLong firstNs, OptionalLong lastNs) {
        OptionalDouble seconds = seconds(firstNs, lastNs);
        return seconds.isEmpty() || measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(seconds.getAsDouble() * 1e9 / measured.lengthNs());
    }

    /**
     * What share of the time that connections had a request were answers that had come and were not
     * seen, since the loop's thread waited for a CPU: then a request seems longer than it was, and
     * where all connections are busy, fewer are sent.
     *
     * <p>Assumes that a wait is as long as many answers are found after it: then the answers waited
     * for Q Σn² / Σn together, where Q is the time that the thread waited and n the numbers of
     * answers that were found at once. A thread that never sleeps also waits when there is nothing
     * to see: its answers are taken to wait for two mean waits at most.
     */
    private static OptionalDouble seenLate(
            Conductor.Measured measured, int connections, boolean spins) {
        OptionalDouble queuedS = seconds(first(measured).queuedNs(), last(measured).queuedNs());
        OptionalLong before = first(measured).slices();
        OptionalLong after = last(measured).slices();
        Gauges from = measured.start().gauges();
        Gauges to = measured.end().gauges();
        double usedS =
                ((double) measured.lengthNs() * connections - (to.idleNs() - from.idleNs())) / 1e9;
        double ended = (double) to.ended() - from.ended();
        if (queuedS.isEmpty() || before.isEmpty() || after.isEmpty() || usedS <= 0 || ended == 0) {
            return OptionalDouble.empty();
        }
        double waits = Math.max(1.0, (double) after.getAsLong() - before.getAsLong());
        double atOnce = ((double) to.endedSquares() - from.endedSquares()) / ended;
        double most = spins ? 2 * ended / waits : connections;
        double seenLateS = queuedS.getAsDouble() * Math.min(atOnce, most);
        // Where the kernel says how long answers waited, whatever for, they waited no longer.
        double mostS = measured.stamped() ? unreadNs(measured) / 1e9 : usedS;
        return OptionalDouble.of(Math.min(seenLateS, mostS) / usedS);
    }

    private static OptionalDouble gcShare(Conductor.Measured measured) {
        return measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (last(measured).gcMs() - first(measured).gcMs())
                                * 1e6
                                / measured.lengthNs());
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
        return OptionalDouble.of(
                1 - (latencyNs(measured) + last.idleNs() - first.idleNs()) / slotNs);
    }

    /**
     * Of the requests within the window, in flight at its ends or not, until their answers were
     * read.
     */
    private static double latencyNs(Conductor.Measured measured) {
        return measured.totals().latencyNs()
                + unreadNs(measured)
                + (measured.end().gauges().inFlightAgeNs()
                        - (double) measured.start().gauges().inFlightAgeNs());
    }

    private static OptionalDouble unreadMeanMs(Conductor.Measured measured) {
        long ended = measured.totals().ended();
        return measured.stamped() && ended > 0
                ? OptionalDouble.of(unreadNs(measured) / 1e6 / ended)
                : OptionalDouble.empty();
    }

    private static double unreadNs(Conductor.Measured measured) {
        return (double) measured.end().gauges().unreadNs() - measured.start().gauges().unreadNs();
    }

    /**
     * The same for an open loop, L = λ W: the integral over time of the requests that were due and
     * not ended, against their latencies. Absent when some had not begun at the window's ends,
     * since their ages are not known.
     */
    private static OptionalDouble openResidual(Conductor.Measured measured) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        double outstandingNs = last.outstandingNs() - first.outstandingNs();
        return outstandingNs == 0 || first.waiting() > 0 || last.waiting() > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - latencyNs(measured) / outstandingNs);
    }

    static OptionalDouble seconds(OptionalLong firstNs, OptionalLong lastNs) {
        return firstNs.isEmpty() || lastNs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((lastNs.getAsLong() - firstNs.getAsLong()) / 1e9);
    }

    /**
     * The word healthy, or "saturated: " and every reason of every thread.
     *
     * @param latencyMs the latencies' P99, of all threads
     */
    static String verdict(List<Figures> threads, OptionalDouble latencyMs) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            String which = threads.size() == 1 ? "" : "thread " + (i + 1) + ": ";
            reasons(threads.get(i), latencyMs).forEach(reason -> reasons.add(which + reason));
        }
        return reasons.isEmpty() ? "healthy" : "saturated: " + String.join("; ", reasons);
    }

    private static List<String> reasons(Figures figures, OptionalDouble latencyMs) {
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
                    String.format(
                            Locale.ROOT,
                            "only %d of %d connections were ever established",
                            figures.established(),
                            figures.connections()));
        }
        if (figures.portShortages() > 0) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "%d connects found no free local port (see net.ipv4.ip_local_port_range)",
                            figures.portShortages()));
        }
        double lagMs = figures.lagMs().orElse(0);
        if (lagMs > LAG_MS_MAX && lagMs > LAG_SHARE_MAX * latencyMs.orElse(0)) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "one request in a hundred left %.1f ms late or more although a connection was free",
                            lagMs));
        }
        double seenLate = figures.seenLateShare().orElse(0);
        if (seenLate > SEEN_LATE_MAX) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "answers were there and not seen for up to %.0f %% of the requests' time, as the generator's thread waited for a CPU",
                            seenLate * 100));
        }
        double residual = figures.littlesLawResidual().orElse(0);
        if (figures.failures() == 0 && Math.abs(residual) > RESIDUAL_MAX) {
            reasons.add(unaccounted(figures, residual));
        }
        if (figures.gcShare().orElse(0) > GC_SHARE_MAX) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "garbage collection took %.1f %% of the window",
                            figures.gcShare().orElse(0) * 100));
        }
        return reasons;
    }

    private static String unaccounted(Figures figures, double residual) {
        return figures.offered().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "the latencies and the number of requests under way differ by %.1f %% (Little's law)",
                        residual * 100)
                : String.format(
                        Locale.ROOT,
                        "%.1f %% of the connections' time is unaccounted for (Little's law), so less load was offered than asked for",
                        residual * 100);
    }
}
