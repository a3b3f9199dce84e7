package unrigged.load.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.net.SocketException;

/**
 * An io_uring: the two rings that are shared with the kernel (Linux,
 * include/uapi/linux/io_uring.h). Completions are made only while this thread waits
 * (DEFER_TASKRUN), so nothing interrupts it.
 *
 * <p>Owner: the thread that made it, which alone may submit (SINGLE_ISSUER).
 */
final class Ring implements AutoCloseable {
    static final int SQE_BYTES = 64;
    private static final int CQE_BYTES = 16;

    private static final int SETUP_CQSIZE = 1 << 3;
    private static final int SETUP_SUBMIT_ALL = 1 << 7;
    private static final int SETUP_SINGLE_ISSUER = 1 << 12;
    private static final int SETUP_DEFER_TASKRUN = 1 << 13;
    private static final int FEATURE_SINGLE_MMAP = 1;
    private static final int FEATURE_EXT_ARG = 1 << 8;
    private static final int FEATURE_MIN_TIMEOUT = 1 << 15;
    private static final int ENTER_GETEVENTS = 1;
    private static final int ENTER_EXT_ARG = 1 << 3;
    private static final int EXT_ARG_BYTES = 24;
    private static final int EXT_ARG_MIN_WAIT_US = 12;
    private static final int EXT_ARG_TIMESPEC = 16;
    private static final int PARAMS_BYTES = 120;
    private static final int REGISTER_FILES2 = 13;
    private static final int REGISTER_FILES_BYTES = 32;
    private static final int SPARSE = 1;
    private static final long OFFSET_SQES = 0x10000000L;
    private static final int SHARED_POPULATE = 0x8001;

    private static final VarHandle INT = JAVA_INT.varHandle();

    final int descriptor;

    /** Whether a wait can have a batch timeout (Linux 6.12). */
    final boolean isPatient;

    private final LinuxSyscalls syscalls;
    private final WaitTime waitTime;
    private final MemorySegment rings;
    private final MemorySegment sqes;
    private final MemorySegment waitArgument;
    private final long sqHead;
    private final long sqTail;
    private final int sqMask;
    private final int sqEntries;
    private final long cqHead;
    private final long cqTail;
    private final int cqMask;
    private final long cqes;
    private int tail;
    private long entry;
    private int head;
    private int seenTail;

    /**
     * @param submissions and {@code completions}: powers of two
     */
    Ring(
            LinuxSyscalls syscalls,
            NativeMemory memory,
            WaitTime waitTime,
            int submissions,
            int completions)
            throws IOException {
        this.syscalls = syscalls;
        this.waitTime = waitTime;
        waitArgument = memory.allocate(EXT_ARG_BYTES);
        MemorySegment params = memory.allocate(PARAMS_BYTES);
        params.set(JAVA_INT, 4, completions);
        params.set(
                JAVA_INT,
                8,
                SETUP_CQSIZE | SETUP_SUBMIT_ALL | SETUP_SINGLE_ISSUER | SETUP_DEFER_TASKRUN);
        long opened = syscalls.call(LinuxSyscalls.IO_URING_SETUP, submissions, params.address(), 0);
        if (opened < 0) {
            throw NetworkErrors.socket("io_uring_setup: ", (int) -opened);
        }
        descriptor = (int) opened;
        int features = params.get(JAVA_INT, 20);
        if ((features & FEATURE_SINGLE_MMAP) == 0 || (features & FEATURE_EXT_ARG) == 0) {
            syscalls.close(descriptor);
            throw new SocketException("io_uring of a kernel before 5.11");
        }
        isPatient = (features & FEATURE_MIN_TIMEOUT) != 0;
        sqEntries = params.get(JAVA_INT, 0);
        int cqEntries = params.get(JAVA_INT, 4);
        long array = params.get(JAVA_INT, 40 + 24);
        cqes = params.get(JAVA_INT, 80 + 20);
        rings =
                map(
                        Math.max(
                                array + (long) sqEntries * Integer.BYTES,
                                cqes + (long) cqEntries * CQE_BYTES),
                        0);
        try {
            sqes = map((long) sqEntries * SQE_BYTES, OFFSET_SQES);
        } catch (SocketException e) {
            syscalls.unmap(rings);
            throw e;
        }
        sqHead = params.get(JAVA_INT, 40);
        sqTail = params.get(JAVA_INT, 40 + 4);
        sqMask = rings.get(JAVA_INT, params.get(JAVA_INT, 40 + 8));
        cqHead = params.get(JAVA_INT, 80);
        cqTail = params.get(JAVA_INT, 80 + 4);
        cqMask = rings.get(JAVA_INT, params.get(JAVA_INT, 80 + 8));
        for (int i = 0; i < sqEntries; i++) {
            rings.set(JAVA_INT, array + (long) i * Integer.BYTES, i);
        }
    }

