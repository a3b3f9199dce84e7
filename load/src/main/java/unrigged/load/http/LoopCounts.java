package unrigged.load.http;

/** A loop's sums since its start. Owner: the loop's thread. */
final class LoopCounts {
    /** What the thread may be late, or busy with one event, before that is a pause of its own. */
    private static final long PAUSE_NS = 5_000_000;

    /** Longer than a thread that mostly sleeps waits for a CPU that others have. */
    private static final long LONG_PAUSE_NS = 50_000_000;

    int inFlight;
    long ended;
    long endedSquares;
    long outstandingNs;
    long idleNs;
    long unreadNs;
    long waitedNs;
    long pausedNs;
    long longPausedNs;
    long unseenNs;
    long connects;
    int established;
    int used;
    long bytesReceived;
    long portShortages;
    long keptOpen;
    long retriedOnClosed;

    /** What of the pauses is in {@link #unseenNs}. */
    private long weighedNs;

    /** So much time has passed with one event, or beyond what a wait was meant to last. */
    void passed(long spentNs) {
        if (spentNs > PAUSE_NS) {
            pausedNs += spentNs;
            longPausedNs += spentNs > LONG_PAUSE_NS ? spentNs : 0;
        }
    }

    /** So many answers were found at once, when the pauses were {@code pausedBeforeNs} in all. */
    void found(long answers, long pausedBeforeNs) {
        endedSquares += answers * answers;
        unseenNs += (pausedBeforeNs - weighedNs) * answers;
        weighedNs = pausedBeforeNs;
    }

    /**
     * The sums so far, with what only the loop knows.
     *
     * @param started see {@link Gauges#started}
     * @param waiting see {@link Gauges#waiting}
     * @param ageNs of the requests in flight
     * @param uncountedIdleNs what slots have been idle on purpose and is not in {@link #idleNs} yet
     */
    Gauges gauges(int started, long waiting, long ageNs, long uncountedIdleNs) {
        return new Gauges(
                inFlight,
                ended,
                endedSquares,
                waiting,
                ageNs,
                outstandingNs,
                idleNs + uncountedIdleNs,
                unreadNs,
                waitedNs,
                pausedNs,
                longPausedNs,
                unseenNs,
                connects,
                established,
                used,
                started,
                bytesReceived,
                portShortages,
                keptOpen,
                retriedOnClosed);
    }
}
