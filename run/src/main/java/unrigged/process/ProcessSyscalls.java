package unrigged.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The three calls of the C library that the supervisor needs and the JDK does not offer. Linked in
 * the supervisor only.
 */
@SuppressWarnings("restricted")
final class ProcessSyscalls {
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int WNOHANG = 1;

    private final MethodHandle kill;
    private final MethodHandle prctl;
    private final MethodHandle waitpid;

    ProcessSyscalls() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor twoInts =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        kill = linker.downcallHandle(linker.defaultLookup().findOrThrow("kill"), twoInts);
        prctl =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("prctl"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        waitpid =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("waitpid"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
    }

    /**
     * Signals a process, or with a negative number its group. A process that is gone is no error.
     */
    void kill(long pid, int signal) {
        try {
            var _ = (int) kill.invokeExact((int) pid, signal);
        } catch (Throwable e) {
            throw new LinkageError("kill(2) cannot be called", e);
        }
    }

    /** From now on orphaned descendants become children of this process instead of init's. */
    void adoptOrphans() {
        try {
            if ((int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L) != 0) {
                throw new IllegalStateException("prctl(PR_SET_CHILD_SUBREAPER) failed");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("prctl(2) cannot be called", e);
        }
    }

    /**
     * Takes the exit status of an adopted child that has ended, so that it does not stay as a
     * zombie.
     */
    void reap(long pid) {
        try {
            var _ = (int) waitpid.invokeExact((int) pid, MemorySegment.NULL, WNOHANG);
        } catch (Throwable e) {
            throw new LinkageError("waitpid(2) cannot be called", e);
        }
    }
}