    private MemorySegment map(long bytes, long offset) throws SocketException {
        try {
            return syscalls.map(bytes, SHARED_POPULATE, descriptor, offset);
        } catch (SocketException e) {
            syscalls.close(descriptor);
            throw e;
        }
    }

    /** Registers something about this ring; the kernel's own result. */
    long register(int what, MemorySegment argument, int count) {
        return syscalls.call(
                LinuxSyscalls.IO_URING_REGISTER, descriptor, what, argument.address(), count, 0, 0);
    }

    /** Makes numbered places for sockets that have no descriptor. */
    void registerFiles(int count, NativeMemory memory) throws SocketException {
        MemorySegment registration = memory.allocate(REGISTER_FILES_BYTES);
        registration.set(JAVA_INT, 0, count);
        registration.set(JAVA_INT, 4, SPARSE);
        long result = register(REGISTER_FILES2, registration, REGISTER_FILES_BYTES);
        if (result < 0) {
            throw NetworkErrors.socket(
                    "io_uring cannot register %d sockets: ".formatted(count), (int) -result);
        }
    }

    private int submittedTo() {
        return (int) INT.getAcquire(rings, sqHead);
    }

    /** Entries that wait for the next {@link #submit} or {@link #await}. */
    int unsubmitted() {
        return tail - submittedTo();
    }

    /**
     * Makes room for {@code count} entries, which then go to the kernel together: a chain must not
     * be incomplete.
     */
    void reserve(int count) throws IOException {
        if (unsubmitted() + count > sqEntries) {
            submit();
        }
    }

    /**
     * Begins one operation for which {@link #reserve} made room; what is not set further is zero.
     *
     * @param flags of the entry
     * @param on the descriptor, or the number of the registered file
     * @param data comes back with the completion
     */
    Ring queue(int operation, int flags, int on, long data) {
        entry = (long) (tail & sqMask) * SQE_BYTES;
        sqes.set(JAVA_LONG, entry, operation | (long) flags << 8 | (long) on << 32);
        sqes.set(JAVA_LONG, entry + 8, 0);
        sqes.set(JAVA_LONG, entry + 16, 0);
        sqes.set(JAVA_LONG, entry + 24, 0);
        sqes.set(JAVA_LONG, entry + 32, data);
        sqes.set(JAVA_LONG, entry + 40, 0);
        sqes.set(JAVA_LONG, entry + 48, 0);
        sqes.set(JAVA_LONG, entry + 56, 0);
        tail++;
        INT.setRelease(rings, sqTail, tail);
        return this;
    }

    /** The operation's own meaning of the field that is called ioprio. */
    Ring priority(int value) {
        sqes.set(JAVA_SHORT, entry + 2, (short) value);
        return this;
    }

    /** Where the data is, and how many bytes or whatever else the operation counts. */
    Ring memory(long address, int length) {
        sqes.set(JAVA_LONG, entry + 16, address);
        sqes.set(JAVA_INT, entry + 24, length);
        return this;
    }

