package unrigged.load;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import unrigged.load.http.ConnectTimes;
import unrigged.load.http.FailureKind;

/**
 * Where the load's connections went and what became of them on the way, from the beginning of the
 * warm-up to the end.
 *
 * @param late connections that took so long to be established that a request to connect was lost
 * @param unanswered attempts to connect that had no answer when their request's time was over
 * @param longestS of the late ones
 * @param synRepeats connection requests that the kernel repeated meanwhile (TCPSynRetrans)
 * @param queueOverflows connection requests that the kernel dropped meanwhile since a listen queue
 *     was full (ListenOverflows); 0 when the server is on another machine, which has its own
 * @param speaksTls whether nothing came back over plain HTTP, but something to a TLS handshake
 */
record ConnectionReport(
        Destination destination,
        long late,
        long unanswered,
        double longestS,
        long synRepeats,
        long queueOverflows,
        boolean speaksTls) {
    /** The kernel's shortest wait before it sends something again (TCP_RTO_MIN). */
    private static final double REPEATED_MS = 200;

    private static final Set<String> WORDLESS = Set.of(FailureKind.CLOSED_EARLY.label());

    static ConnectionReport of(
            Destination destination, ConnectTimes times, TcpCounters before, TcpCounters after) {
        return new ConnectionReport(
                destination,
                times.late(),
                times.unanswered(),
                times.longestNs() / 1e9,
                after.since(before, "TCPSynRetrans"),
                isLocal(destination.address().getAddress())
                        ? after.since(before, "ListenOverflows")
                        : 0,
                false);
    }

    /**
     * Looks whether it is TLS that the server expects, if it closed every connection without a
     * word.
     */
    ConnectionReport withTlsProbe(List<PhaseController.Measured> parts) {
        boolean wordless =
                parts.stream()
                        .allMatch(part ->
                                part.end().gauges().bytesReceived() == 0
                                        && part.end().gauges().established() > 0
                                        && WORDLESS.equals(part.totals().byKind().keySet()));
        return new ConnectionReport(
                destination,
                late,
                unanswered,
                longestS,
                synRepeats,
                queueOverflows,
                wordless && TlsProbe.speaksTls(destination.address()));
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    /**
     * What the figures alone would leave to be guessed. The kernel's counters are everybody's on
     * this machine: they are told only beside something that this load saw itself.
     *
     * @param longestMs the longest latency
     */
    List<String> notes(OptionalDouble longestMs) {
        List<String> notes = new ArrayList<>();
        if (destination.allFailed()) {
            notes.add(
                    "no address accepted a connection before the load began: "
                            + destination.failures()
                            + "; the load went to "
                            + destination.text());
        }
        if (speaksTls) {
            notes.add("the port speaks TLS, this generator plain HTTP: measure a plain HTTP port");
        }
        if (late > 0 && synRepeats > 0) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%,d connections took 1 s or more to be established, the longest %.1f s, as requests to"
                                    + " connect (SYN) were lost: the kernel repeated %,d (TCPSynRetrans), which it does"
                                    + " after 1, 3 and 7 s; latencies near those are waits for a connection",
                            late,
                            longestS,
                            synRepeats));
        }
        boolean seen = late + unanswered > 0 || longestMs.orElse(0) >= REPEATED_MS;
        if (queueOverflows > 0 && seen) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "a listen queue on this machine was full %,d times meanwhile (ListenOverflows): a server that"
                                    + " accepts too slowly, or whose backlog is too short (listen(), net.core.somaxconn),"
                                    + " makes clients wait for 0.2 s or more",
                            queueOverflows));
        }
        return notes;
    }
}
