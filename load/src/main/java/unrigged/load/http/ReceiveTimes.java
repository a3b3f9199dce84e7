package unrigged.load.http;

/**
 * Turns the kernel's receive times, which are dates, into the loop's time.
 *
 * <p>The two clocks are compared every 10 ms. Both are slewed alike, so their distance changes only
 * when someone sets the date; what was received just then may be wrong by as much, but never is
 * outside the time in which its request was under way.
 *
 * <p>Owner: the loop's thread.
 */
final class ReceiveTimes {
    private static final long COMPARE_NS = 10_000_000;

    /** A comparison that took longer was interrupted and says too little. */
    private static final long COMPARED_WITHIN_NS = 2_000;

    private static final int ATTEMPTS = 20;

    private final LoadClock clock;
    private long epochMinusLoopNs;
    private long comparedNs;
    private boolean compared;

    ReceiveTimes(LoadClock clock) {
        this.clock = clock;
    }

    /**
     * When it was received, in the loop's time.
     *
     * @param epochNs the kernel's receive time; 0 when there is none
     * @param sinceNs no answer can have come before
     * @param nowNs nor after; also the result when nothing better is known
     */
    long loopNs(long epochNs, long sinceNs, long nowNs) {
        if (epochNs == 0) {
            return nowNs;
        }
        if (!compared || nowNs - comparedNs > COMPARE_NS) {
            compare(nowNs);
        }
        long receivedNs = epochNs - epochMinusLoopNs;
        return receivedNs - sinceNs < 0 || receivedNs - nowNs > 0 ? nowNs : receivedNs;
    }

    private void compare(long nowNs) {
        comparedNs = nowNs;
        long narrowestNs = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && narrowestNs > COMPARED_WITHIN_NS; i++) {
            long beforeNs = clock.nowNs();
            long epochNs = clock.epochNs();
            long tookNs = clock.nowNs() - beforeNs;
            if (tookNs < narrowestNs) {
                narrowestNs = tookNs;
                epochMinusLoopNs = epochNs - beforeNs - tookNs / 2;
            }
        }
        compared = true;
    }
}
