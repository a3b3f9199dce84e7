package unrigged.load.transport;

import static unrigged.load.transport.LinuxSyscalls.NR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** How long to wait, as the kernel wants it: a struct timespec. */
final class WaitTime {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final long NS_PER_S = 1_000_000_000;

    private final MemorySegment timespec;

    /**
     * @param precise asks the kernel not to put off this thread's wake-ups by its usual 50 µs; the
     *     caller is the thread that will wait
     */
    WaitTime(LinuxSyscalls syscalls, NativeMemory memory, boolean precise) {
        timespec = memory.allocate(16);
        if (precise) {
            var _ = syscalls.call(NR.prctl(), PR_SET_TIMERSLACK, 1, 0);
        }
    }

    /** Where the structure for this time is. */
    long address(long ns) {
        long wait = Math.max(ns, 0);
        timespec.set(ValueLayout.JAVA_LONG, 0, wait / NS_PER_S);
        timespec.set(ValueLayout.JAVA_LONG, 8, wait % NS_PER_S);
        return timespec.address();
    }
}
