package unrigged.load.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

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
    private static final int OP_RECVMSG = 10;
    private static final int OP_RECV = 27;
    private static final int ENTRY_BYTES = 16;
    private static final int TAIL = 14;
    private static final int ANONYMOUS = 0x22;
    private static final int NO_FILE = -1;
    private static final int PAGE_BYTES = 4096;
    private static final int COUNT = 256;
    private static final int BYTES = 64 * 1024;

    /** SOL_SOCKET and SO_TIMESTAMPNS, as {@link UringTransport} gives a socket its options. */
    static final long STAMPING = 1 | 35L << 32;

    // What is before the bytes: a struct io_uring_recvmsg_out, then one control message, which
    // is a struct timespec.
    private static final int CONTROL_BYTES = 32;
    private static final int PREFIX_BYTES = 16 + CONTROL_BYTES;
    private static final int CONTROL_LENGTH_AT = 4;
    private static final int SECONDS_AT = 32;
    private static final int NANOSECONDS_AT = 40;
    private static final int MESSAGE_BYTES = 56;
    private static final int MESSAGE_CONTROL_LENGTH_AT = 40;
    private static final long NS_PER_S = 1_000_000_000;
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();

    private final MemorySegment ring;
    private final LinuxSyscalls syscalls;
    private final boolean stamped;

    /** A struct msghdr that asks for control messages only. */
    private final MemorySegment message;

    private final MemorySegment pages;
    private final ByteBuffer memory;
    private final long memoryAddress;
    private short tail;

    /**
     * @param stamped whether the kernel says when it received what it fills in
     */
    ReceiveBuffers(LinuxSyscalls syscalls, NativeMemory shared, Ring owner, boolean stamped)
            throws SocketException {
        this.syscalls = syscalls;
        this.stamped = stamped;
        ring = shared.allocate((long) COUNT * ENTRY_BYTES, PAGE_BYTES);
        message = shared.allocate(MESSAGE_BYTES);
        message.set(JAVA_LONG, MESSAGE_CONTROL_LENGTH_AT, CONTROL_BYTES);
        // Mapped, not allocated: a page that no answer reaches takes no memory.
        pages = syscalls.map((long) COUNT * BYTES, ANONYMOUS, NO_FILE, 0);
        memory = pages.asByteBuffer();
        memoryAddress = pages.address();
        MemorySegment registration = shared.allocate(40);
        registration.set(JAVA_LONG, 0, ring.address());
        registration.set(JAVA_INT, 8, COUNT);
        registration.set(JAVA_SHORT, 12, (short) GROUP);
        long result = owner.register(REGISTER_PBUF_RING, registration, 1);
        if (result < 0) {
            syscalls.unmap(pages);
            throw NetworkErrors.socket("io_uring buffers: ", (int) -result);
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

    /**
     * Begins the operation that fills one of these with whatever comes.
     *
     * @param flags and {@code data}: as in {@link Ring#queue}
     */
    Ring queueReceive(Ring on, int flags, int slot, long data) {
        // The group of buffers is number 0, which the entry says already.
        return stamped
                ? on.queue(OP_RECVMSG, flags, slot, data).memory(message.address(), 1)
                : on.queue(OP_RECV, flags, slot, data);
    }

    /** How many bytes were received into a buffer, after which the connection has ended at 0. */
    int bytes(int result) {
        return stamped ? result - PREFIX_BYTES : result;
    }

    /** The {@code bytes} that were received into a buffer. */
    ByteBuffer content(int id, int bytes) {
        int from = id * BYTES + (stamped ? PREFIX_BYTES : 0);
        return memory.limit(from + bytes).position(from);
    }

    /** When they were, in ns since 1970; 0 when the kernel did not say. */
    long epochNs(int id) {
        if (!stamped) {
            return 0;
        }
        long at = (long) id * BYTES;
        return pages.get(JAVA_INT, at + CONTROL_LENGTH_AT) == CONTROL_BYTES
                ? pages.get(JAVA_LONG, at + SECONDS_AT) * NS_PER_S
                        + pages.get(JAVA_LONG, at + NANOSECONDS_AT)
                : 0;
    }

    /** Lets the kernel fill it again. */
    void giveBack(int id) {
        add(id);
        publish();
    }

    @Override
    public void close() {
        syscalls.unmap(pages);
    }
}
