package unrigged.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import unrigged.program.EnvironmentException;

/**
 * All processes of the machine at one instant, from {@code /proc}.
 *
 * <p>CPU times come in the kernel's clock ticks (10 ms): a difference over a tree of n processes is
 * exact to about n/2 ticks. A child that ended and was waited for has its time in its parent.
 */
public final class ProcessTable {
    private static final long TICK_NS = 10_000_000;

    private final Map<Long, Row> rows;
    private final Map<Long, List<Row>> children = new HashMap<>();

    private ProcessTable(Map<Long, Row> rows) {
        this.rows = rows;
        rows.values()
                .forEach(row ->
                        children.computeIfAbsent(row.parent, _ -> new ArrayList<>()).add(row));
    }

    /**
     * One process; times in ns, {@code ended…} those of its children that ended and were waited
     * for. A process number may come again; with {@code startTicks} it is one process.
     */
    public record Row(
            long pid,
            long parent,
            String name,
            char state,
            long userNs,
            long systemNs,
            long endedUserNs,
            long endedSystemNs,
            long endedFaults,
            long startTicks) {
        public boolean zombie() {
            return state == 'Z' || state == 'X';
        }
    }

    /** Reads the table; processes that end while it is read are left out. */
    public static ProcessTable read() {
        Map<Long, Row> rows = new HashMap<>();
        try {
            for (long process : ProcFs.MACHINE.processes()) {
                one(process).ifPresent(row -> rows.put(row.pid, row));
            }
        } catch (IOException e) {
            throw new EnvironmentException("/proc cannot be listed; expected a mounted procfs", e);
        }
        return new ProcessTable(rows);
    }

    /** The process and all its descendants, the process first; empty when it is gone. */
    public List<Row> tree(long root) {
        List<Row> tree = new ArrayList<>();
        Row first = rows.get(root);
        if (first != null) {
            tree.add(first);
            tree.addAll(descendants(root));
        }
        return tree;
    }

    /** All descendants of a process, nearest first. */
    public List<Row> descendants(long root) {
        List<Row> found = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            for (Row child : children.getOrDefault(open.remove(), List.of())) {
                found.add(child);
                open.add(child.pid);
            }
        }
        return found;
    }

    /** User and system time of a tree, ended children included. */
    public CpuTime cpu(long root) {
        long user = 0;
        long system = 0;
        for (Row row : tree(root)) {
            user += row.userNs + row.endedUserNs;
            system += row.systemNs + row.endedSystemNs;
        }
        return new CpuTime(user, system);
    }

    /** In ns. */
    public record CpuTime(long userNs, long systemNs) {
        public long totalNs() {
            return userNs + systemNs;
        }

        public CpuTime minus(CpuTime earlier) {
            return new CpuTime(userNs - earlier.userNs, systemNs - earlier.systemNs);
        }
    }

    /**
     * Proportional set size of the processes in bytes; empty where the kernel gives it for none of
     * them.
     */
    public static OptionalLong pssBytes(List<Row> processes) {
        long bytes = 0;
        boolean any = false;
        for (Row process : processes) {
            OptionalLong its = ProcFs.MACHINE.pssBytes(process.pid);
            bytes += its.orElse(0);
            any |= its.isPresent();
        }
        return any ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    /**
     * {@code pid (name) state ppid …}; the name may hold spaces and parentheses, so what follows
     * counts from the last one.
     */
    static Row parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        String[] rest = stat.substring(close + 2).split(" ", -1);
        return new Row(
                Long.parseLong(stat.substring(0, open - 1)),
                Long.parseLong(rest[1]),
                stat.substring(open + 1, close),
                rest[0].charAt(0),
                Long.parseLong(rest[11]) * TICK_NS,
                Long.parseLong(rest[12]) * TICK_NS,
                Long.parseLong(rest[13]) * TICK_NS,
                Long.parseLong(rest[14]) * TICK_NS,
                Long.parseLong(rest[8]),
                Long.parseLong(rest[19]));
    }

    /** One process; empty when it is gone. */
    public static Optional<Row> one(long pid) {
        String stat = ProcFs.MACHINE.textOrEmpty(pid + "/stat");
        return stat.isEmpty() ? Optional.empty() : Optional.of(parse(stat));
    }
}
