package unrigged.load.http;

/**
 * Decides when requests may begin and when the load ends, and is told how each request ended.
 * Called by the transport's thread only; must not block and should not allocate.
 */
public interface Director {
    /**
     * Called at least by {@link #nextTurnNs}, and before any request that ended since is reported.
     *
     * @return whether the load goes on
     */
    boolean turn(long nowNs, Transport transport);

    /** When {@link #turn} must be called again at the latest. */
    long nextTurnNs();

    /** Whether one more request may begin; true means that it has begun. */
    boolean mayBegin();

    /** A right answer. */
    void answered(long latencyNs);

    /**
     * A request that ended without a right answer.
     *
     * @param detail what was seen, for people; a constant wherever failures can be frequent
     */
    void failed(FailureKind kind, long latencyNs, String detail);

    /** A request that was due after a think time was sent this much later than it should. */
    void sentLate(long lagNs);
}
