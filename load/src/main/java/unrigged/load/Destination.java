package unrigged.load;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The address that all connections go to, of those that the host has.
 *
 * @param failed the addresses that were tried before the load and did not accept a connection, in
 *     the order in which they were tried; all of them when none did
 * @param accepted whether {@code address} is known to accept connections; an only address is not
 *     tried before the load
 */
record Destination(InetSocketAddress address, List<Failed> failed, boolean accepted) {
    Destination {
        failed = List.copyOf(failed);
    }

    /** An address that did not accept a connection, and why. */
    record Failed(InetSocketAddress address, String reason) {
        @Override
        public String toString() {
            return text(address) + ": " + reason;
        }
    }

    /** Whether there was a choice and every address failed. */
    boolean allFailed() {
        return !accepted && !failed.isEmpty();
    }

    String failures() {
        return failed.stream().map(Failed::toString).collect(Collectors.joining("; "));
    }

    String text() {
        return text(address);
    }

    /** As in a URL: 127.0.0.1:80 or [::1]:80. */
    static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String text = ip.getHostAddress();
        // The first run of zeros, as RFC 5952 writes most addresses.
        return (ip instanceof Inet6Address
                        ? "[" + text.replaceFirst("(^|:)0(:0)+(:|(?=%)|$)", "::") + "]"
                        : text)
                + ":"
                + address.getPort();
    }
}
