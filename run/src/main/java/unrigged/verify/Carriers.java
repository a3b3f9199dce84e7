package unrigged.verify;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the carrier threads of virtual threads that work in a stack's processes, over several
 * looks.
 *
 * <p>The kernel keeps 15 characters of a thread's name, and so it calls the threads of the JDK's
 * scheduler the same: the carriers {@code ForkJoinPool-1-worker-N} and, from JDK 25 on, {@code
 * ForkJoinPool-1-delayScheduler}, which only wakes those whose time has come. They differ by what
 * they do: a carrier runs the stack's code.
 */
final class Carriers {
    /**
     * Of the CPU time of the busiest thread. The waking thread was seen at up to 4 %, the less busy
     * of two carriers at 50 % and more.
     */
    private static final double WORKING_SHARE = 0.1;

    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private boolean looked;

    /** Looks once; a thread that is new has done nothing before. */
    void look(Iterable<Long> processes) {
        for (long process : processes) {
            Sight.schedulerThreads(process)
                    .forEach((thread, cpuNs) -> {
                        first.putIfAbsent(thread, looked ? 0 : cpuNs);
                        last.put(thread, cpuNs);
                    });
        }
        looked = true;
    }

    /** Threads that took a share of the work from the first look to the last. */
    int working() {
        Map<String, Long> work = new HashMap<>();
        last.forEach((thread, cpuNs) -> work.put(thread, cpuNs - first.getOrDefault(thread, 0L)));
        long most = work.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return (int)
                work.values().stream().filter(ns -> ns > 0 && ns >= WORKING_SHARE * most).count();
    }
}
