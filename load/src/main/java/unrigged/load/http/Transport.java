package unrigged.load.http;

import java.io.IOException;

/**
 * Carries requests over connections for a {@link Director}: the seam behind which other ways to
 * talk to the kernel fit.
 */
public interface Transport {
    /** The name in reports. */
    String name();

    /**
     * Runs on the caller's thread until the director ends the load, then closes every connection.
     *
     * @throws IOException when this machine cannot do it (descriptors, memory)
     */
    void run(Director director) throws IOException;

    /** The state at {@code nowNs}; only from the thread that runs, or after it has ended. */
    Gauges gauges(long nowNs);

    /** Makes the director's turn come at once; from any thread. */
    void wake();

    /**
     * Sums since the start; two readings give a window's.
     *
     * @param inFlight requests that have begun and not ended
     * @param inFlightAgeNs what their latencies add up to so far
     * @param idleNs what all slots together spent without a request on purpose: thinking, waiting
     *     for the server to close, pausing after a failed connect, done
     * @param waitedNs what the thread spent waiting for something to do
     * @param connects attempts to connect
     * @param established slots that ever had a connection
     * @param bytesReceived payload bytes off the sockets
     * @param portShortages connects that failed for want of a local port
     * @param keptOpen connections that the server should have closed and did not in time
     */
    record Gauges(
            int inFlight,
            long inFlightAgeNs,
            long idleNs,
            long waitedNs,
            long connects,
            int established,
            long bytesReceived,
            long portShortages,
            long keptOpen) {}
}
