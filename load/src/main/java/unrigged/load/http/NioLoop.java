package unrigged.load.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The portable transport: one selector, one thread.
 *
 * <p>Owner: the thread that calls {@link #run}; {@link #wake} from any. Holds one read buffer for
 * all connections and about 300 bytes for each. In the steady state of keep-alive it allocates
 * nothing; a new connection allocates its channel and key. System calls for a request on a standing
 * connection: its share of one epoll_wait, one read, one write.
 *
 * <p>Time is read after each wait and again after every second connection that was served, so a
 * stamp is at most about 20 µs old even in a large batch.
 */
public final class NioLoop implements Transport {
    static final long RETRY_PAUSE_NS = 1_000_000;
    static final long CLOSE_PATIENCE_NS = 100_000_000;
    private static final int READ_BYTES = 64 * 1024;
    private static final int SERVED_PER_STAMP = 2;
    private static final long NS_PER_MS = 1_000_000;

    final Traffic traffic;
    final WaitingLine inFlight;
    final WaitingLine closing = new WaitingLine(CLOSE_PATIENCE_NS);
    final WaitingLine thinking;
    final WaitingLine pausing = new WaitingLine(RETRY_PAUSE_NS);
    final Counts counts = new Counts();
    final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
    long nowNs;

    private final LoadClock clock;
    private final ProtocolFamily family;
    private final ByteBuffer request;
    private final Connection[] connections;
    private final Consumer<SelectionKey> serve = this::serve;
    private volatile @Nullable Selector selector;
    private @Nullable Director director;
    private boolean waiting;
    private boolean over;
    private long waitingSinceNs;
    private int servedSinceStamp;

    /** Sums since the start, by the loop's thread. */
    static final class Counts {
        long idleNs;
        long waitedNs;
        long connects;
        int established;
        long bytesReceived;
        long portShortages;
        long keptOpen;
    }

    public NioLoop(Traffic traffic, LoadClock clock) {
        this.traffic = traffic;
        this.clock = clock;
        inFlight = new WaitingLine(traffic.timeoutNs());
        thinking = new WaitingLine(traffic.thinkNs());
        family =
                traffic.target().getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6;
        byte[] bytes = traffic.request().bytes();
        request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        connections = new Connection[traffic.connections()];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new Connection(this);
        }
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public void run(Director newDirector) throws IOException {
        try (Selector opened = Selector.open()) {
            selector = opened;
            director = newDirector;
            try {
                turns(opened, newDirector);
            } finally {
                for (Connection connection : connections) {
                    connection.closeChannel();
                }
            }
        } catch (UncheckedIOException e) {
            // From inside the selector's callback, which may not throw checked exceptions.
            throw e.getCause();
        }
    }

    private void turns(Selector opened, Director current) throws IOException {
        nowNs = clock.nowNs();
        if (!current.turn(nowNs, this)) {
            return;
        }
        for (Connection connection : connections) {
            servedOne();
            connection.begin();
        }
        while (!over) {
            await(opened, current);
            if (!over) {
                over = !current.turn(nowNs, this);
            }
            if (!over) {
                expire();
            }
        }
    }

    private void await(Selector opened, Director current) throws IOException {
        nowNs = clock.nowNs();
        long dueNs = current.nextTurnNs();
        dueNs = inFlight.firstDueNs(dueNs);
        dueNs = closing.firstDueNs(dueNs);
        dueNs = thinking.firstDueNs(dueNs);
        dueNs = pausing.firstDueNs(dueNs);
        waiting = true;
        waitingSinceNs = nowNs;
        if (dueNs - nowNs <= 0) {
            opened.selectNow(serve);
        } else {
            // Rounded up: a wait that ends too early would be a busy loop of up to a millisecond.
            opened.select(serve, (dueNs - nowNs + NS_PER_MS - 1) / NS_PER_MS);
        }
        if (waiting) {
            endWait();
        } else {
            nowNs = clock.nowNs();
        }
    }

    private void endWait() {
        waiting = false;
        servedSinceStamp = 0;
        nowNs = clock.nowNs();
        counts.waitedNs += nowNs - waitingSinceNs;
    }

    private void serve(SelectionKey key) {
        if (waiting) {
            endWait();
            // Its boundaries come before the answers of this batch.
            over = !director().turn(nowNs, this);
        } else {
            servedOne();
        }
        if (!over && key.isValid()) {
            ((Connection) key.attachment()).ready(key);
        }
    }

    private void servedOne() {
        if (++servedSinceStamp == SERVED_PER_STAMP) {
            servedSinceStamp = 0;
            nowNs = clock.nowNs();
        }
    }

    private void expire() {
        Connection due;
        while ((due = inFlight.nextDue(nowNs)) != null) {
            due.timedOut();
        }
        while ((due = closing.nextDue(nowNs)) != null) {
            due.keptOpen();
        }
        while ((due = pausing.nextDue(nowNs)) != null) {
            due.pauseOver();
        }
        while ((due = thinking.nextDue(nowNs)) != null) {
            due.thinkingOver();
        }
    }

    Director director() {
        Director current = director;
        if (current == null) {
            throw new IllegalStateException("the loop does not run");
        }
        return current;
    }

    /**
     * A new channel, not blocking.
     *
     * @throws UncheckedIOException when this machine has none left
     */
    SocketChannel open() {
        try {
            SocketChannel channel = SocketChannel.open(family);
            channel.configureBlocking(false);
            if (traffic.request().keepAlive()) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SocketChannel channel, int interest, Connection connection)
            throws IOException {
        Selector opened = selector;
        if (opened == null) {
            throw new IllegalStateException("the loop does not run");
        }
        return channel.register(opened, interest, connection);
    }

    /** Sends what follows the first {@code sent} bytes of the request; how many bytes went out. */
    int send(SocketChannel channel, int sent) throws IOException {
        request.limit(request.capacity()).position(sent);
        return channel.write(request);
    }

    int requestBytes() {
        return request.capacity();
    }

    @Override
    public Gauges gauges(long atNs) {
        int underWay = 0;
        long ageNs = 0;
        long idleNs = counts.idleNs;
        for (Connection connection : connections) {
            underWay += connection.isInFlight() ? 1 : 0;
            ageNs += connection.ageNs(atNs);
            idleNs += connection.idleNs(atNs);
        }
        return new Gauges(
                underWay,
                ageNs,
                idleNs,
                counts.waitedNs,
                counts.connects,
                counts.established,
                counts.bytesReceived,
                counts.portShortages,
                counts.keptOpen);
    }

    @Override
    public void wake() {
        Selector opened = selector;
        if (opened != null) {
            opened.wakeup();
        }
    }
}
