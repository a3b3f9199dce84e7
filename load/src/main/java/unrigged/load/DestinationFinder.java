package unrigged.load;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import unrigged.load.Destination.Failed;
import unrigged.program.EnvironmentException;

/**
 * Finds the address that the load goes to. A host with one address has no choice, and nothing is
 * sent. Of several the first that accepts a connection is taken, in the order of RFC 8305 (section
 * 4: families in turn, IPv6 first): the next one is tried when one has failed or has not answered
 * for 250 ms (section 5). The connection that was accepted is closed without a request.
 *
 * <p>The name localhost has both loopback addresses, whatever the system's files say (RFC 6761,
 * section 6.3).
 */
final class DestinationFinder {
    private static final long NEXT_AFTER_MS = 250;
    private static final long GIVE_UP_MS = 10_000;
    private static final long NS_PER_MS = 1_000_000;

    private final List<InetSocketAddress> addresses;
    private final List<InetAddress> sources;
    private final int timeoutMs;
    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final String[] failures;

    /**
     * How an attempt ended.
     *
     * @param failure empty when the connection was accepted
     */
    private record Outcome(int attempt, String failure) {}

    private DestinationFinder(
            List<InetSocketAddress> addresses, List<InetAddress> sources, long timeoutNs) {
        this.addresses = addresses;
        this.sources = sources;
        timeoutMs = (int) Math.clamp(timeoutNs / NS_PER_MS, 1, GIVE_UP_MS);
        failures = new String[addresses.size()];
        Arrays.fill(failures, "");
    }

    static Destination find(LoadPlan plan) throws InterruptedException {
        List<InetAddress> sources = plan.engine().sources();
        List<InetSocketAddress> addresses =
                candidates(plan.target(), sources, Sources.needsSeveral(plan));
        return addresses.size() == 1
                ? new Destination(addresses.getFirst(), List.of(), false)
                : new DestinationFinder(addresses, sources, plan.timeoutNs()).race();
    }

    private static List<InetSocketAddress> candidates(
            Target target, List<InetAddress> sources, boolean ipv4First) {
        List<InetSocketAddress> usable = new ArrayList<>();
        for (InetAddress address : ordered(addresses(target), ipv4First)) {
            if (sources.isEmpty()
                    || sources.stream().anyMatch(source -> sameFamily(source, address))) {
                usable.add(new InetSocketAddress(address, target.port()));
            }
        }
        if (usable.isEmpty()) {
            throw new EnvironmentException(
                    "the host '%s' has no address of the same kind as --source %s"
                            .formatted(target.host(), sources.getFirst().getHostAddress()),
                    "give an IPv6 source for an IPv6 host and an IPv4 source for an IPv4 host");
        }
        return usable;
    }

    private static Set<InetAddress> addresses(Target target) {
        String host = target.host();
        String name = host.toLowerCase(Locale.ROOT);
        Set<InetAddress> all = new LinkedHashSet<>();
        boolean local = name.equals("localhost") || name.endsWith(".localhost");
        try {
            if (local) {
                all.add(InetAddress.ofLiteral("::1"));
                all.add(InetAddress.ofLiteral("127.0.0.1"));
            }
            all.addAll(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            if (!local) {
                throw new EnvironmentException(
                        "the host '%s' has no address: %s".formatted(host, e.getMessage()),
                        "check the name, or give an address");
            }
        }
        return all;
    }

    static boolean sameFamily(InetAddress a, InetAddress b) {
        return a instanceof Inet4Address == b instanceof Inet4Address;
    }

    /** The families in turn; each one's addresses in the order in which the system has them. */
    static List<InetAddress> ordered(Set<InetAddress> all, boolean ipv4First) {
        List<InetAddress> first = new ArrayList<>();
        List<InetAddress> second = new ArrayList<>();
        for (InetAddress address : all) {
            (address instanceof Inet4Address == ipv4First ? first : second).add(address);
        }
        List<InetAddress> ordered = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                ordered.add(first.get(i));
            }
            if (i < second.size()) {
                ordered.add(second.get(i));
            }
        }
        return ordered;
    }

    private Destination race() throws InterruptedException {
        int under = 0;
        try {
            while (sockets.size() < addresses.size() || under > 0) {
                if (sockets.size() < addresses.size()) {
                    begin(sockets.size());
                    under++;
                }
                // Each attempt ends by itself: the last one is waited for without a bound.
                Outcome outcome =
                        sockets.size() < addresses.size()
                                ? outcomes.poll(NEXT_AFTER_MS, TimeUnit.MILLISECONDS)
                                : outcomes.take();
                if (outcome != null) {
                    under--;
                    if (outcome.failure().isEmpty()) {
                        return accepted(outcome.attempt());
                    }
                    failures[outcome.attempt()] = outcome.failure();
                }
            }
        } finally {
            sockets.forEach(DestinationFinder::close);
        }
        return new Destination(addresses.getFirst(), failed(), false);
    }

    private void begin(int attempt) {
        Socket socket = new Socket();
        sockets.add(socket);
        Thread thread =
                new Thread(
                        () -> outcomes.add(new Outcome(attempt, connect(socket, attempt))),
                        "find-address");
        thread.setDaemon(true);
        thread.start();
    }

    /** Why it failed; empty when it did not. */
    private String connect(Socket socket, int attempt) {
        InetSocketAddress address = addresses.get(attempt);
        try {
            for (InetAddress source : sources) {
                if (!socket.isBound() && sameFamily(source, address.getAddress())) {
                    socket.bind(new InetSocketAddress(source, 0));
                }
            }
            socket.connect(address, timeoutMs);
            return "";
        } catch (SocketTimeoutException _) {
            return "no connection within " + timeoutMs + " ms";
        } catch (IOException e) {
            String why = e.getMessage();
            return why == null || why.isEmpty() ? e.toString() : why;
        }
    }

    private Destination accepted(int attempt) {
        for (int i = 0; i < sockets.size(); i++) {
            if (i != attempt && failures[i].isEmpty()) {
                failures[i] = "no connection before another address accepted one";
            }
        }
        return new Destination(addresses.get(attempt), failed(), true);
    }

    private List<Failed> failed() {
        List<Failed> failed = new ArrayList<>();
        for (int i = 0; i < failures.length; i++) {
            if (!failures[i].isEmpty()) {
                failed.add(new Failed(addresses.get(i), failures[i]));
            }
        }
        return failed;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing was sent over it, and nothing more is expected of it.
        }
    }
}
