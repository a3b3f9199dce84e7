package unrigged.load.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * The buffers from which the kernel takes one for each piece that it received (a ring of provided
 * buffers, Linux 5.19). Owner: the ring's thread.
 */
final class ReceiveBuffers implements AutoCloseable {
    static final int GROUP = 0;
    private static final int REGISTER_PBUF_RING = 22;
    private static final int ENTRY_BYTES = 16;
    private static final int TAIL = 14;
    private static final int ANONYMOUS = 0x22;
    private static final int NO_FILE = -1;
    private static final int PAGE_BYTES = 4096;
    private static final int COUNT = 256;
    private static final int BYTES = 64 * 1024;
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();

    private final MemorySegment ring =
            Arena.global().allocate((long) COUNT * ENTRY_BYTES, PAGE_BYTES);
    private final Kernel kernel;
    private final MemorySegment pages;
    private final ByteBuffer memory;
    private final long memoryAddress;
    private short tail;

    ReceiveBuffers(Kernel kernel, Ring owner) throws SocketException {
        this.kernel = kernel;
        // Mapped, not allocated: a page that no answer reaches takes no memory.
        pages = kernel.map((long) COUNT * BYTES, ANONYMOUS, NO_FILE, 0);
        memory = pages.asByteBuffer();
        memoryAddress = pages.address();
        MemorySegment registration = Kernel.memory(40);
        registration.set(JAVA_LONG, 0, ring.address());
        registration.set(JAVA_INT, 8, COUNT);
        registration.set(JAVA_SHORT, 12, (short) GROUP);
        long result = owner.register(REGISTER_PBUF_RING, registration, 1);
        if (result < 0) {
            throw new SocketException("io_uring buffers: " + Kernel.text((int) -result));
        }
        for (int id = 0; id < COUNT; id++) {
            add(id);
        }
        publish();
    }

    private void add(int id) {
        long at = (long) (tail & (COUNT - 1)) * ENTRY_BYTES;
        ring.set(JAVA_LONG, at, memoryAddress + (long) id * BYTES);
        ring.set(JAVA_INT, at + 8, BYTES);
        ring.set(JAVA_SHORT, at + 12, (short) id);
        tail++;
    }

    private void publish() {
        SHORT.setRelease(ring, (long) TAIL, tail);
    }

    /** The first {@code bytes} of a buffer that came back filled. */
    ByteBuffer content(int id, int bytes) {
        int from = id * BYTES;
        return memory.limit(from + bytes).position(from);
    }

    /** Lets the kernel fill it again. */
    void giveBack(int id) {
        add(id);
        publish();
    }

    @Override
    public void close() {
        kernel.unmap(pages);
    }
}
