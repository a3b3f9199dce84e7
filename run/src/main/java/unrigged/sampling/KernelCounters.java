package unrigged.sampling;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import unrigged.metric.NetworkCounts;
import unrigged.process.ProcFs;
import unrigged.program.EnvironmentException;

/** This network namespace's TCP counters at one instant, from {@code /proc}. */
public record KernelCounters(Map<String, Long> network) {
    private static final String LOSS_PROBES = "TCPLossProbes";

    public static KernelCounters read() {
        Map<String, Long> network = new HashMap<>();
        network.putAll(counters("net/netstat", "TcpExt:"));
        network.putAll(counters("net/snmp", "Tcp:"));
        return new KernelCounters(network);
    }

    public NetworkCounts networkSince(KernelCounters earlier) {
        return new NetworkCounts(
                since(earlier, "ListenOverflows"),
                since(earlier, "ListenDrops"),
                since(earlier, "TCPSynRetrans"),
                since(earlier, "RetransSegs"),
                since(earlier, "OutSegs"),
                network.containsKey(LOSS_PROBES)
                        ? OptionalLong.of(since(earlier, LOSS_PROBES))
                        : OptionalLong.empty());
    }

    /** TCP connections that were accepted, by any process of this network namespace. */
    long acceptedSince(KernelCounters earlier) {
        return since(earlier, "PassiveOpens");
    }

    private long since(KernelCounters earlier, String name) {
        return network.getOrDefault(name, 0L) - earlier.network.getOrDefault(name, 0L);
    }

    private static Map<String, Long> counters(String file, String prefix) {
        try {
            return ProcFs.MACHINE.counters(file, prefix);
        } catch (IOException e) {
            throw new EnvironmentException(
                    ProcFs.MACHINE.path(file) + " cannot be read; expected a mounted procfs", e);
        }
    }
}
