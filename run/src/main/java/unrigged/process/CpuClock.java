package unrigged.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/**
 * CPU time of a process so far, in ns: of all its threads, those that have ended included. Read by
 * {@code clock_gettime(2)} from the clock that {@code clock_getcpuclockid(3)} names; the ticks of
 * {@code /proc} are 10 ms, which is much of a short window. One call of the system, well below a
 * microsecond. For one thread.
 */
@SuppressWarnings("restricted")
public final class CpuClock {
    /** The kernel's number of a process's clock: its number's complement, and the kind below it. */
    private static final int KIND_BITS = 3;

    private static final int SCHEDULED = 2;
    private static final long SECOND_NS = 1_000_000_000;

    private final MethodHandle clockGettime;
    private final MemorySegment time = Arena.ofAuto().allocate(16, 8);

    public CpuClock() {
        Linker linker = Linker.nativeLinker();
        clockGettime =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("clock_gettime"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** Empty when there is no such process any more. */
    public OptionalLong ns(long process) {
        int clock = (~(int) process << KIND_BITS) | SCHEDULED;
        try {
            return (int) clockGettime.invokeExact(clock, time) == 0
                    ? OptionalLong.of(
                            time.get(ValueLayout.JAVA_LONG, 0) * SECOND_NS
                                    + time.get(ValueLayout.JAVA_LONG, 8))
                    : OptionalLong.empty();
        } catch (Throwable e) {
            throw new LinkageError("clock_gettime(2) cannot be called", e);
        }
    }
}
