package unrigged.load.http;

/**
 * How long a loop's connections took to be established, where that was longer than a server has any
 * part in. Owner: the loop's thread; read when it has ended. Allocates nothing.
 */
public final class ConnectTimes {
    /**
     * Linux repeats a connection request (SYN) that nobody answered after 1, 3, 7 … s (RFC 6298,
     * section 2.1); timers have some play.
     */
    private static final long REPEATED_NS = 950_000_000;

    private long late;
    private long unanswered;
    private long longestNs;

    void established(long tookNs) {
        if (tookNs >= REPEATED_NS) {
            late++;
            longestNs = Math.max(longestNs, tookNs);
        }
    }

    /** A request's time is over; what to say about it. */
    String timedOut(boolean connecting) {
        if (!connecting) {
            return "no whole answer in time";
        }
        unanswered++;
        return "no connection in time: no answer to the connection request";
    }

    /** Adds another loop's. */
    public void add(ConnectTimes other) {
        late += other.late;
        unanswered += other.unanswered;
        longestNs = Math.max(longestNs, other.longestNs);
    }

    /** Connections that took so long that their request to connect must have been repeated. */
    public long late() {
        return late;
    }

    /** Attempts that had not led to a connection when their request's time was over. */
    public long unanswered() {
        return unanswered;
    }

    /** Of the late ones. */
    public long longestNs() {
        return longestNs;
    }
}
