package unrigged.sampling;

import java.util.Collection;
import java.util.OptionalLong;
import unrigged.process.ProcFs;
import unrigged.process.SchedulerTimes;

/**
 * CPU time of the just-in-time compilers of JVMs, by the names that HotSpot gives its threads.
 * Threads that the JVM has ended in between take their time with them.
 */
public final class CompilerThreads {
    private CompilerThreads() {}

    /** In ns, since the processes began; empty when none of them has such a thread. */
    public static OptionalLong cpuNs(ProcFs proc, Collection<Long> processes) {
        long sum = 0;
        boolean any = false;
        for (long process : processes) {
            for (String thread : proc.threads(process)) {
                String name = proc.textOrEmpty(thread + "/comm");
                if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                    any = true;
                    sum += SchedulerTimes.of(proc, thread).map(SchedulerTimes::ranNs).orElse(0L);
                }
            }
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
