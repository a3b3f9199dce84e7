package unrigged.load;

import java.util.Objects;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import unrigged.load.arrival.Arrivals;
import unrigged.load.http.FailureKind;
import unrigged.load.http.Gauges;
import unrigged.load.http.LoadClock;
import unrigged.load.http.LoadListener;
import unrigged.load.http.Loop;
import unrigged.load.http.UnansweredRequests;

/**
 * Leads one loop through the run's phases and counts.
 *
 * <p>Owner: the loop's thread; {@link #stop} from any. Holds the phase's totals and the current
 * second's histogram; allocates a few objects a second, nothing per request.
 */
final class PhaseController implements LoadListener {
    private static final long SECOND_NS = 1_000_000_000;

    /** A last piece of a second that is shorter and empty is not worth a line. */
    private static final long SLIVER_NS = 50_000_000;

    private final PhaseSchedule schedule;
    private final Reporter reporter;
    private final LoadClock clock;
    private final ProcessFigures process;
    private final Histogram lags = LatencyHistograms.empty();
    private volatile @Nullable Loop loop;
    private volatile boolean stopped;

    private @Nullable Phase phase;
    private boolean over;

    /** Whether the window is over and its requests are followed. */
    private boolean following;

    private final @Nullable FollowedRequests followed;
    private final int exchanges;
    private Totals totals;
    private long requestsMax;
    private long phaseStartNs;
    private long phaseEndNs;
    private long secondStartNs;
    private int second;
    private long okBefore;
    private long failedBefore;
    private Histogram current;
    private @Nullable Edge windowStart;
    private @Nullable Measured measured;

    /** What is read at the window's two ends. */
    record Edge(long atNs, Gauges gauges, ProcessFigures.Reading process) {}

    /**
     * One loop's window.
     *
     * @param offered requests that were due in the window, or begun in a closed loop
     * @param unanswered what was in flight when the window ended
     * @param lags how late requests left, by the generator's own doing
     * @param stamped whether latencies end when the kernel received the answers
     * @param followed its requests, when the loop has ended; empty if they were not followed
     */
    record Measured(
            Edge start,
            Edge end,
            long offered,
            Totals totals,
            UnansweredRequests unanswered,
            Histogram lags,
            String transport,
            boolean stamped,
            Optional<FollowedRequests> followed) {
        long lengthNs() {
            return end.atNs() - start.atNs();
        }

        /** Requests in flight at the end, and those that were due and had not begun. */
        long abandoned() {
            return end.gauges().inFlight() + end.gauges().waiting();
        }
    }

    /**
     * @param exchanges how many different ones the loop sends
     */
    PhaseController(
            PhaseSchedule schedule,
            Reporter reporter,
            LoadClock clock,
            ProcessFigures process,
            int exchanges) {
        this.schedule = schedule;
        this.exchanges = exchanges;
        totals = new Totals(0, exchanges);
        this.reporter = reporter;
        this.clock = clock;
        this.process = process;
        current = reporter.emptyHistogram();
        followed = schedule.followNs() > 0 ? new FollowedRequests(schedule.followNs()) : null;
    }

