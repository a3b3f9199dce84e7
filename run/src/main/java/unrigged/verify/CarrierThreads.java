package unrigged.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the carrier threads of virtual threads that work in a stack's processes, over several
 * looks.
 *
 * <p>The kernel keeps 15 characters of a thread's name, and so it calls the threads of the JDK's
 * scheduler the same: the carriers {@code ForkJoinPool-1-worker-N} and, from JDK 25 on, {@code
 * ForkJoinPool-1-delayScheduler}, which only wakes those whose time has come. They differ by what
 * they do: a carrier runs the stack's code. There is one of the other kind at most.
 */
final class CarrierThreads {
    /**
     * Of the CPU time of the busiest thread. Under a load for several, carriers take nearly the
     * same (310 and 310 ms seen); waking takes some ten microseconds for each wait.
     */
    private static final double WORKING_SHARE = 1 / 3.0;

    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private boolean looked;

    /** Looks once; a thread that is new has done nothing before. */
    void look(Iterable<Long> processes) {
        for (long process : processes) {
            ProcessInspection.schedulerThreads(process)
                    .forEach((thread, cpuNs) -> {
                        first.putIfAbsent(thread, looked ? 0 : cpuNs);
                        last.put(thread, cpuNs);
                    });
        }
        looked = true;
    }

    /** Threads that ran from the first look to the last; without the one that only woke others. */
    int working() {
        List<Long> work = new ArrayList<>();
        last.forEach((thread, cpuNs) -> work.add(cpuNs - first.getOrDefault(thread, 0L)));
        work.removeIf(ns -> ns <= 0);
        if (work.isEmpty()) {
            return 0;
        }
        boolean wakes = Collections.min(work) < WORKING_SHARE * Collections.max(work);
        return wakes ? work.size() - 1 : work.size();
    }
}
