package unrigged.metric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.OptionalLong;

/**
 * What the kernel's TCP counters of this network namespace grew by during warm-up and window.
 *
 * @param listenOverflows connections that met a full accept queue
 * @param listenDrops connections dropped by a listening socket for any reason
 * @param synRetransmits SYNs sent again; each costs its request a second or more
 * @param segmentsRetransmitted segments sent again, for whatever reason
 * @param segmentsSent all segments sent
 * @param lossProbes of those sent again, the ones that probe for a loss after two round trips of
 *     silence (RFC 8985): on loopback a receiver that waits for a CPU, hardly ever a loss; absent
 *     in older journals
 */
public record NetworkCounts(
        long listenOverflows,
        long listenDrops,
        long synRetransmits,
        long segmentsRetransmitted,
        long segmentsSent,
        OptionalLong lossProbes) {

    /** As older journals have it. */
    public NetworkCounts(
            long listenOverflows,
            long listenDrops,
            long synRetransmits,
            long segmentsRetransmitted,
            long segmentsSent) {
        this(
                listenOverflows,
                listenDrops,
                synRetransmits,
                segmentsRetransmitted,
                segmentsSent,
                OptionalLong.empty());
    }

    /** Segments sent again because they were lost; SYNs are counted by themselves. */
    @JsonIgnore
    public long segmentsLost() {
        return lossProbes.isPresent()
                ? Math.max(0, segmentsRetransmitted - synRetransmits - lossProbes.getAsLong())
                : segmentsRetransmitted;
    }
}
