package unrigged.load.http;

import java.net.InetSocketAddress;

/**
 * What a closed loop sends where.
 *
 * @param target resolved
 * @param connections slots; each has at most one request under way
 * @param timeoutNs from the beginning of a request, connecting included, to its last byte
 * @param thinkNs from the end of a slot's request to the beginning of its next
 */
public record Traffic(
        InetSocketAddress target,
        Request request,
        Expectation expectation,
        int connections,
        long timeoutNs,
        long thinkNs) {
    public Traffic {
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("target " + target + " has no address");
        }
        if (connections < 1 || timeoutNs < 1 || thinkNs < 0) {
            throw new IllegalArgumentException(
                    "connections %d >= 1, timeoutNs %d >= 1 and thinkNs %d >= 0 must all hold"
                            .formatted(connections, timeoutNs, thinkNs));
        }
    }
}
