package unrigged.load;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import unrigged.load.http.Gauges;
import unrigged.load.http.Pacing;

/**
 * What the generator measures of itself, for each thread; {@link Saturation} says what follows from
 * it.
 */
final class SelfCheck {
    /** Older than that many times the longest latency is a hang, where latencies are known. */
    private static final double BEYOND_LATENCIES = 1.5;

    /** Of fewer requests none is one in a hundred. */
    private static final long SENDS_MIN = 100;

    private SelfCheck() {}

    /**
     * One thread's. Shares are of the window's wall time; absent when they could not be measured.
     *
     * @param connections that should have been there: all in a closed loop, those that ever had a
     *     request in an open one
     * @param begun those that were told to connect
     * @param offered requests that were due in the window; absent in a closed loop
     * @param ended those that were answered or failed
     * @param windowMs how long the window was
     * @param busyShare of the loop's thread: the larger of "not waiting for events" and its CPU
     *     time; without the latter when it is meant to spin
     * @param cpuQueueShare what the loop's thread waited for a CPU; no reason to doubt by itself,
     *     as a server that takes every CPU makes it large
     * @param seenLateShare see {@link #seenLate}
     * @param pausedShare see {@link #paused}
     * @param unreadMeanMs what an answer waited from the kernel's receiving it to its being read,
     *     on average; absent where the transport does not say
     * @param littlesLawResidual see {@link #residual}
     * @param overHalfShare of the connections' time, what requests took that were in flight for
     *     more than half of the window when it ended: the server's part of the residual
     * @param lagMs P99 of how late requests left although a connection was free, beyond the grid
     *     that they were to leave on; absent when too few left to speak of one in a hundred
     */
    record Figures(
            int connections,
            int begun,
            int established,
            long portShortages,
            long failures,
            OptionalLong offered,
            long ended,
            double windowMs,
            OptionalDouble busyShare,
            OptionalDouble cpuQueueShare,
            OptionalDouble seenLateShare,
            OptionalDouble pausedShare,
            OptionalDouble unreadMeanMs,
            OptionalDouble littlesLawResidual,
            double overHalfShare,
            OptionalDouble gcShare,
            OptionalDouble lagMs) {}

