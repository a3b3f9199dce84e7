package unrigged.load.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The portable transport: the JDK's selector. A new connection allocates its channel and key.
 * System calls for a request on an established connection: its share of one epoll_wait, one read,
 * one write.
 *
 * <p>The selector waits in whole milliseconds. A precise wait of less only looks, so that the loop
 * around it spins through the rest.
 */
final class NioTransport implements Transport {
    private static final int READ_BYTES = 64 * 1024;
    private static final long NS_PER_MS = 1_000_000;

    private final NativeMemory memory;
    private final TransportConfig transportConfig;
    private final Selector selector;
    private final ByteBuffer[] requests;
    private final Slot[] slots;
    private final ByteBuffer received;
    private final Consumer<SelectionKey> collect = this::collect;
    private SelectionKey[] ready = new SelectionKey[64];
    private int readyCount;

    private static final class Slot {
        final int index;
        @Nullable SocketChannel channel;
        @Nullable SelectionKey key;
        @Nullable ByteBuffer request;
        int sent;
        boolean connecting;

        Slot(int index) {
            this.index = index;
        }
    }

    NioTransport(TransportConfig transportConfig, NativeMemory memory) throws IOException {
        this.memory = memory;
        received = memory.buffer(READ_BYTES);
        this.transportConfig = transportConfig;
        requests =
                transportConfig.requests().stream()
                        .map(bytes -> memory.buffer(bytes.length).put(bytes))
                        .toArray(ByteBuffer[]::new);
        slots = new Slot[transportConfig.slots()];
        Arrays.setAll(slots, Slot::new);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw NetworkErrors.socket(e);
        }
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public boolean open(int index, int request) throws IOException {
        Slot slot = slots[index];
        SocketChannel channel = newChannel();
        slot.channel = channel;
        slot.request = requests[request];
        slot.sent = 0;
        channel.configureBlocking(false);
        if (transportConfig.lasting()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        try {
            if (!transportConfig.sources().isEmpty()) {
                channel.bind(new InetSocketAddress(transportConfig.source(index), 0));
            }
            // On loopback the handshake is over when connect returns: asking at once saves a wait.
            slot.connecting =
                    !channel.connect(transportConfig.target()) && !channel.finishConnect();
            slot.key =
                    channel.register(
                            selector,
                            slot.connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ,
                            slot);
            if (!slot.connecting) {
                sendRest(slot, channel);
            }
        } catch (IOException e) {
            drop(index);
            throw NetworkErrors.connect(e, transportConfig, index);
        }
        return !slot.connecting;
    }

    private SocketChannel newChannel() throws IOException {
        try {
            return SocketChannel.open(
                    transportConfig.isIpv4()
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        } catch (IOException e) {
            throw NetworkErrors.socket(e);
        }
    }

    @Override
    public void send(int index, int request) throws IOException {
        Slot slot = slots[index];
        slot.request = requests[request];
        slot.sent = 0;
        SocketChannel channel = slot.channel;
        if (channel == null) {
            throw new IllegalStateException("slot " + index + " has no connection");
        }
        sendRest(slot, channel);
    }

    private void sendRest(Slot slot, SocketChannel channel) throws IOException {
        ByteBuffer request = slot.request;
        if (request == null) {
            return;
        }
        request.limit(request.capacity()).position(slot.sent);
        boolean waited = slot.sent > 0;
        slot.sent += channel.write(request);
        if (slot.sent == request.capacity()) {
            slot.request = null;
            if (waited) {
                want(slot, SelectionKey.OP_READ);
            }
        } else {
            want(slot, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private static void want(Slot slot, int interest) {
        SelectionKey key = slot.key;
        if (key != null) {
            key.interestOps(interest);
        }
    }

    @Override
    public boolean isSending(int index) {
        return slots[index].request != null;
    }

    @Override
    public void drop(int index) {
        Slot slot = slots[index];
        SocketChannel channel = slot.channel;
        slot.channel = null;
        slot.key = null;
        slot.request = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // The request's fate is known and nothing more is expected of this connection.
            }
        }
    }

    @Override
    public boolean stamps() {
        return false;
    }

    @Override
    public boolean await(long timeoutNs, int enough, long batchWaitNs) throws IOException {
        readyCount = 0;
        if (timeoutNs <= 0 || (transportConfig.precise() && timeoutNs < NS_PER_MS)) {
            selector.selectNow(collect);
        } else if (transportConfig.precise()) {
            selector.select(collect, timeoutNs / NS_PER_MS);
        } else {
            // Rounded up: a wait that ends too early would be a busy loop of up to a millisecond.
            selector.select(collect, (timeoutNs + NS_PER_MS - 1) / NS_PER_MS);
        }
        return readyCount > 0;
    }

    private void collect(SelectionKey key) {
        if (readyCount == ready.length) {
            ready = Arrays.copyOf(ready, 2 * readyCount);
        }
        ready[readyCount++] = key;
    }

    @Override
    public void deliver(Events events) {
        for (int i = 0; i < readyCount; i++) {
            SelectionKey key = ready[i];
            Slot slot = (Slot) key.attachment();
            SocketChannel channel = slot.channel;
            if (channel != null && key.equals(slot.key)) {
                deliver(events, slot, channel, key);
            }
        }
    }

    private void deliver(Events events, Slot slot, SocketChannel channel, SelectionKey key) {
        if (slot.connecting) {
            finishConnect(events, slot, channel);
            return;
        }
        if (key.isReadable()) {
            receive(events, slot, channel);
        }
        if (channel.equals(slot.channel) && slot.request != null && key.isWritable()) {
            resume(events, slot, channel);
        }
    }

    private void finishConnect(Events events, Slot slot, SocketChannel channel) {
        try {
            if (!channel.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            drop(slot.index);
            events.connectFailed(slot.index, NetworkErrors.connect(e, transportConfig, slot.index));
            return;
        }
        slot.connecting = false;
        want(slot, SelectionKey.OP_READ);
        events.connected(slot.index);
        resume(events, slot, channel);
    }

    private void resume(Events events, Slot slot, SocketChannel channel) {
        try {
            sendRest(slot, channel);
        } catch (IOException e) {
            events.broken(slot.index, String.valueOf(e.getMessage()));
        }
    }

    private void receive(Events events, Slot slot, SocketChannel channel) {
        boolean full = true;
        while (full && channel.equals(slot.channel)) {
            int count;
            try {
                count = channel.read(received.clear());
            } catch (IOException e) {
                events.broken(slot.index, String.valueOf(e.getMessage()));
                return;
            }
            if (count < 0) {
                events.closed(slot.index);
                return;
            }
            full = !received.hasRemaining();
            if (count > 0) {
                events.received(slot.index, received.flip(), 0);
            }
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        for (int i = 0; i < slots.length; i++) {
            drop(i);
        }
        try {
            selector.close();
        } catch (IOException _) {
            // All channels are closed: nothing is held any more.
        }
        memory.close();
    }
}
