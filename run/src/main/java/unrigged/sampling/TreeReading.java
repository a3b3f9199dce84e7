package unrigged.sampling;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import unrigged.metric.ProcessTurnover;
import unrigged.process.CpuClock;
import unrigged.process.ProcFs;

/**
 * CPU time of the processes of a tree at one instant, in ns by process number. What a process used
 * between two readings is lost when it ended before the second: that it did is told by {@link
 * #turnoverSince}.
 */
public record TreeReading(Map<Long, Long> nsByProcess) {
    /** Of no process. */
    public static final TreeReading NONE = new TreeReading(Map.of());

    public TreeReading {
        nsByProcess = Map.copyOf(nsByProcess);
    }

    /** The process and all its descendants; empty when it is gone. */
    public static TreeReading ofTree(CpuClock clock, long root) {
        Map<Long, Long> ns = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            long process = open.remove();
            clock.ns(process).ifPresent(used -> ns.put(process, used));
            open.addAll(ProcFs.MACHINE.children(process));
        }
        return new TreeReading(ns);
    }

    /** Those that are still there. */
    public static TreeReading of(CpuClock clock, Collection<Long> processes) {
        Map<Long, Long> ns = new HashMap<>();
        for (long process : processes) {
            clock.ns(process).ifPresent(used -> ns.put(process, used));
        }
        return new TreeReading(ns);
    }

    public Set<Long> processes() {
        return nsByProcess.keySet();
    }

    /** CPU time between the two; of a process that is new, all of its. */
    public long nsSince(TreeReading earlier) {
        long sum = 0;
        for (Map.Entry<Long, Long> process : nsByProcess.entrySet()) {
            long before = earlier.nsByProcess.getOrDefault(process.getKey(), 0L);
            // The number may be that of another process by now.
            sum += process.getValue() - (before <= process.getValue() ? before : 0);
        }
        return sum;
    }

    public ProcessTurnover turnoverSince(TreeReading earlier) {
        int started =
                (int)
                        nsByProcess.keySet().stream()
                                .filter(process -> !earlier.nsByProcess.containsKey(process))
                                .count();
        int ended =
                (int)
                        earlier.nsByProcess.keySet().stream()
                                .filter(process -> !nsByProcess.containsKey(process))
                                .count();
        return new ProcessTurnover(started, ended, false);
    }
}
