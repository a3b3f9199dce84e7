package unrigged.metric;

/**
 * What the kernel's TCP counters of this network namespace grew by during warm-up and window.
 *
 * @param listenOverflows connections that met a full accept queue
 * @param listenDrops connections dropped by a listening socket for any reason
 * @param synRetransmits SYNs sent again; each costs its request a second or more
 * @param segmentsRetransmitted segments sent again
 * @param segmentsSent all segments sent
 */
public record NetworkCounts(
        long listenOverflows,
        long listenDrops,
        long synRetransmits,
        long segmentsRetransmitted,
        long segmentsSent) {}
