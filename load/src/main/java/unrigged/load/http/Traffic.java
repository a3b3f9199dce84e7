package unrigged.load.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import unrigged.load.transport.Transports;

/**
 * What a loop sends where, and how.
 *
 * @param target resolved
 * @param sources local addresses to connect from, in turn; empty leaves it to the system
 * @param exchanges sent in this order, again and again
 * @param keepAlive whether a connection serves more than one request
 * @param connections each has at most one request under way
 * @param timeoutNs from the beginning of a request's latency to the last byte of its answer
 * @param thinkNs in a closed loop, from the end of a connection's request to its next
 */
public record Traffic(
        InetSocketAddress target,
        List<InetAddress> sources,
        List<Exchange> exchanges,
        boolean keepAlive,
        int connections,
        long timeoutNs,
        long thinkNs,
        Pacing pacing,
        Transports.Kind transport) {
    public Traffic {
        if (connections < 1 || timeoutNs < 1 || thinkNs < 0 || exchanges.isEmpty()) {
            throw new IllegalArgumentException(
                    "connections %d >= 1, timeoutNs %d >= 1, thinkNs %d >= 0 and exchanges %d >= 1 must all hold"
                            .formatted(connections, timeoutNs, thinkNs, exchanges.size()));
        }
        sources = List.copyOf(sources);
        exchanges = List.copyOf(exchanges);
    }
}
