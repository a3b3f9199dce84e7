package unrigged.load.http;

/**
 * How long answers may wait for one another before they are read. A wake-up costs more than an
 * answer, and where the kernel stamps them no latency grows by the wait.
 *
 * <ul>
 *   <li>Open loop: until the next request leaves, when the thread wakes anyway, if a connection is
 *       free for it.
 *   <li>Closed loop: while answers come densely, and for so many only that most connections stay
 *       with the server.
 * </ul>
 *
 * Owner: the loop's thread.
 */
final class CompletionBatching {
    private static final long OPEN_NS_MAX = 1_000_000;
    private static final long CLOSED_NS = 50_000;

    /** So many answers at once say that they come densely. */
    private static final int DENSE = 8;

    /** Well below the number of a transport's buffers. */
    private static final int ENOUGH_MAX = 64;

    private int enough = 1;
    private long batchWaitNs;

    void none() {
        enough = 1;
        batchWaitNs = 0;
    }

    /** In an open loop whose next request leaves in {@code inNs}. */
    void untilNextLeaves(long inNs) {
        enough = ENOUGH_MAX;
        batchWaitNs = inNs > OPEN_NS_MAX ? 0 : Math.max(0, inNs);
    }

    /**
     * In a closed loop.
     *
     * @param foundAtOnce answers that the last wait found
     */
    void whileDense(int inFlight, long foundAtOnce) {
        enough = Math.clamp(inFlight / 2, 1, ENOUGH_MAX);
        batchWaitNs = foundAtOnce >= DENSE ? CLOSED_NS : 0;
    }

    int enough() {
        return enough;
    }

    long batchWaitNs() {
        return batchWaitNs;
    }
}
