package unrigged.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import unrigged.load.arrival.Arrivals;

/**
 * The requests that began in one loop's window, or were due in it, each followed to its end under
 * continued load: a percentile of what has ended by the window's end would leave out the slowest.
 *
 * <pre>
 * BEFORE → WINDOW → FOLLOWING: the load goes on → DRAINING: no request begins any more
 * </pre>
 *
 * Owner: the loop's thread. Allocates nothing after construction.
 */
final class FollowedRequests {
    private enum Stage {
        BEFORE,
        WINDOW,
        FOLLOWING,
        DRAINING
    }

    private final long followNs;
    private final Histogram latencies = LatencyHistograms.empty();
    private Stage stage = Stage.BEFORE;
    private @Nullable Arrivals arrivals;
    private long all;
    private long seen;
    private long windowEndNs;
    private long lastEndNs;
    private long endedBefore;

    /**
     * @param followNs how long after the window at most
     */
    FollowedRequests(long followNs) {
        this.followNs = followNs;
    }

    /**
     * @param due when requests are due; null for a closed loop
     */
    void loopBegan(@Nullable Arrivals due) {
        arrivals = due;
    }

    void windowBegan() {
        stage = Stage.WINDOW;
    }

    /** Whether a request that begins now is one of them; its latency counts from then. */
    boolean begins(long sinceNs) {
        Arrivals due = arrivals;
        if (due != null) {
            boolean ended = stage == Stage.FOLLOWING || stage == Stage.DRAINING;
            return due.isInWindow(sinceNs) && !(ended && sinceNs - windowEndNs > 0);
        }
        boolean isOne = stage == Stage.WINDOW;
        all += isOne ? 1 : 0;
        return isOne;
    }

    /** One of them ended with a latency that counts: an answer or a timeout. */
    void ended(long latencyNs) {
        seen++;
        LatencyHistograms.record(latencies, latencyNs);
    }

    /** One of them failed otherwise. */
    void failed() {
        seen++;
    }

    /** A window that never began has no requests, whatever the schedule says. */
    void windowEnded(long nowNs) {
        windowEndNs = nowNs;
        lastEndNs = nowNs;
        Arrivals due = arrivals;
        if (stage == Stage.BEFORE) {
            seen = 0;
            latencies.reset();
        } else if (due != null) {
            all = due.dueInWindow(nowNs);
        }
        stage = Stage.FOLLOWING;
    }

    /**
     * Called again and again after the window.
     *
     * @param inFlight of all requests, and {@code ended} since the window
     * @return whether the loop goes on
     */
    boolean goesOn(long nowNs, long inFlight, long ended) {
        if (ended != endedBefore) {
            endedBefore = ended;
            lastEndNs = nowNs;
        }
        if (seen == all) {
            stage = Stage.DRAINING;
        }
        boolean drained = stage == Stage.DRAINING && inFlight == 0;
        return !drained && nowNs - endsNs() < 0;
    }

    /** When all that is left is abandoned. */
    long endsNs() {
        return windowEndNs + followNs;
    }

    boolean mayBegin() {
        return stage != Stage.DRAINING;
    }

    /** How many ended. */
    long seen() {
        return seen;
    }

    /** How many did not. */
    long unseen() {
        return all - seen;
    }

    /** From the window's end to the last end of any request; 0 when none was in flight then. */
    long drainNs() {
        return lastEndNs - windowEndNs;
    }

    /** The longest latency, in ns; 0 where none ended. */
    long longestNs() {
        return TimeUnit.MICROSECONDS.toNanos(latencies.getMaxValue());
    }

    /** Of those that were answered or timed out. */
    Histogram latencies() {
        return latencies;
    }
}
