package unrigged.load;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;

/** What this process has used, read from Linux's /proc where there is one. */
final class ProcessFigures {
    /** USER_HZ: 100 on every architecture that a JDK 25 runs on. */
    private static final long TICK_NS = 10_000_000;

    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getGarbageCollectorMXBeans();

    /**
     * Since the process or the reading thread began; absent where the system does not tell.
     *
     * @param threadNs CPU time of the thread that read
     * @param queuedNs what that thread waited for a CPU while it could have run
     * @param slices how often it got one
     * @param stolenNs what the hypervisor gave to other guests, of all CPUs of this machine
     */
    record Reading(
            OptionalLong userNs,
            OptionalLong systemNs,
            OptionalLong threadNs,
            OptionalLong queuedNs,
            OptionalLong slices,
            OptionalLong stolenNs,
            long gcMs) {}

    Reading read() {
        String[] process = fields(afterName(ProcFile.text("self/stat")));
        String[] thread = fields(ProcFile.text("thread-self/schedstat"));
        return new Reading(
                ticks(process, 11),
                ticks(process, 12),
                number(thread, 0),
                number(thread, 1),
                number(thread, 2),
                ticks(fields(ProcFile.firstLine("stat")), 8),
                collectors.stream().mapToLong(c -> Math.max(0, c.getCollectionTime())).sum());
    }

    /** The soft limit of a line such as "Max open files"; empty when unknown or unlimited. */
    static OptionalLong limit(String name) {
        for (String line : ProcFile.text("self/limits").lines().toList()) {
            if (line.startsWith(name)) {
                return number(fields(line.substring(name.length())), 0);
            }
        }
        return OptionalLong.empty();
    }

    /** The name in parentheses may hold spaces; the numbers begin behind it, with the state. */
    private static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1);
    }

    private static String[] fields(String text) {
        return text.strip().split("\\s+", -1);
    }

    private static OptionalLong ticks(String[] fields, int index) {
        OptionalLong count = number(fields, index);
        return count.isPresent()
                ? OptionalLong.of(count.getAsLong() * TICK_NS)
                : OptionalLong.empty();
    }

    private static OptionalLong number(String[] fields, int index) {
        return index < fields.length && fields[index].matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(fields[index]))
                : OptionalLong.empty();
    }
}
