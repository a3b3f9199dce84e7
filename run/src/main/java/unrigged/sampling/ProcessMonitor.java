package unrigged.sampling;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.Tier;
import unrigged.process.ProcFs;
import unrigged.process.ProcessTable;
import unrigged.process.ProcessTable.Row;

/**
 * Which processes of each tier came or went during the measured window: seen at its two ends in the
 * whole process table, and in between by a look each second at the tiers' own processes.
 */
public final class ProcessMonitor {
    private final Map<Tier, Long> roots;
    private final Map<Tier, Set<Id>> seen = new EnumMap<>(Tier.class);

    /** One process: the kernel gives a number again. */
    private record Id(long pid, long startTicks) {}

    /**
     * A monitor of the processes below these.
     *
     * @param roots the first process of each tier
     */
    public ProcessMonitor(Map<Tier, Long> roots) {
        this.roots = Map.copyOf(roots);
    }

    /** A look within the window: some file reads for each process of the tiers. */
    public void look() {
        roots.forEach((tier, root) -> {
            Set<Id> known = seen.computeIfAbsent(tier, _ -> new HashSet<>());
            walk(root, known);
        });
    }

    private static void walk(long pid, Set<Id> known) {
        ProcessTable.one(pid).filter(row -> !row.zombie()).ifPresent(row -> known.add(id(row)));
        ProcFs.MACHINE.children(pid).forEach(child -> walk(child, known));
    }

    /** The turnover of one tier between the window's two ends. */
    public ProcessTurnover between(Tier tier, Snapshot first, Snapshot last) {
        long root = roots.getOrDefault(tier, -1L);
        return between(
                first.table().tree(root),
                seen.getOrDefault(tier, Set.of()),
                last.table().tree(root));
    }

    private static ProcessTurnover between(List<Row> first, Set<Id> seen, List<Row> last) {
        Map<Id, Row> before = live(first);
        Map<Id, Row> after = live(last);
        Set<Id> all = new HashSet<>(seen);
        all.addAll(before.keySet());
        all.addAll(after.keySet());
        int started = (int) all.stream().filter(id -> !before.containsKey(id)).count();
        int ended = (int) all.stream().filter(id -> !after.containsKey(id)).count();
        // A child that is waited for leaves its page faults to its parent; every process has some.
        boolean more =
                ended == 0
                        && before.entrySet().stream()
                                .anyMatch(entry ->
                                        Optional.ofNullable(after.get(entry.getKey()))
                                                .filter(now ->
                                                        now.endedFaults()
                                                                > entry.getValue().endedFaults())
                                                .isPresent());
        return new ProcessTurnover(started, ended, more);
    }

    private static Map<Id, Row> live(List<Row> rows) {
        Map<Id, Row> live = new HashMap<>();
        rows.stream().filter(row -> !row.zombie()).forEach(row -> live.put(id(row), row));
        return live;
    }

    private static Id id(Row row) {
        return new Id(row.pid(), row.startTicks());
    }
}
