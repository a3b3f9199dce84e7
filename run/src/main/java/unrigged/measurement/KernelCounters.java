package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unrigged.metric.NetworkCounts;

/** This network namespace's TCP counters at one instant, from {@code /proc}. */
record KernelCounters(Map<String, Long> network) {
    static KernelCounters read() {
        Map<String, Long> network = new HashMap<>();
        network.putAll(pairs("/proc/net/netstat", "TcpExt:"));
        network.putAll(pairs("/proc/net/snmp", "Tcp:"));
        return new KernelCounters(network);
    }

    NetworkCounts networkSince(KernelCounters earlier) {
        return new NetworkCounts(
                since(earlier, "ListenOverflows"),
                since(earlier, "ListenDrops"),
                since(earlier, "TCPSynRetrans"),
                since(earlier, "RetransSegs"),
                since(earlier, "OutSegs"));
    }

    /** TCP connections that were accepted, by any process of this network namespace. */
    long acceptedSince(KernelCounters earlier) {
        return since(earlier, "PassiveOpens");
    }

    private long since(KernelCounters earlier, String name) {
        return network.getOrDefault(name, 0L) - earlier.network.getOrDefault(name, 0L);
    }

    /** A line of names and, below it, a line of values, both starting with {@code prefix}. */
    private static Map<String, Long> pairs(String file, String prefix) {
        List<String> found = lines(file).stream().filter(line -> line.startsWith(prefix)).toList();
        Map<String, Long> values = new HashMap<>();
        if (found.size() == 2) {
            String[] names = found.get(0).split(" ", -1);
            String[] numbers = found.get(1).split(" ", -1);
            for (int i = 1; i < Math.min(names.length, numbers.length); i++) {
                values.put(names[i], Long.parseLong(numbers[i]));
            }
        }
        return values;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new EnvironmentException(file + " cannot be read; expected a mounted procfs", e);
        }
    }
}
