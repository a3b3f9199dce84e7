package unrigged.load.transport;

import static unrigged.load.transport.LinuxSyscalls.EAGAIN;
import static unrigged.load.transport.LinuxSyscalls.NR;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Linux's epoll, level-triggered. System calls for a request on an established connection: its
 * share of one epoll_pwait2, one recvfrom, one sendto. On a new connection: socket, connect, sendto
 * (the handshake is over when connect returns on loopback), epoll_ctl, recvfrom, close; a close
 * that the server announced together with its answer costs no call of its own.
 *
 * <p>Interest in writing only after a partial write.
 */
final class EpollTransport implements Transport {
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int CTL_ADD = 1;
    private static final int CTL_MOD = 3;
    private static final int IN = 1;
    private static final int OUT = 4;
    private static final int ERR = 8;
    private static final int HUP = 0x10;
    private static final int RDHUP = 0x2000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int NOT_SENDING = -1;
    private static final int BATCH = 256;
    private static final int READ_BYTES = 64 * 1024;

    /** struct epoll_event is packed on x86-64 only. */
    private static final int EVENT_BYTES = LinuxSyscalls.IS_X86_64 ? 12 : 16;

    private static final int EVENT_DATA = LinuxSyscalls.IS_X86_64 ? 4 : 8;

    private final NativeMemory memory;
    private final LinuxSyscalls syscalls;
    private final Sockets sockets;
    private final NativeBytes requests;
    private final Waker waker;
    private final int epoll;
    private final int[] request;
    private final int[] sent;
    private final boolean[] connecting;
    private final ByteBuffer received;
    private final long receivedAddress;
    private final ByteBuffer events;
    private final long eventsAddress;
    private final MemorySegment scratch;
    private final WaitTime waitTime;
    private int readyCount;

