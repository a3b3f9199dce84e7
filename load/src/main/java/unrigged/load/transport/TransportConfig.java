package unrigged.load.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a transport connects. Immutable.
 *
 * @param target resolved
 * @param sources local addresses that the slots take in turn; empty leaves the choice to the system
 * @param slots how many connections there can be at a time
 * @param requests the bytes of each request, by its number
 * @param lasting whether connections are meant for more than one request
 * @param precise whether waits end to the microsecond rather than to the millisecond
 */
public record TransportConfig(
        InetSocketAddress target,
        List<InetAddress> sources,
        int slots,
        List<byte[]> requests,
        boolean lasting,
        boolean precise) {
    public TransportConfig {
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("target " + target + " has no address");
        }
        if (slots < 1 || requests.isEmpty()) {
            throw new IllegalArgumentException(
                    "slots %d >= 1 and requests %d >= 1 must hold"
                            .formatted(slots, requests.size()));
        }
        sources = List.copyOf(sources);
        requests = List.copyOf(requests);
    }

    boolean isIpv4() {
        return target.getAddress() instanceof Inet4Address;
    }

    /** The address that slot {@code slot} connects from. */
    InetAddress source(int slot) {
        return sources.get(slot % sources.size());
    }
}
