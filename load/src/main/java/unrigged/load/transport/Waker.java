package unrigged.load.transport;

import static unrigged.load.transport.LinuxSyscalls.NR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;

/** An eventfd by which any thread ends a wait of the transport's thread. */
final class Waker {
    /** The event data that no slot has. */
    static final long EVENT = -1;

    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final LinuxSyscalls syscalls;
    private final int descriptor;
    private final MemorySegment counter;

    /** A system call object of its own: other threads must not write into the transport's. */
    private final LinuxSyscalls others;

    private final MemorySegment one;
    private boolean closed;

    Waker(LinuxSyscalls syscalls, NativeMemory memory) throws SocketException {
        this.syscalls = syscalls;
        counter = memory.allocate(Long.BYTES);
        others = new LinuxSyscalls(memory);
        one = memory.allocate(Long.BYTES);
        long opened = syscalls.call(NR.eventfd2(), 0, EFD_NONBLOCK_CLOEXEC, 0);
        if (opened < 0) {
            throw NetworkErrors.socket("eventfd: ", (int) -opened);
        }
        descriptor = (int) opened;
        one.set(ValueLayout.JAVA_LONG, 0, 1);
    }

    int descriptor() {
        return descriptor;
    }

    void drain() {
        var _ = syscalls.call(NR.read(), descriptor, counter.address(), Long.BYTES);
    }

    synchronized void wake() {
        if (!closed) {
            var _ = others.call(NR.write(), descriptor, one.address(), Long.BYTES);
        }
    }

    synchronized void close() {
        closed = true;
        syscalls.close(descriptor);
    }
}
