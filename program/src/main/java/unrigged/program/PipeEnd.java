package unrigged.program;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The other end of an inherited descriptor. The JDK tells that a write failed, but why only in a
 * text of the system's language; so the system is asked, by poll(2).
 */
final class PipeEnd {
    /** struct pollfd: the descriptor, short events, short revents. */
    private static final int POLLFD_BYTES = 8;

    private static final int REVENTS = 6;
    private static final int POLLERR = 8;
    private static final int POLLHUP = 16;

    private PipeEnd() {}

    /** Whether nobody will ever read what is written to the descriptor; not where it is unknown. */
    @SuppressWarnings({"restricted", "IllegalCatch"})
    static boolean isClosed(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pollfd = arena.allocate(POLLFD_BYTES, Integer.BYTES);
            pollfd.set(ValueLayout.JAVA_INT, 0, descriptor);
            Linker linker = Linker.nativeLinker();
            MethodHandle poll =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("poll"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_INT));
            int ready = (int) poll.invokeExact(pollfd, 1L, 0);
            return ready == 1
                    && (pollfd.get(ValueLayout.JAVA_SHORT, REVENTS) & (POLLERR | POLLHUP)) != 0;
        } catch (Throwable _) {
            // A system without poll, a JVM without native access: the failure is told as a loss.
            return false;
        }
    }
}
