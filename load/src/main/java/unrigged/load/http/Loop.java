package unrigged.load.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import unrigged.load.arrival.Arrivals;
import unrigged.load.transport.Transport;
import unrigged.load.transport.TransportConfig;
import unrigged.load.transport.Transports;

/**
 * One thread's load: closed without arrivals, open with them.
 *
 * <p>Owner: the thread that calls {@link #run}; {@link #wake} from any. Holds about 100 bytes for
 * each connection beside the transport's. In the steady state of keep-alive it allocates nothing.
 * Time is read for each event.
 *
 * <p>An open loop sends each request over any free connection as soon as it is due; when none is
 * free it stays due, first in first out, and its latency runs.
 */
public final class Loop {
    static final long RETRY_PAUSE_NS = 1_000_000;
    static final long CLOSE_TIMEOUT_NS = 100_000_000;

    /** Connections that begin at a time, so that the answers of the first are not kept waiting. */
    private static final int STARTS_AT_ONCE = 64;

    /** How long those that cannot connect keep others from trying. */
    private static final long START_TIMEOUT_NS = 50_000_000;

    /** No wait is longer, so that one that lasts longer shows that the thread did not run. */
    private static final long WAIT_NS_MAX = 10_000_000;

    final Traffic traffic;
    final TimeoutQueue inFlight;
    final TimeoutQueue closing = new TimeoutQueue(CLOSE_TIMEOUT_NS);
    final TimeoutQueue thinking;
    final TimeoutQueue pausing = new TimeoutQueue(RETRY_PAUSE_NS);
    final LoopCounts counts = new LoopCounts();
    final ConnectTimes connectTimes = new ConnectTimes();
    long nowNs;

    private final LoadClock clock;
    private final ReceiveTimes receiveTimes;
    private final CompletionBatching batching = new CompletionBatching();
    private final @Nullable Arrivals arrivals;
    private final ResponseReader[] readers;
    private final Connection[] connections;
    private final Connection[] free;
    private final long startNs;
    private final Inbox inbox = new Inbox();
    private volatile @Nullable Transport transport;
    private @Nullable LoadListener listener;
    private int freeCount;
    private int started;
    private long startedNs;
    private int nextExchange;
    private long foundAtOnce;
    private long receivedEpochNs;
    private boolean exhausted;

