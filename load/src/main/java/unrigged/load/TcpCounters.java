package unrigged.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Linux's counters of TCP (/proc/net/netstat), of this process's whole network namespace since it
 * exists: what others do is in them too, so they explain what a load saw and accuse nobody alone.
 */
final class TcpCounters {
    private static final String GROUP = "TcpExt:";

    private final Map<String, Long> values;

    private TcpCounters(Map<String, Long> values) {
        this.values = values;
    }

    /** What they are now; nothing where the system has none. */
    static TcpCounters read() {
        return parse(ProcFile.text("thread-self/net/netstat").lines().toList());
    }

    /** A line with the names of a group is followed by one with its values. */
    static TcpCounters parse(List<String> lines) {
        Map<String, Long> values = new HashMap<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith(GROUP) && lines.get(i + 1).startsWith(GROUP)) {
                String[] names = lines.get(i).split(" ", -1);
                String[] numbers = lines.get(i + 1).split(" ", -1);
                for (int j = 1; j < Math.min(names.length, numbers.length); j++) {
                    values.put(names[j], Long.parseLong(numbers[j].strip()));
                }
                break;
            }
        }
        return new TcpCounters(values);
    }

    /** How much one has grown since {@code earlier}; 0 for one that this kernel does not have. */
    long since(TcpCounters earlier, String name) {
        return values.getOrDefault(name, 0L) - earlier.values.getOrDefault(name, 0L);
    }
}