    /**
     * @param connections of this thread
     */
    static Figures figures(LoadPlan plan, PhaseController.Measured measured, int connections) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        boolean open = plan.offered().isPresent();
        boolean clocked = open || plan.thinkNs() > 0;
        boolean spins =
                plan.pacing().kind() == Pacing.Kind.SPIN || measured.transport().equals("nio");
        return new Figures(
                open ? last.used() : connections,
                last.started(),
                last.established(),
                last.portShortages() - first.portShortages(),
                measured.totals().failures(),
                open ? OptionalLong.of(measured.offered()) : OptionalLong.empty(),
                measured.totals().ended(),
                measured.lengthNs() / 1e6,
                busyShare(measured, open && spins),
                share(measured, first(measured).queuedNs(), last(measured).queuedNs()),
                seenLate(measured, connections, spins && clocked),
                paused(measured),
                unreadMeanMs(measured),
                open ? openResidual(measured) : residual(measured, connections),
                overHalfShare(measured, open, connections),
                gcShare(measured),
                lagMs(plan.pacing(), measured));
    }

    private static ProcessFigures.Reading first(PhaseController.Measured measured) {
        return measured.start().process();
    }

    private static ProcessFigures.Reading last(PhaseController.Measured measured) {
        return measured.end().process();
    }

    private static OptionalDouble busyShare(PhaseController.Measured measured, boolean spins) {
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
            PhaseController.Measured measured, OptionalLong firstNs, OptionalLong lastNs) {
        OptionalDouble seconds = seconds(firstNs, lastNs);
        return seconds.isEmpty() || measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(seconds.getAsDouble() * 1e9 / measured.lengthNs());
    }

    /**
     * What share of the requests' time were answers that had come and were not seen, since the
     * loop's thread waited for a CPU: then a request seems longer than it was, and where all
     * connections are busy, fewer are sent.
     *
     * <p>Where the thread's pauses are long they are seen, with the answers that were found after
     * each. Of short ones only their sum Q is known. Assumes that a wait is as long as many answers
     * are found after it: then the answers waited for Q Σn² / Σn together, where n are the numbers
     * of answers that were found at once. A thread that never sleeps also waits when there is
     * nothing to see: its answers are taken to wait for two mean waits at most.
     */
    private static OptionalDouble seenLate(
            PhaseController.Measured measured, int connections, boolean spins) {
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
        double max = spins ? 2 * ended / waits : connections;
        double seenLateS =
                Math.max(queuedS.getAsDouble() * Math.min(atOnce, max), unseenS(measured));
        // Where the kernel says how long answers waited, whatever for, they waited no longer.
        double maxS = measured.stamped() ? unreadNs(measured) / 1e9 : usedS;
        // In an open loop a latency begins when the request is due, before it has a connection.
        double latenciesS = Math.max(usedS, latencyNs(measured) / 1e9);
        return OptionalDouble.of(Math.min(seenLateS, maxS) / latenciesS);
    }

    private static OptionalDouble gcShare(PhaseController.Measured measured) {
        return measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (last(measured).gcMs() - first(measured).gcMs())
                                * 1e6
                                / measured.lengthNs());
    }

    /** Pauses times answers; without what the hypervisor took from the server as well. */
    private static double unseenS(PhaseController.Measured measured) {
        Gauges from = measured.start().gauges();
        Gauges to = measured.end().gauges();
        double pausedS = (to.pausedNs() - from.pausedNs()) / 1e9;
        double ownShare = pausedS == 0 ? 0 : Math.max(0, 1 - stolenS(measured) / pausedS);
        return ownShare * (to.unseenNs() - from.unseenNs()) / 1e9;
    }

    private static double stolenS(PhaseController.Measured measured) {
        return seconds(first(measured).stolenNs(), last(measured).stolenNs()).orElse(0);
    }

    /**
     * What share of the window the loop's thread did not run although it had to, in pauses so long
     * that no other thread's turn explains them, but a stop does. Without what the hypervisor took
     * from the whole machine.
     */
    private static OptionalDouble paused(PhaseController.Measured measured) {
        long pausedNs =
                measured.end().gauges().longPausedNs() - measured.start().gauges().longPausedNs();
        return measured.lengthNs() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.clamp(
                                (pausedNs - stolenS(measured) * 1e9) / measured.lengthNs(), 0, 1));
    }

    /** A grid's points are where requests are meant to leave. */
    private static OptionalDouble lagMs(Pacing pacing, PhaseController.Measured measured) {
        Histogram lags = measured.lags();
        OptionalDouble p99 = LatencyHistograms.percentileMs(lags, 99);
        if (p99.isEmpty() || lags.getTotalCount() < SENDS_MIN) {
            return OptionalDouble.empty();
        }
        double meantMs = pacing.kind() == Pacing.Kind.GRID ? pacing.gridNs() / 1e6 : 0;
        return OptionalDouble.of(Math.max(0, p99.getAsDouble() - meantMs));
    }

    /**
     * The share of the slots' time that neither a request that ended, nor one of ordinary age, nor
     * an intended idle time accounts for.
     *
     * <p>Little's law for a closed loop, N = X (R + Z), holds for long windows only; so what was in
     * flight at the two ends is accounted for, and it holds for any window: N W = sum of the
     * latencies of the requests that ended + their age at the end - their age at the start + idle
     * time. (Little, Operations Research 9(3), 1961.) With the age of every request this would be
     * true of whatever a server does; so those that were in flight for more than half of the window
     * are left out (see {@link #unaccountedNs}), and a server that lets requests hang contradicts
     * the law.
     */
    private static OptionalDouble residual(PhaseController.Measured measured, int connections) {
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
     * read; those that were in flight for more than half of it left out.
     */
    private static double latencyNs(PhaseController.Measured measured) {
        return measured.totals().latencyNs()
                + unreadNs(measured)
                + (measured.end().gauges().inFlightAgeNs()
                        - (double) measured.start().gauges().inFlightAgeNs())
                - unaccountedNs(measured);
    }

    /**
     * What was in flight for more than half of the window. Where all its requests were followed to
     * their ends, that is no hang but a short window, unless one is far older than any that ended.
     */
    private static double unaccountedNs(PhaseController.Measured measured) {
        boolean ended =
                measured.followed()
                        .filter(followed -> followed.unseen() == 0)
                        .filter(followed ->
                                measured.unanswered().oldestNs()
                                        <= BEYOND_LATENCIES * followed.longestNs())
                        .isPresent();
        return ended ? 0 : measured.unanswered().overHalfNs();
    }

    private static double overHalfShare(
            PhaseController.Measured measured, boolean open, int connections) {
        double ofNs = open ? outstandingNs(measured) : (double) measured.lengthNs() * connections;
        return ofNs == 0 ? 0 : unaccountedNs(measured) / ofNs;
    }

    private static OptionalDouble unreadMeanMs(PhaseController.Measured measured) {
        long ended = measured.totals().ended();
        return measured.stamped() && ended > 0
                ? OptionalDouble.of(unreadNs(measured) / 1e6 / ended)
                : OptionalDouble.empty();
    }

    private static double unreadNs(PhaseController.Measured measured) {
        return (double) measured.end().gauges().unreadNs() - measured.start().gauges().unreadNs();
    }

    /**
     * The same for an open loop, L = λ W: the integral over time of the requests that were due and
     * not ended, against their latencies. Absent when some had not begun at the window's ends,
     * since their ages are not known.
     */
    private static OptionalDouble openResidual(PhaseController.Measured measured) {
        Gauges first = measured.start().gauges();
        Gauges last = measured.end().gauges();
        double outstandingNs = outstandingNs(measured);
        return outstandingNs == 0 || first.waiting() > 0 || last.waiting() > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - latencyNs(measured) / outstandingNs);
    }

    private static double outstandingNs(PhaseController.Measured measured) {
        return (double) measured.end().gauges().outstandingNs()
                - measured.start().gauges().outstandingNs();
    }

    static OptionalDouble seconds(OptionalLong firstNs, OptionalLong lastNs) {
        return firstNs.isEmpty() || lastNs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((lastNs.getAsLong() - firstNs.getAsLong()) / 1e9);
    }
}
