package unrigged.load.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Linux's io_uring (6.1 and later): everything is queued and goes to the kernel together, one
 * system call for many operations; each connection has one multishot receive that fills a buffer
 * whenever something comes. A request on an established connection costs its share of one
 * io_uring_enter; so does a new connection. From Linux 6.12 on the kernel stamps what established
 * connections receive, so that what came may wait for more.
 *
 * <p>The sockets are registered files, a slot's number being its file's: they have no descriptor,
 * and their number is not bounded by the process's limit on those (each ring's is).
 *
 * <p>Operations leave when {@value #SUBMIT_AT} are queued or when the transport waits, so a request
 * leaves a little after its latency began, never before.
 */
final class UringTransport implements Transport {
    private static final int OP_CONNECT = 16;
    private static final int OP_ASYNC_CANCEL = 14;
    private static final int OP_CLOSE = 19;
    private static final int OP_READ = 22;
    private static final int OP_SEND = 26;
    private static final int OP_SOCKET = 45;
    private static final int OP_URING_CMD = 46;
    private static final int OP_BIND = 56;

    private static final int FIXED_FILE = 1;
    private static final int LINK = 4;
    private static final int BUFFER_SELECT = 32;
    private static final int SKIP_SUCCESS = 64;
    private static final int HAS_BUFFER = 1;
    private static final int HAS_MORE = 2;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int RECV_MULTISHOT = 2;
    private static final int MSG_WAITALL_NOSIGNAL = 0x100 | 0x4000;
    private static final int CANCEL_ALL = 1;
    private static final int CMD_SETSOCKOPT = 3;
    private static final long IPPROTO_TCP = 6;
    private static final long TCP_NODELAY = 1;
    private static final long IP_BIND_ADDRESS_NO_PORT = 24;

    /** A request up to this size is in the socket's buffer as soon as it is submitted. */
    private static final int SHORT_REQUEST_BYTES = 16 * 1024;

    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS_MAX = 16_384;
    private static final int SUBMIT_AT = 16;
    private static final int CHAIN_MAX = 8;

    private static final int SLOT_BITS = 24;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;
    private static final int KIND_SHIFT = 56;
    private static final long KIND_MASK = 3L << KIND_SHIFT;
    private static final long RECEIVING = 0;
    private static final long SENDING = 1L << KIND_SHIFT;
    private static final long PREPARING = 2L << KIND_SHIFT;
    private static final long OTHER = 3L << KIND_SHIFT;

    private final NativeMemory memory;
    private final TransportConfig transportConfig;
    private final NativeBytes requests;
    private final MemorySegment target;
    private final MemorySegment[] sources;
    private final MemorySegment one;
    private final boolean stamps;
    private final Ring ring;
    private final ReceiveBuffers buffers;
    private final Waker waker;
    private final MemorySegment wakeCounter;

    /** Grows with every new connection of a slot, so that what an old one left can be told. */
    private final int[] generation;

    private final boolean[] connected;
    private final boolean[] connecting;
    private final boolean[] sending;

    /** Whether the multishot receive of the slot's connection is with the kernel. */
    private final boolean[] receiving;

    UringTransport(TransportConfig transportConfig, NativeMemory memory) throws IOException {
        if (transportConfig.slots() > SLOT_MASK) {
            throw new IllegalArgumentException(
                    "slots " + transportConfig.slots() + " <= " + SLOT_MASK);
        }
        this.transportConfig = transportConfig;
        this.memory = memory;
        one = memory.allocate(Integer.BYTES);
        wakeCounter = memory.allocate(Long.BYTES);
        int slots = transportConfig.slots();
        requests = new NativeBytes(transportConfig.requests(), memory);
        target = NativeBytes.address(transportConfig.target(), memory);
        sources =
                transportConfig.sources().stream()
                        .map(source -> NativeBytes.address(source, memory))
                        .toArray(MemorySegment[]::new);
        one.set(JAVA_INT, 0, 1);
        generation = new int[slots];
        connected = new boolean[slots];
        connecting = new boolean[slots];
        sending = new boolean[slots];
        receiving = new boolean[slots];
        LinuxSyscalls syscalls = new LinuxSyscalls(memory);
        int completions =
                Math.clamp(Integer.highestOneBit(slots), 2 * SUBMISSIONS, COMPLETIONS_MAX);
        WaitTime waitTime = new WaitTime(syscalls, memory, transportConfig.precise());
        ring = new Ring(syscalls, memory, waitTime, SUBMISSIONS, completions);
        stamps = ring.isPatient && transportConfig.lasting();
        try {
            ring.registerFiles(slots, memory);
            buffers = new ReceiveBuffers(syscalls, memory, ring, stamps);
        } catch (IOException e) {
            ring.close();
            throw e;
        }
        try {
            waker = new Waker(syscalls, memory);
            queueWake();
        } catch (IOException e) {
            ring.close();
            buffers.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "uring";
    }

    private void queueWake() throws IOException {
        ring.reserve(1);
        var _ =
                ring.queue(OP_READ, 0, waker.descriptor(), OTHER)
                        .memory(wakeCounter.address(), Long.BYTES);
    }

    @Override
    public boolean open(int slot, int request) throws IOException {
        generation[slot]++;
        connected[slot] = true;
        connecting[slot] = true;
        ring.reserve(CHAIN_MAX);
        long preparing = PREPARING | mark(slot);
        ring.queue(
                        OP_SOCKET,
                        LINK | SKIP_SUCCESS,
                        transportConfig.isIpv4() ? AF_INET : AF_INET6,
                        preparing)
                .offset(SOCK_STREAM)
                .file(slot);
        if (requests.longest() > SHORT_REQUEST_BYTES) {
            // A request of several segments would wait for an acknowledgement; others do not.
            queueOption(slot, preparing, IPPROTO_TCP | TCP_NODELAY << 32);
        }
        if (stamps) {
            queueOption(slot, preparing, ReceiveBuffers.STAMPING);
        }
        if (sources.length > 0) {
            queueOption(slot, preparing, IP_BIND_ADDRESS_NO_PORT << 32);
            MemorySegment source = sources[slot % sources.length];
            var _ =
                    ring.queue(OP_BIND, LINK | SKIP_SUCCESS | FIXED_FILE, slot, preparing)
                            .memory(source.address(), 0)
                            .offset(source.byteSize());
        }
        boolean isShort = requests.length(request) <= SHORT_REQUEST_BYTES;
        int quiet = isShort ? SKIP_SUCCESS : 0;
        var _ =
                ring.queue(OP_CONNECT, LINK | quiet | FIXED_FILE, slot, preparing)
                        .memory(target.address(), 0)
                        .offset(target.byteSize());
        queueSend(slot, request, isShort ? LINK : 0);
        sending[slot] = true;
        if (isShort) {
            queueReceive(slot);
        }
        // Else the server may answer before it has read everything: the receive must not wait for
        // the send, and is asked for when the connection is established.
        submitIfMany();
        return false;
    }

    /** Switches a socket option on; its level is in the lower half, its name in the upper. */
    private void queueOption(int slot, long data, long levelAndName) {
        ring.queue(OP_URING_CMD, LINK | SKIP_SUCCESS | FIXED_FILE, slot, data)
                .offset(CMD_SETSOCKOPT)
                .option(levelAndName, one.address(), Integer.BYTES);
    }

    @Override
    public void send(int slot, int request) throws IOException {
        boolean isShort = requests.length(request) <= SHORT_REQUEST_BYTES;
        ring.reserve(1);
        queueSend(slot, request, isShort ? SKIP_SUCCESS : 0);
        sending[slot] = !isShort;
        submitIfMany();
    }

    private void submitIfMany() throws IOException {
        if (ring.unsubmitted() >= SUBMIT_AT) {
            ring.submit();
        }
    }

    private void queueSend(int slot, int request, int flags) {
        var _ =
                ring.queue(OP_SEND, flags | FIXED_FILE, slot, SENDING | mark(slot))
                        .memory(requests.address(request), requests.length(request))
                        .with(MSG_WAITALL_NOSIGNAL);
    }

    private void queueReceive(int slot) {
        int flags = BUFFER_SELECT | FIXED_FILE;
        long data = RECEIVING | mark(slot);
        var _ = buffers.queueReceive(ring, flags, slot, data).priority(RECV_MULTISHOT);
        receiving[slot] = true;
    }

    private long mark(int slot) {
        return (generation[slot] & 0xffff_ffffL) << SLOT_BITS | slot;
    }

    @Override
    public boolean isSending(int slot) {
        return sending[slot];
    }

    @Override
    public void drop(int slot) {
        if (!connected[slot]) {
            return;
        }
        try {
            ring.reserve(CHAIN_MAX);
        } catch (IOException _) {
            // The next wait meets the same error and reports it.
            return;
        }
        // What is under way holds the socket: end that.
        if (connecting[slot]) {
            queueCancel(PREPARING | mark(slot));
        }
        if (sending[slot]) {
            queueCancel(SENDING | mark(slot));
        }
        if (receiving[slot]) {
            queueCancel(RECEIVING | mark(slot));
        }
        ring.queue(OP_CLOSE, SKIP_SUCCESS, 0, OTHER | SLOT_MASK).file(slot);
        connected[slot] = false;
        connecting[slot] = false;
        sending[slot] = false;
        receiving[slot] = false;
    }

    private void queueCancel(long data) {
        var _ =
                ring.queue(OP_ASYNC_CANCEL, SKIP_SUCCESS, 0, OTHER | SLOT_MASK)
                        .memory(data, 0)
                        .with(CANCEL_ALL);
    }

    @Override
    public boolean stamps() {
        return stamps;
    }

    @Override
    public boolean await(long timeoutNs, int enough, long batchWaitNs) throws IOException {
        return ring.await(timeoutNs, enough, stamps ? batchWaitNs : 0);
    }

    @Override
    public void deliver(Events to) throws IOException {
        long completion;
        while ((completion = ring.completion()) >= 0) {
            long data = ring.data(completion);
            int result = ring.result(completion);
            int flags = ring.flags(completion);
            ring.consumed();
            long kind = data & KIND_MASK;
            if (kind == OTHER) {
                if (data == OTHER) {
                    queueWake();
                }
                continue;
            }
            int slot = (int) (data & SLOT_MASK);
            boolean current = (data & ~KIND_MASK) == mark(slot) && connected[slot];
            if (kind == RECEIVING) {
                received(to, slot, current, result, flags);
            } else if (current) {
                done(to, slot, kind, result);
            }
        }
    }

    /** Something was sent, or a new connection is established, or the way to it broke off. */
    private void done(Events to, int slot, long kind, int result) throws IOException {
        if (result < 0) {
            failed(to, slot, -result);
            return;
        }
        connected(to, slot);
        if (kind == SENDING) {
            sending[slot] = false;
        } else {
            ring.reserve(1);
            queueReceive(slot);
        }
    }

    private void connected(Events to, int slot) {
        if (connecting[slot]) {
            connecting[slot] = false;
            to.connected(slot);
        }
    }

    private void failed(Events to, int slot, int error) {
        if (error == LinuxSyscalls.ECANCELED) {
            // A link behind the one that failed, whose own completion tells why.
            return;
        }
        if (connecting[slot]) {
            drop(slot);
            to.connectFailed(slot, NetworkErrors.connect("", error, transportConfig, slot));
        } else {
            to.broken(slot, LinuxSyscalls.text(error));
        }
    }

    private void received(Events to, int slot, boolean current, int result, int flags)
            throws IOException {
        boolean hasBuffer = (flags & HAS_BUFFER) != 0;
        int buffer = flags >>> 16;
        int bytes = hasBuffer ? buffers.bytes(result) : result;
        if (current) {
            receiving[slot] = (flags & HAS_MORE) != 0;
            int seen = generation[slot];
            if (bytes > 0 && hasBuffer) {
                connected(to, slot);
                to.received(slot, buffers.content(buffer, bytes), buffers.epochNs(buffer));
            }
            if (connected[slot] && generation[slot] == seen && !receiving[slot]) {
                ended(to, slot, bytes);
            }
        }
        if (hasBuffer) {
            buffers.giveBack(buffer);
        }
    }

    /** The multishot receive is over: asked for again if that is no end of the connection. */
    private void ended(Events to, int slot, int result) throws IOException {
        if (result > 0 || result == -LinuxSyscalls.ENOBUFS) {
            ring.reserve(1);
            queueReceive(slot);
        } else if (result == 0) {
            to.closed(slot);
        } else {
            failed(to, slot, -result);
        }
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public void close() {
        // Closing the ring closes its registered files, but some time later: the server is to see
        // the connections end now, and nothing may be under way when the memory is given back.
        for (int slot = 0; slot < connected.length; slot++) {
            drop(slot);
        }
        try {
            var _ = ring.await(0, 1, 0);
        } catch (IOException _) {
            // The ring ends in any case.
        }
        ring.close();
        buffers.close();
        waker.close();
        memory.close();
    }
}
