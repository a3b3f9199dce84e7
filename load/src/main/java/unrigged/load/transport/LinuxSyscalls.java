package unrigged.load.transport;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.SocketException;

/**
 * Linux system calls by number, all through one foreign function of one shape: linking a shape
 * costs tens of milliseconds, a call through it nanoseconds.
 *
 * <p>Results are the kernel's own: at least 0, or the negated error number. Owner: one thread,
 * because the error number lands in memory of this object.
 */
final class LinuxSyscalls {
    /** Numbers that differ by architecture (Linux, arch/.../syscall.tbl). */
    record Numbers(
            int close,
            int read,
            int write,
            int mmap,
            int munmap,
            int socket,
            int bind,
            int connect,
            int shutdown,
            int sendto,
            int recvfrom,
            int setsockopt,
            int getsockopt,
            int fcntl,
            int prctl,
            int epollCreate1,
            int epollCtl,
            int eventfd2,
            int prlimit64) {}

    private static final Numbers X86_64 =
            new Numbers(
                    3, 0, 1, 9, 11, 41, 49, 42, 48, 44, 45, 54, 55, 72, 157, 291, 233, 290, 302);
    private static final Numbers AARCH64 =
            new Numbers(
                    57, 63, 64, 222, 215, 198, 200, 203, 210, 206, 207, 208, 209, 25, 167, 20, 21,
                    19, 261);

    /** Numbers that all architectures share. */
    static final int IO_URING_SETUP = 425;

    static final int IO_URING_ENTER = 426;
    static final int IO_URING_REGISTER = 427;
    static final int EPOLL_PWAIT2 = 441;

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EBUSY = 16;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int EPIPE = 32;
    static final int ETIME = 62;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETUNREACH = 101;
    static final int ECONNRESET = 104;
    static final int ENOBUFS = 105;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    static final int EINPROGRESS = 115;
    static final int ECANCELED = 125;

    private static final int PROT_READ_WRITE = 3;
    private static final int HIGHEST_ERROR = 4096;

    static final boolean IS_X86_64 = System.getProperty("os.arch", "").equals("amd64");
    static final Numbers NR = IS_X86_64 ? X86_64 : AARCH64;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfLong L = ValueLayout.JAVA_LONG;
    private static final MethodHandle SYSCALL = link();

    private final MemorySegment state;

    LinuxSyscalls(NativeMemory memory) {
        state = memory.allocate(STATE.byteSize());
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(L, L, L, L, L, L, L, L),
                Linker.Option.captureCallState("errno"));
    }

    /** Whether this is a system whose numbers are known here. */
    static boolean isKnown() {
        return System.getProperty("os.name", "").equals("Linux")
                && (IS_X86_64 || System.getProperty("os.arch", "").equals("aarch64"));
    }

    @SuppressWarnings("IllegalCatch")
    long call(int number, long a, long b, long c, long d, long e, long f) {
        long result;
        try {
            result = (long) SYSCALL.invokeExact(state, (long) number, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new IllegalStateException("system call " + number, impossible);
        }
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    long call(int number, long a, long b, long c) {
        return call(number, a, b, c, 0, 0, 0);
    }

    void close(int descriptor) {
        // An error cannot be acted upon: the descriptor is gone in any case.
        var _ = call(NR.close, descriptor, 0, 0);
    }

    /**
     * Pages of memory, of a file or of none.
     *
     * @param flags as in mmap(2)
     */
    @SuppressWarnings("restricted")
    MemorySegment map(long bytes, int flags, int descriptor, long offset) throws SocketException {
        long address = call(NR.mmap, 0, bytes, PROT_READ_WRITE, flags, descriptor, offset);
        if (address < 0 && address > -HIGHEST_ERROR) {
            throw NetworkErrors.socket("mmap: ", (int) -address);
        }
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    void unmap(MemorySegment pages) {
        var _ = call(NR.munmap, pages.address(), pages.byteSize(), 0);
    }

    /** As strerror says it, for the errors that a connection can have. */
    static String text(int error) {
        return switch (error) {
            case EPIPE -> "Broken pipe";
            case EADDRNOTAVAIL -> "Cannot assign requested address";
            case ENETUNREACH -> "Network is unreachable";
            case ECONNRESET -> "Connection reset by peer";
            case ETIMEDOUT -> "Connection timed out";
            case ECONNREFUSED -> "Connection refused";
            case EHOSTUNREACH -> "No route to host";
            case ENFILE -> "Too many open files in system";
            case EMFILE -> "Too many open files";
            default -> "error number " + error;
        };
    }
}