    /** The offset, or what the operation keeps in its place. */
    Ring offset(long value) {
        sqes.set(JAVA_LONG, entry + 8, value);
        return this;
    }

    /** What a socket option's command keeps in its last fields. */
    void option(long levelAndName, long value, int length) {
        sqes.set(JAVA_LONG, entry + 16, levelAndName);
        sqes.set(JAVA_INT, entry + 44, length);
        sqes.set(JAVA_LONG, entry + 48, value);
    }

    /** The operation's flags. */
    Ring with(int operationFlags) {
        sqes.set(JAVA_INT, entry + 28, operationFlags);
        return this;
    }

    /** The number of the registered file that is made or closed. */
    void file(int number) {
        // 0 says that no registered file is meant.
        sqes.set(JAVA_INT, entry + 44, number + 1);
    }

    /** Hands what is queued to the kernel, which does at once what can be done at once. */
    void submit() throws IOException {
        int count = unsubmitted();
        if (count > 0) {
            check(syscalls.call(LinuxSyscalls.IO_URING_ENTER, descriptor, count, 0));
        }
    }

    /**
     * Submits, and waits for {@code enough} completions until {@code batchWaitNs} have gone by,
     * then for a single one until {@code timeoutNs} have.
     *
     * @param batchWaitNs 0 unless this ring {@link #isPatient}
     * @return whether there is a completion
     */
    boolean await(long timeoutNs, int enough, long batchWaitNs) throws IOException {
        int count = unsubmitted();
        if (timeoutNs <= 0 || hasCompletion()) {
            check(
                    syscalls.call(
                            LinuxSyscalls.IO_URING_ENTER,
                            descriptor,
                            count,
                            0,
                            ENTER_GETEVENTS,
                            0,
                            0));
        } else {
            boolean allTheTime = batchWaitNs >= timeoutNs;
            waitArgument.set(
                    JAVA_INT, EXT_ARG_MIN_WAIT_US, allTheTime ? 0 : (int) (batchWaitNs / 1000));
            waitArgument.set(JAVA_LONG, EXT_ARG_TIMESPEC, waitTime.address(timeoutNs));
            check(
                    syscalls.call(
                            LinuxSyscalls.IO_URING_ENTER,
                            descriptor,
                            count,
                            batchWaitNs > 0 ? enough : 1,
                            ENTER_GETEVENTS | ENTER_EXT_ARG,
                            waitArgument.address(),
                            EXT_ARG_BYTES));
        }
        return hasCompletion();
    }

    private static void check(long result) throws SocketException {
        // EBUSY and EAGAIN: what is queued stays so and goes with the next call.
        if (result < 0
                && result != -LinuxSyscalls.ETIME
                && result != -LinuxSyscalls.EINTR
                && result != -LinuxSyscalls.EBUSY
                && result != -LinuxSyscalls.EAGAIN) {
            throw NetworkErrors.socket("io_uring_enter: ", (int) -result);
        }
    }

    private boolean hasCompletion() {
        if (seenTail == head) {
            seenTail = (int) INT.getAcquire(rings, cqTail);
        }
        return seenTail != head;
    }

    /** Where the next completion is, or -1; {@link #consumed} gives its place back. */
    long completion() {
        return hasCompletion() ? cqes + (long) (head & cqMask) * CQE_BYTES : -1;
    }

    long data(long completion) {
        return rings.get(JAVA_LONG, completion);
    }

    int result(long completion) {
        return rings.get(JAVA_INT, completion + 8);
    }

    int flags(long completion) {
        return rings.get(JAVA_INT, completion + 12);
    }

    void consumed() {
        head++;
        INT.setRelease(rings, cqHead, head);
    }

    @Override
    public void close() {
        syscalls.unmap(rings);
        syscalls.unmap(sqes);
        syscalls.close(descriptor);
    }
}
