package unrigged.load.http;

/**
 * Sums since the start of a loop; two readings give a window's.
 *
 * @param inFlight requests that have begun and not ended
 * @param ended requests that were answered or failed
 * @param endedSquares the sum of the squares of how many of them were found at a time
 * @param waiting requests of an open loop that are due and found no free connection yet
 * @param inFlightAgeNs what the latencies of those in flight add up to so far
 * @param outstandingNs in an open loop the integral over time of those in flight and waiting
 * @param idleNs what all slots together spent without a request on purpose: thinking, free, waiting
 *     for the server to close, pausing after a failed connect, done
 * @param unreadNs what answers waited from the kernel's receiving them to their being read; 0 where
 *     the transport does not say
 * @param waitedNs what the thread spent waiting for something to do
 * @param pausedNs what the thread did not run although it should have, in pieces of more than 5 ms:
 *     how much longer than asked for its waits were, and its work on single events
 * @param longPausedNs those of them of more than 50 ms
 * @param unseenNs each such pause times the number of answers that were found after it
 * @param connects attempts to connect
 * @param established slots that ever had a connection
 * @param used slots that ever had a request
 * @param started slots of a closed loop that were told to begin; {@code used} in an open one
 * @param bytesReceived payload bytes off the sockets
 * @param portShortages connects that failed for want of a local port
 * @param keptOpen connections that the server should have closed and did not in time
 * @param retriedOnClosed requests that were sent again since the server had closed the connection
 */
public record Gauges(
        int inFlight,
        long ended,
        long endedSquares,
        long waiting,
        long inFlightAgeNs,
        long outstandingNs,
        long idleNs,
        long unreadNs,
        long waitedNs,
        long pausedNs,
        long longPausedNs,
        long unseenNs,
        long connects,
        int established,
        int used,
        int started,
        long bytesReceived,
        long portShortages,
        long keptOpen,
        long retriedOnClosed) {}
