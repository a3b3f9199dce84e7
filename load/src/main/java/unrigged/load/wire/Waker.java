package unrigged.load.wire;

import static unrigged.load.wire.Kernel.NR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;

/** An eventfd by which any thread ends a wait of the wire's thread. */
final class Waker {
    /** The event data that no slot has. */
    static final long EVENT = -1;

    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final Kernel kernel;
    private final int descriptor;
    private final MemorySegment counter = Kernel.memory(Long.BYTES);

    /** A system call object of its own: other threads must not write into the wire's. */
    private final Kernel others = new Kernel();

    private final MemorySegment one = Kernel.memory(Long.BYTES);
    private boolean closed;

    Waker(Kernel kernel) throws SocketException {
        this.kernel = kernel;
        long opened = kernel.call(NR.eventfd2(), 0, EFD_NONBLOCK_CLOEXEC, 0);
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
        var _ = kernel.call(NR.read(), descriptor, counter.address(), Long.BYTES);
    }

    synchronized void wake() {
        if (!closed) {
            var _ = others.call(NR.write(), descriptor, one.address(), Long.BYTES);
        }
    }

    synchronized void close() {
        closed = true;
        kernel.close(descriptor);
    }
}
