package unrigged.load.http;

/**
 * Decides when requests may begin and when the load ends, and is told how each request ended.
 * Called by the loop's thread only; must not block and should not allocate.
 */
public interface LoadListener {
    /**
     * Called at least by {@link #nextTurnNs}, and before any request that ended since is reported.
     *
     * @return whether the load goes on
     */
    boolean turn(long nowNs, Loop loop);

    /** When {@link #turn} must be called again at the latest. */
    long nextTurnNs();

    /** Whether one more request may begin; true means that it has begun. */
    boolean mayBegin();

    /**
     * Whether a request that begins now is one of the window's, which are followed to their ends;
     * asked once of each.
     *
     * @param sinceNs from when its latency counts: now, or when it was due
     */
    boolean isOfWindow(long sinceNs);

    /**
     * A right answer.
     *
     * @param exchange which of the traffic's exchanges it ends, here and below
     * @param ofWindow what {@link #isOfWindow} said of it, here and below
     */
    void answered(int exchange, long latencyNs, boolean ofWindow);

    /** Whether a detail of this failure would be kept; otherwise none needs to be made. */
    boolean isNews(FailureKind kind, int exchange);

    /**
     * A request that ended without a right answer.
     *
     * @param detail what was seen, for people; a constant wherever failures can be frequent
     */
    void failed(FailureKind kind, int exchange, long latencyNs, boolean ofWindow, String detail);

    /**
     * A request left this much later than it could have: after its think time was over, or after it
     * was due and a connection was free. The generator's own delay, not the server's.
     */
    void sentLate(long lagNs);
}