    /**
     * A loop that does not run yet.
     *
     * @param arrivals when requests are due; null for a closed loop
     * @param startNs where the grid of a paced load begins
     */
    public Loop(Traffic traffic, @Nullable Arrivals arrivals, LoadClock clock, long startNs) {
        this.traffic = traffic;
        this.arrivals = arrivals;
        this.clock = clock;
        receiveTimes = new ReceiveTimes(clock);
        this.startNs = startNs;
        inFlight = new TimeoutQueue(traffic.timeoutNs());
        thinking = new TimeoutQueue(traffic.thinkNs());
        readers =
                traffic.exchanges().stream()
                        .map(ResponseReader::new)
                        .toArray(ResponseReader[]::new);
        nowNs = startNs;
        connections = new Connection[traffic.connections()];
        free = new Connection[arrivals == null ? 0 : connections.length];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new Connection(this, i, startNs);
        }
        // The lowest slots are taken first: no more connections than the load needs.
        for (int i = free.length - 1; i >= 0; i--) {
            free[freeCount++] = connections[i];
        }
    }

    /**
     * Runs on the caller's thread until the listener ends the load, then closes every connection.
     *
     * @throws IOException when this machine cannot do it (the transport, descriptors, memory)
     */
    public void run(LoadListener newListener) throws IOException {
        try (Transport opened = Transports.open(traffic.transport(), wiring())) {
            transport = opened;
            listener = newListener;
            turns(opened, newListener);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TransportConfig wiring() {
        return new TransportConfig(
                traffic.target(),
                traffic.sources(),
                traffic.connections(),
                traffic.exchanges().stream().map(exchange -> exchange.request().bytes()).toList(),
                traffic.keepAlive(),
                arrivals != null || traffic.thinkNs() > 0);
    }

    private void turns(Transport opened, LoadListener current) throws IOException {
        nowNs = clock.nowNs();
        while (current.turn(nowNs, this)) {
            startSome();
            serveDue();
            long sinceNs = nowNs;
            long waitNs = waitNs(current);
            boolean any = opened.await(waitNs, batching.enough(), batching.batchWaitNs());
            // A transport that gathers answers may wait on for them.
            tick(waitNs + batching.batchWaitNs());
            counts.waitedNs += nowNs - sinceNs;
            long pausedNs = counts.pausedNs;
            foundAtOnce = 0;
            if (any) {
                // The listener's boundaries come before the answers of this batch.
                if (!current.turn(nowNs, this)) {
                    return;
                }
                long endedBefore = counts.ended;
                opened.deliver(inbox);
                foundAtOnce = counts.ended - endedBefore;
                counts.found(foundAtOnce, pausedNs);
            }
            expire();
        }
    }

    private void tick() {
        tick(0);
    }

    /**
     * Reads the time; what is outstanding has been so since it was last read.
     *
     * @param waitNs how long the thread wanted to wait since then
     */
    private void tick(long waitNs) {
        long beforeNs = nowNs;
        nowNs = clock.nowNs();
        counts.passed(nowNs - beforeNs - waitNs);
        Arrivals due = arrivals;
        if (due != null) {
            long before = counts.inFlight + due.waiting(beforeNs);
            counts.outstandingNs += (nowNs - beforeNs) * before + due.newlyDueForNs(nowNs);
        }
    }

    /**
     * The connections of a closed loop begin a few at a time: a server whose queue of new ones is
     * full drops what comes, and the kernel tries again only after a second.
     */
    private void startSome() {
        if (arrivals != null || nowNs - startsNs() < 0) {
            return;
        }
        int last = Math.min(started + STARTS_AT_ONCE, connections.length);
        while (started < last) {
            connections[started++].start();
            tick();
        }
        startedNs = nowNs;
    }

    /** When the next connections begin. */
    private long startsNs() {
        return counts.used - counts.established < 2 * STARTS_AT_ONCE
                ? nowNs
                : startedNs + START_TIMEOUT_NS;
    }

    private void serveDue() {
        Arrivals due = arrivals;
        if (due == null || exhausted) {
            return;
        }
        while (freeCount > 0 && due.nextNs() - nowNs <= 0 && mayBegin()) {
            long dueNs = due.nextNs();
            due.serve();
            free[--freeCount].serve(dueNs);
            tick();
        }
        while (due.nextNs() + traffic.timeoutNs() - nowNs <= 0 && mayBegin()) {
            long dueNs = due.nextNs();
            due.serve();
            director()
                    .failed(
                            FailureKind.TIMEOUT,
                            nextExchange(),
                            nowNs - dueNs,
                            director().isOfWindow(dueNs),
                            "no connection was free in time");
        }
    }

    private boolean mayBegin() {
        exhausted = !director().mayBegin();
        return !exhausted;
    }

    private long waitNs(LoadListener current) {
        Arrivals due = arrivals;
        boolean spins = traffic.pacing().kind() == Pacing.Kind.SPIN;
        if (spins && (due != null || traffic.thinkNs() > 0)) {
            return 0;
        }
        long dueNs = current.nextTurnNs();
        dueNs = inFlight.firstDueNs(dueNs);
        dueNs = closing.firstDueNs(dueNs);
        dueNs = thinking.firstDueNs(dueNs);
        dueNs = pausing.firstDueNs(dueNs);
        if (due == null && started < connections.length) {
            dueNs = Math.min(dueNs, startsNs());
        }
        batching.none();
        if (due == null) {
            batching.whileDense(counts.inFlight, foundAtOnce);
        } else if (!exhausted && freeCount > 0) {
            long leavesNs = traffic.pacing().leavesNs(due.nextNs(), startNs);
            batching.untilNextLeaves(leavesNs - nowNs);
            dueNs = Math.min(dueNs, leavesNs);
        } else if (!exhausted) {
            dueNs = Math.min(dueNs, due.nextNs() + traffic.timeoutNs());
        }
        return Math.clamp(dueNs - nowNs, 0L, WAIT_NS_MAX);
    }

    private void expire() {
        Connection due;
        while ((due = inFlight.nextDue(nowNs)) != null) {
            due.timedOut();
            tick();
        }
        while ((due = closing.nextDue(nowNs)) != null) {
            due.keptOpen();
        }
        while ((due = pausing.nextDue(nowNs)) != null) {
            due.pauseOver();
            tick();
        }
        while ((due = thinking.nextDue(nowNs)) != null) {
            due.thinkingOver();
            tick();
        }
    }

    private final class Inbox implements Transport.Events {
        @Override
        public void connected(int slot) {
            connections[slot].established();
        }

        @Override
        public void connectFailed(int slot, ConnectException why) {
            tick();
            connections[slot].connectFailed(why);
        }

        @Override
        public void received(int slot, ByteBuffer bytes, long epochNs) {
            tick();
            receivedEpochNs = epochNs;
            counts.bytesReceived += bytes.remaining();
            connections[slot].received(bytes);
            serveDue();
        }

        @Override
        public void closed(int slot) {
            tick();
            connections[slot].closedByServer();
        }

        @Override
        public void broken(int slot, String why) {
            tick();
            connections[slot].broken(why);
        }
    }

    boolean isOpen() {
        return arrivals != null;
    }

    /** The slot has no request any more; in an open loop the next due one takes it. */
    void freed(Connection connection) {
        free[freeCount++] = connection;
    }

    int nextExchange() {
        int next = nextExchange;
        nextExchange = next + 1 == readers.length ? 0 : next + 1;
        return next;
    }

    ResponseReader reader(int exchange) {
        return readers[exchange];
    }

    void begun() {
        counts.inFlight++;
    }

    void ended() {
        counts.inFlight--;
        counts.ended++;
    }

    Transport transport() {
        Transport opened = transport;
        if (opened == null) {
            throw new IllegalStateException("the loop does not run");
        }
        return opened;
    }

    LoadListener director() {
        LoadListener current = listener;
        if (current == null) {
            throw new IllegalStateException("the loop does not run");
        }
        return current;
    }

    /** When the answer that is being read was received; not before {@code sinceNs}. */
    long receivedNs(long sinceNs) {
        return receiveTimes.loopNs(receivedEpochNs, sinceNs, nowNs);
    }

    /** Whether latencies end when the kernel received an answer, not when it was read. */
    public boolean stamps() {
        return transport().stamps();
    }

    /** The transport's name in reports; once the loop runs. */
    public String transportName() {
        return transport().name();
    }

    /** The state at {@code atNs}; only from the thread that runs, or after it has ended. */
    public Gauges gauges(long atNs) {
        long ageNs = 0;
        long idleNs = 0;
        for (Connection connection : connections) {
            ageNs += connection.times.ageNs(connection.state, atNs);
            idleNs += connection.times.idleNs(connection.state, atNs, traffic.thinkNs());
        }
        Arrivals due = arrivals;
        return due == null
                ? counts.gauges(started, 0, ageNs, idleNs)
                : counts.gauges(counts.used, due.waiting(atNs), ageNs, idleNs);
    }

    /**
     * What is without its answer at {@code endNs}, the end of a window that began at {@code
     * startNs}; only from the thread that runs.
     */
    public UnansweredRequests unanswered(long startNs, long endNs) {
        return UnansweredRequests.of(connections, startNs, endNs);
    }

    /** When requests are due; null for a closed loop. */
    public @Nullable Arrivals arrivals() {
        return arrivals;
    }

    /** How connections came about; when the loop has ended. */
    public ConnectTimes connectTimes() {
        return connectTimes;
    }

    /** Makes the listener's turn come at once; from any thread. */
    public void wake() {
        Transport opened = transport;
        if (opened != null) {
            opened.wake();
        }
    }
}