    EpollTransport(TransportConfig transportConfig, NativeMemory memory) throws IOException {
        this.memory = memory;
        syscalls = new LinuxSyscalls(memory);
        received = memory.buffer(READ_BYTES);
        receivedAddress = MemorySegment.ofBuffer(received).address();
        events = memory.buffer(BATCH * EVENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        eventsAddress = MemorySegment.ofBuffer(events).address();
        scratch = memory.allocate(16);
        sockets = new Sockets(syscalls, memory, transportConfig);
        requests = new NativeBytes(transportConfig.requests(), memory);
        request = new int[transportConfig.slots()];
        sent = new int[transportConfig.slots()];
        Arrays.fill(sent, NOT_SENDING);
        connecting = new boolean[transportConfig.slots()];
        waitTime = new WaitTime(syscalls, memory, transportConfig.precise());
        long opened = syscalls.call(NR.epollCreate1(), EPOLL_CLOEXEC, 0, 0);
        if (opened < 0) {
            throw NetworkErrors.socket("epoll: ", (int) -opened);
        }
        epoll = (int) opened;
        try {
            waker = new Waker(syscalls, memory);
            control(CTL_ADD, waker.descriptor(), IN, Waker.EVENT);
        } catch (IOException e) {
            syscalls.close(epoll);
            throw e;
        }
    }

    @Override
    public String name() {
        return "epoll";
    }

    private void control(int operation, int descriptor, int interest, long data)
            throws SocketException {
        scratch.set(ValueLayout.JAVA_INT, 0, interest);
        scratch.set(ValueLayout.JAVA_LONG_UNALIGNED, EVENT_DATA, data);
        long result =
                syscalls.call(NR.epollCtl(), epoll, operation, descriptor, scratch.address(), 0, 0);
        if (result < 0) {
            throw NetworkErrors.socket("epoll_ctl: ", (int) -result);
        }
    }

    private void want(int operation, int slot, int interest) throws SocketException {
        control(
                operation,
                sockets.descriptor[slot],
                interest,
                (long) sockets.generation[slot] << 32 | slot);
    }

    @Override
    public boolean open(int slot, int number) throws IOException {
        int socket = sockets.connect(slot);
        request[slot] = number;
        sent[slot] = 0;
        long count = sendRest(socket, slot);
        if (count < 0 && count != -EAGAIN) {
            drop(slot);
            throw NetworkErrors.connect("", (int) -count, sockets.transportConfig, slot);
        }
        connecting[slot] = count < 0;
        want(CTL_ADD, slot, sent[slot] == NOT_SENDING ? IN | RDHUP : IN | RDHUP | OUT);
        return !connecting[slot];
    }

    @Override
    public void send(int slot, int number) throws IOException {
        request[slot] = number;
        sent[slot] = 0;
        long count = sendRest(sockets.descriptor[slot], slot);
        if (count < 0 && count != -EAGAIN) {
            throw new SocketException(LinuxSyscalls.text((int) -count));
        }
        if (sent[slot] != NOT_SENDING) {
            want(CTL_MOD, slot, IN | RDHUP | OUT);
        }
    }

    /** What the kernel says; {@code sent} is brought up to date. */
    private long sendRest(int socket, int slot) {
        int number = request[slot];
        int rest = requests.length(number) - sent[slot];
        long count =
                syscalls.call(
                        NR.sendto(),
                        socket,
                        requests.address(number) + sent[slot],
                        rest,
                        MSG_NOSIGNAL,
                        0,
                        0);
        if (count == rest) {
            sent[slot] = NOT_SENDING;
        } else if (count > 0) {
            sent[slot] += (int) count;
        }
        return count;
    }

    @Override
    public boolean isSending(int slot) {
        return sent[slot] != NOT_SENDING;
    }

    @Override
    public void drop(int slot) {
        if (sockets.drop(slot)) {
            sent[slot] = NOT_SENDING;
            connecting[slot] = false;
        }
    }

    @Override
    public boolean stamps() {
        return false;
    }

    @Override
    public boolean await(long timeoutNs, int enough, long batchWaitNs) throws IOException {
        long count =
                syscalls.call(
                        LinuxSyscalls.EPOLL_PWAIT2,
                        epoll,
                        eventsAddress,
                        BATCH,
                        waitTime.address(timeoutNs),
                        0,
                        0);
        if (count < 0 && count != -LinuxSyscalls.EINTR) {
            throw NetworkErrors.socket("epoll_pwait2: ", (int) -count);
        }
        readyCount = (int) Math.max(count, 0);
        return readyCount > 0;
    }

    @Override
    public void deliver(Events to) throws IOException {
        for (int i = 0; i < readyCount; i++) {
            int flags = events.getInt(i * EVENT_BYTES);
            long data = events.getLong(i * EVENT_BYTES + EVENT_DATA);
            int slot = (int) data;
            int generation = (int) (data >>> 32);
            if (data == Waker.EVENT) {
                waker.drain();
            } else if (isCurrent(slot, generation)) {
                deliver(to, slot, generation, flags);
            }
        }
    }

    private boolean isCurrent(int slot, int generation) {
        return sockets.generation[slot] == generation && sockets.descriptor[slot] != Sockets.NONE;
    }

    private void deliver(Events to, int slot, int generation, int flags) throws IOException {
        if (connecting[slot]) {
            int error = error(slot);
            if (error != 0) {
                drop(slot);
                to.connectFailed(
                        slot, NetworkErrors.connect("", error, sockets.transportConfig, slot));
                return;
            }
            connecting[slot] = false;
            to.connected(slot);
        }
        if ((flags & (IN | RDHUP | HUP | ERR)) != 0) {
            receive(to, slot, generation, flags);
        }
        if ((flags & OUT) != 0 && isCurrent(slot, generation) && sent[slot] != NOT_SENDING) {
            resume(to, slot);
        }
    }

    private int error(int slot) {
        scratch.set(ValueLayout.JAVA_INT, 0, 0);
        scratch.set(ValueLayout.JAVA_INT, 4, Integer.BYTES);
        long result =
                syscalls.call(
                        NR.getsockopt(),
                        sockets.descriptor[slot],
                        SOL_SOCKET,
                        SO_ERROR,
                        scratch.address(),
                        scratch.address() + 4,
                        0);
        return result < 0 ? (int) -result : scratch.get(ValueLayout.JAVA_INT, 0);
    }

    private void resume(Events to, int slot) throws IOException {
        long count = sendRest(sockets.descriptor[slot], slot);
        if (count < 0 && count != -EAGAIN) {
            to.broken(slot, LinuxSyscalls.text((int) -count));
        } else if (sent[slot] == NOT_SENDING) {
            want(CTL_MOD, slot, IN | RDHUP);
        }
    }

    private void receive(Events to, int slot, int generation, int flags) {
        boolean full = true;
        while (full && isCurrent(slot, generation)) {
            long count =
                    syscalls.call(
                            NR.recvfrom(),
                            sockets.descriptor[slot],
                            receivedAddress,
                            READ_BYTES,
                            0,
                            0,
                            0);
            if (count <= 0) {
                if (count == 0) {
                    to.closed(slot);
                } else if (count != -EAGAIN) {
                    to.broken(slot, LinuxSyscalls.text((int) -count));
                }
                return;
            }
            full = count == READ_BYTES;
            to.received(slot, received.limit((int) count).position(0), 0);
        }
        if ((flags & (RDHUP | HUP | ERR)) == RDHUP && isCurrent(slot, generation)) {
            // The server had closed when this event was made, and all that came before was read.
            to.closed(slot);
        }
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public void close() {
        for (int slot = 0; slot < request.length; slot++) {
            drop(slot);
        }
        syscalls.close(epoll);
        waker.close();
        memory.close();
    }
}