    /** Ends the run at once; what was measured counts. From any thread. */
    void stop() {
        stopped = true;
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    @Override
    public boolean turn(long nowNs, Loop running) {
        if (over) {
            return false;
        }
        Phase now = phase;
        if (now == null) {
            loop = running;
            if (followed != null) {
                followed.loopBegan(running.arrivals());
            }
            reporter.passed(Boundary.beginOf(schedule.first()));
            now = begin(schedule.first(), nowNs, running);
        }
        if (following) {
            return follows(nowNs);
        }
        if (stopped) {
            return end(now, nowNs, running);
        }
        if (nowNs - phaseEndNs >= 0) {
            if (now == Phase.WINDOW) {
                return end(now, nowNs, running);
            }
            reporter.passed(Boundary.WINDOW);
            endSecond(now, nowNs);
            begin(Phase.WINDOW, nowNs, running);
        } else if (totals.ended() >= requestsMax) {
            return end(now, nowNs, running);
        }
        while (nowNs - secondStartNs >= SECOND_NS) {
            endSecond(now, secondStartNs + SECOND_NS);
        }
        return true;
    }

    private Phase begin(Phase next, long nowNs, Loop running) {
        phase = next;
        Gauges gauges = running.gauges(nowNs);
        totals = new Totals(gauges.inFlight(), exchanges);
        requestsMax = schedule.requestsMax(next);
        phaseStartNs = nowNs;
        phaseEndNs = nowNs + schedule.lengthNs(next);
        secondStartNs = nowNs;
        second = 0;
        okBefore = 0;
        failedBefore = 0;
        if (next == Phase.WINDOW) {
            lags.reset();
            windowStart = new Edge(nowNs, gauges, process.read());
            if (followed != null) {
                followed.windowBegan();
            }
        }
        reporter.began(next, clock.epochMs());
        return next;
    }

    private boolean end(Phase last, long nowNs, Loop running) {
        if (windowStart != null) {
            reporter.passed(Boundary.WINDOW_END);
        }
        Edge now = new Edge(nowNs, running.gauges(nowNs), process.read());
        Edge start = windowStart;
        String name = running.transportName();
        boolean stamped = running.stamps();
        measured =
                start == null
                        ? new Measured(
                                now,
                                now,
                                0,
                                new Totals(now.gauges().inFlight(), exchanges),
                                UnansweredRequests.NONE,
                                lags,
                                name,
                                stamped,
                                Optional.ofNullable(followed))
                        : new Measured(
                                start,
                                now,
                                offered(nowNs, running),
                                totals,
                                running.unanswered(start.atNs(), nowNs),
                                lags,
                                name,
                                stamped,
                                Optional.ofNullable(followed));
        boolean sliver =
                nowNs - secondStartNs < SLIVER_NS && totals.ended() == okBefore + failedBefore;
        if (!sliver || second == 0) {
            endSecond(last, nowNs);
        }
        if (start != null) {
            reporter.windowEnded();
        }
        return follow(nowNs, start != null);
    }

    private long offered(long nowNs, Loop running) {
        Arrivals due = running.arrivals();
        return due == null ? totals.begunAnew() : due.dueInWindow(nowNs);
    }

    /** Follows the window's requests, if there are any to follow; whether the loop goes on. */
    private boolean follow(long nowNs, boolean hadWindow) {
        over = true;
        if (followed != null) {
            followed.windowEnded(nowNs);
            if (hadWindow && !stopped) {
                over = false;
                following = true;
                totals = new Totals(totals.begun() - totals.ended(), exchanges);
                phaseEndNs = followed.endsNs();
                secondStartNs = phaseEndNs;
                return follows(nowNs);
            }
        }
        return false;
    }

    private boolean follows(long nowNs) {
        long inFlight = totals.begun() - totals.ended();
        over = stopped || followed == null || !followed.goesOn(nowNs, inFlight, totals.ended());
        return !over;
    }

    private void endSecond(Phase of, long atNs) {
        reporter.second(
                new Reporter.Interval(
                        of,
                        second,
                        secondStartNs - phaseStartNs,
                        atNs - secondStartNs,
                        totals.ok() - okBefore,
                        totals.failures() - failedBefore),
                current);
        current = reporter.emptyHistogram();
        okBefore = totals.ok();
        failedBefore = totals.failures();
        secondStartNs = atNs;
        second++;
    }

    @Override
    public long nextTurnNs() {
        return Math.min(phaseEndNs, secondStartNs + SECOND_NS);
    }

    @Override
    public boolean mayBegin() {
        if (totals.begun() >= requestsMax || (followed != null && !followed.mayBegin())) {
            return false;
        }
        totals.begin();
        return true;
    }

    @Override
    public boolean isOfWindow(long sinceNs) {
        return followed != null && followed.begins(sinceNs);
    }

    @Override
    public void answered(int exchange, long latencyNs, boolean ofWindow) {
        totals.answered(exchange, latencyNs);
        ended(latencyNs, ofWindow);
    }

    /** An answer or a timeout: its latency counts. */
    private void ended(long latencyNs, boolean ofWindow) {
        if (!following) {
            LatencyHistograms.record(current, latencyNs);
        }
        if (ofWindow && followed != null) {
            followed.ended(latencyNs);
        }
    }

    @Override
    public boolean isNews(FailureKind kind, int exchange) {
        return totals.isNews(kind, exchange);
    }

    @Override
    public void failed(
            FailureKind kind, int exchange, long latencyNs, boolean ofWindow, String detail) {
        totals.failed(kind, exchange, latencyNs, detail);
        if (kind == FailureKind.TIMEOUT) {
            ended(latencyNs, ofWindow);
        } else if (ofWindow && followed != null) {
            followed.failed();
        }
    }

    @Override
    public void sentLate(long lagNs) {
        if (!following) {
            LatencyHistograms.record(lags, lagNs);
        }
    }

    /** After the run; of no length when the window never began. */
    Measured measured() {
        return Objects.requireNonNull(measured, "the run has not ended");
    }
}
