package unrigged.measurement;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import unrigged.metric.Clock;

/**
 * One request to a server of the user's own, before any load is put on it: at the first of its
 * host's addresses that accepts a connection, as the load generator does it.
 *
 * @param url {@code http://HOST[:PORT]/PATH}
 */
record DuelProbe(Clock clock, String url, boolean keepAlive) {
    private static final String SCHEME = "http://";
    private static final int HTTP_PORT = 80;

    /** Why no right answer came, one with a status of 2xx; empty when one did. */
    Optional<String> problem(Duration timeout) {
        try {
            InetSocketAddress address = listening(timeout);
            HttpProbe probe = new HttpProbe(clock, url, keepAlive, address);
            HttpProbe.Response response = probe.get(timeout);
            if (response.status() >= 200 && response.status() <= 299) {
                return Optional.empty();
            }
            String seen =
                    Redirect.of(probe.authority(), response)
                            .map(redirect -> redirect.seen() + "; no redirect is followed")
                            .orElse((response.status() + " " + response.reason()).strip());
            return Optional.of("it answers " + seen);
        } catch (UnknownHostException _) {
            return Optional.of("the host " + host() + " is not known");
        } catch (IOException e) {
            return Optional.of(TrialFailures.file(e));
        }
    }

    private InetSocketAddress listening(Duration timeout) throws IOException {
        IOException refused = new UnknownHostException(host());
        for (InetAddress each : InetAddress.getAllByName(host())) {
            InetSocketAddress address = new InetSocketAddress(each, port());
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) Math.max(1, timeout.toMillis()));
                return address;
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private String authority() {
        return url.substring(SCHEME.length(), url.indexOf('/', SCHEME.length()));
    }

    private String host() {
        String authority = authority();
        return hasPort(authority) ? authority.substring(0, authority.lastIndexOf(':')) : authority;
    }

    int port() {
        String authority = authority();
        return hasPort(authority)
                ? Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1))
                : HTTP_PORT;
    }

    /** Whether the port is one of this machine's loopback addresses. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** A colon within brackets belongs to an address. */
    private static boolean hasPort(String authority) {
        return authority.lastIndexOf(':') > authority.lastIndexOf(']');
    }
}
