package unrigged.load.transport;

import static unrigged.load.transport.LinuxSyscalls.NR;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.ConnectException;
import java.util.Arrays;

/** The sockets of the slots. Owner: the transport's thread. 8 bytes a slot. */
final class Sockets {
    static final int NONE = -1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;

    final int[] descriptor;

    /** Grows with every new connection of a slot, so that what an old one left can be told. */
    final int[] generation;

    private final LinuxSyscalls syscalls;
    final TransportConfig transportConfig;
    private final MemorySegment target;
    private final MemorySegment[] sources;
    private final MemorySegment one;

    Sockets(LinuxSyscalls syscalls, NativeMemory memory, TransportConfig transportConfig) {
        this.syscalls = syscalls;
        this.transportConfig = transportConfig;
        descriptor = new int[transportConfig.slots()];
        Arrays.fill(descriptor, NONE);
        generation = new int[transportConfig.slots()];
        target = NativeBytes.address(transportConfig.target(), memory);
        sources =
                transportConfig.sources().stream()
                        .map(source -> NativeBytes.address(source, memory))
                        .toArray(MemorySegment[]::new);
        one = memory.allocate(8);
        one.set(ValueLayout.JAVA_INT, 0, 1);
    }

    /**
     * A new socket for the slot, on its way to the target; on loopback it is there already.
     *
     * @return its descriptor
     */
    int connect(int slot) throws IOException {
        long opened =
                syscalls.call(
                        NR.socket(),
                        transportConfig.isIpv4() ? AF_INET : AF_INET6,
                        SOCK_STREAM_NONBLOCK_CLOEXEC,
                        0);
        if (opened < 0) {
            throw NetworkErrors.socket("", (int) -opened);
        }
        int socket = (int) opened;
        descriptor[slot] = socket;
        generation[slot]++;
        if (transportConfig.lasting()) {
            set(socket, IPPROTO_TCP, TCP_NODELAY);
        }
        if (sources.length > 0) {
            // The port is chosen when it connects: one may serve several targets.
            set(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
            MemorySegment source = sources[slot % sources.length];
            require(
                    slot,
                    syscalls.call(NR.bind(), socket, source.address(), source.byteSize()),
                    "bind to " + transportConfig.source(slot).getHostAddress() + ": ");
        }
        long connected = syscalls.call(NR.connect(), socket, target.address(), target.byteSize());
        if (connected != -LinuxSyscalls.EINPROGRESS) {
            require(slot, connected, "");
        }
        return socket;
    }

    private void require(int slot, long result, String what) throws ConnectException {
        if (result < 0) {
            drop(slot);
            throw NetworkErrors.connect(what, (int) -result, transportConfig, slot);
        }
    }

    private void set(int socket, int level, int option) {
        // Best effort: without it the load is the same, a little slower.
        var _ =
                syscalls.call(
                        NR.setsockopt(), socket, level, option, one.address(), Integer.BYTES, 0);
    }

    /** Closes the slot's socket if it has one; whether it had. */
    boolean drop(int slot) {
        int socket = descriptor[slot];
        if (socket == NONE) {
            return false;
        }
        descriptor[slot] = NONE;
        syscalls.close(socket);
        return true;
    }
}
