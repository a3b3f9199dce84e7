package unrigged.load.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import unrigged.load.transport.NoLocalPortException;

/**
 * One slot: a request at a time, over a connection that is replaced when it has to be.
 *
 * <p>Owner: the loop's thread. Holds its place in a waiting line and, in the middle of an answer, a
 * parser that it gives back; allocates nothing.
 */
final class Connection {
    /** Its place in a {@link TimeoutQueue}, which alone sets these. */
    @Nullable TimeoutQueue queue;

    @Nullable Connection ahead;
    @Nullable Connection behind;
    long dueNs;

    private final Loop loop;
    private final int slot;
    SlotState state = SlotState.FREE;
    private boolean connected;

    /** Whether the connection has brought a whole answer before. */
    private boolean proven;

    int exchange;

    /** Set in the middle of an answer that is no usual one. */
    private @Nullable ResponseParser parser;

    final SlotTimes times;

    /** Why the whole answer is not right; null when it is. */
    private @Nullable FailureKind flaw;

    /** More about the flaw, where that is news; else empty. */
    private String complaint = "";

    private boolean everUsed;
    private boolean everEstablished;
    private boolean unasked;

    Connection(Loop loop, int slot, long nowNs) {
        this.loop = loop;
        this.slot = slot;
        times = new SlotTimes(nowNs);
    }

    /** Begins a request if the listener wants one more. */
    void begin() {
        if (loop.director().mayBegin()) {
            beginAt(loop.nowNs);
        } else {
            state = SlotState.DONE;
            times.sinceNs = loop.nowNs;
        }
    }

    /** Begins a request, which the listener has allowed, whose latency counts from then. */
    void beginAt(long sinceThenNs) {
        times.startedNs = sinceThenNs;
        times.askedNs = loop.nowNs;
        times.ofWindow = loop.director().isOfWindow(sinceThenNs);
        exchange = loop.nextExchange();
        if (!everUsed) {
            everUsed = true;
            loop.counts.used++;
        }
        loop.begun();
        loop.inFlight.join(this, times.startedNs);
        state = SlotState.AWAITING;
        if (unasked) {
            unasked = false;
            fail(FailureKind.PROTOCOL, "unsolicited bytes between two answers");
        } else if (connected) {
            send();
        } else {
            connect();
        }
    }

    private void connect() {
        state = SlotState.CONNECTING;
        proven = false;
        loop.counts.connects++;
        times.sinceNs = loop.nowNs;
        try {
            connected = true;
            if (loop.transport().open(slot, exchange)) {
                established();
            }
        } catch (ConnectException e) {
            connectFailed(e);
        } catch (IOException e) {
            // This machine has no socket left: the load cannot go on.
            throw new UncheckedIOException(e);
        }
    }

    void established() {
        state = SlotState.AWAITING;
        loop.connectTimes.established(loop.nowNs - times.sinceNs);
        if (!everEstablished) {
            everEstablished = true;
            loop.counts.established++;
        }
    }

    void connectFailed(ConnectException why) {
        connected = false;
        if (why instanceof NoLocalPortException) {
            loop.counts.portShortages++;
        }
        end(FailureKind.CONNECT, String.valueOf(why.getMessage()));
        idle(SlotState.PAUSING, loop.pausing);
    }

    private void send() {
        try {
            loop.transport().send(slot, exchange);
        } catch (IOException e) {
            if (repeated()) {
                return;
            }
            end(FailureKind.RESET, String.valueOf(e.getMessage()));
            // Not at once: a server that refuses every write would recurse into here for ever.
            idle(SlotState.PAUSING, loop.pausing);
        }
    }

    /**
     * Sends the request once more, over a new connection, if the server closed a kept one and no
     * byte of an answer came (RFC 9112 section 9.3.1). Once only, as the new one is not proven; the
     * request's latency and timeout go on.
     */
    private boolean repeated() {
        boolean mayRepeat =
                proven
                        && parser == null
                        && state == SlotState.AWAITING
                        && loop.reader(exchange).isIdempotent();
        if (mayRepeat) {
            loop.counts.retriedOnClosed++;
            drop();
            connect();
        }
        return mayRepeat;
    }

    void received(ByteBuffer bytes) {
        switch (state) {
            case AWAITING -> read(bytes);
            case CLOSING -> fail(FailureKind.PROTOCOL, "bytes after the end of the answer");
            case FREE, THINKING, DONE -> {
                unasked = true;
                drop();
            }
            case CONNECTING, PAUSING ->
                    throw new IllegalStateException("bytes without a connection, in " + state);
        }
    }

    private void read(ByteBuffer bytes) {
        ResponseReader reader = loop.reader(exchange);
        ResponseParser reading = parser;
        boolean fresh = reading == null;
        if (reading == null) {
            if (reader.isUsual(bytes)) {
                boolean right = reader.isUsualBodyRight(bytes);
                if (!right && loop.director().isNews(FailureKind.WRONG_BODY, exchange)) {
                    complaint = reader.usualComplaint();
                }
                whole(right ? null : FailureKind.WRONG_BODY, reader.isUsualReusable());
                return;
            }
            reading = reader.takeParser();
            parser = reading;
        }
        int from = bytes.position();
        switch (reading.accept(bytes)) {
            case MORE -> {
                // The rest comes with the next piece.
            }
            case BROKEN -> fail(FailureKind.PROTOCOL, reading.problem());
            case COMPLETE -> {
                FailureKind wrong = flaw(reading);
                if (fresh && wrong == null) {
                    reader.learn(reading, bytes, from, bytes.limit());
                }
                boolean reusable = reading.reusable();
                giveBackParser();
                whole(wrong, reusable);
            }
        }
    }

    private @Nullable FailureKind flaw(ResponseParser complete) {
        boolean statusFits = complete.statusFits();
        if (complete.bodyFits() && statusFits) {
            return null;
        }
        FailureKind kind = statusFits ? FailureKind.WRONG_BODY : FailureKind.STATUS;
        if (loop.director().isNews(kind, exchange)) {
            complaint = complete.complaint();
        }
        return kind;
    }

    private void whole(@Nullable FailureKind wrong, boolean reusable) {
        flaw = wrong;
        boolean lasting = reusable && loop.traffic.keepAlive() && !loop.transport().isSending(slot);
        if (lasting) {
            long receivedNs = loop.receivedNs(times.startedNs);
            loop.counts.unreadNs += loop.nowNs - receivedNs;
            settle(receivedNs);
        } else {
            state = SlotState.CLOSING;
            times.sinceNs = loop.nowNs;
            loop.inFlight.leave(this);
            loop.closing.join(this, times.sinceNs);
        }
    }

    void closedByServer() {
        switch (state) {
            case CLOSING -> {
                drop();
                settle(times.sinceNs);
            }
            case FREE, THINKING, DONE -> drop();
            default -> endOfStream();
        }
    }

    private void endOfStream() {
        ResponseParser reading = parser;
        if (reading != null && reading.end() == ResponseParser.Progress.COMPLETE) {
            flaw = flaw(reading);
            drop();
            settle(loop.nowNs);
        } else if (!repeated()) {
            fail(FailureKind.CLOSED_EARLY, "the server closed before the end of its answer");
        }
    }

    void broken(String why) {
        switch (state) {
            // The answer was whole; a server that closes with a reset has closed.
            case CLOSING, FREE, THINKING, DONE -> closedByServer();
            default -> {
                if (!repeated()) {
                    fail(FailureKind.RESET, why);
                }
            }
        }
    }

    /** A whole answer: right, or wrong in its status or body. The connection stays as it is. */
    private void settle(long wholeNs) {
        leaveLine();
        countClosing();
        proven = true;
        times.answeredNs = loop.nowNs;
        loop.ended();
        FailureKind wrong = flaw;
        if (wrong == null) {
            loop.director().answered(exchange, wholeNs - times.startedNs, times.ofWindow);
        } else {
            String seen = complaint.isEmpty() ? "not the expected answer" : complaint;
            complaint = "";
            loop.director()
                    .failed(wrong, exchange, wholeNs - times.startedNs, times.ofWindow, seen);
        }
        next();
    }

    /** Ends the request without a right answer and goes on with the slot's next. */
    private void fail(FailureKind kind, String detail) {
        end(kind, detail);
        next();
    }

    private void end(FailureKind kind, String detail) {
        leaveLine();
        long wholeNs = state == SlotState.CLOSING ? times.sinceNs : loop.nowNs;
        countClosing();
        boolean isNews = state != SlotState.CONNECTING && loop.director().isNews(kind, exchange);
        String seen = isNews ? PartialResponse.added(kind, detail, parser) : detail;
        drop();
        loop.ended();
        loop.director().failed(kind, exchange, wholeNs - times.startedNs, times.ofWindow, seen);
    }

    private void countClosing() {
        if (state == SlotState.CLOSING) {
            loop.counts.idleNs += loop.nowNs - times.sinceNs;
        }
    }

    private void leaveLine() {
        if (queue != null) {
            queue.leave(this);
        }
    }

    private void next() {
        if (loop.isOpen()) {
            free();
        } else if (loop.traffic.thinkNs() > 0) {
            idle(SlotState.THINKING, loop.thinking);
        } else {
            begin();
        }
    }

    private void free() {
        state = SlotState.FREE;
        times.sinceNs = loop.nowNs;
        loop.freed(this);
    }

    private void idle(SlotState how, TimeoutQueue where) {
        state = how;
        times.sinceNs = loop.nowNs;
        where.join(this, times.sinceNs);
    }

    void timedOut() {
        fail(FailureKind.TIMEOUT, loop.connectTimes.timedOut(state == SlotState.CONNECTING));
    }

    /** The server did not close as announced: we do. */
    void keptOpen() {
        loop.counts.keptOpen++;
        drop();
        settle(times.sinceNs);
    }

    void pauseOver() {
        loop.counts.idleNs += loop.nowNs - times.sinceNs;
        if (loop.isOpen()) {
            free();
        } else {
            begin();
        }
    }

    void thinkingOver() {
        // Only the time that was asked for is idle on purpose: the rest must show in the
        // self-check.
        loop.counts.idleNs += loop.traffic.thinkNs();
        loop.director().sentLate(loop.nowNs - times.sinceNs - loop.traffic.thinkNs());
        begin();
    }

    /** Takes the free slot for a request that was due at {@code dueAtNs}, which is over. */
    void serve(long dueAtNs) {
        loop.counts.idleNs += loop.nowNs - times.sinceNs;
        loop.director().sentLate(loop.nowNs - Math.max(dueAtNs, times.sinceNs));
        beginAt(dueAtNs);
    }

    /** The slot's first request of a closed loop. */
    void start() {
        loop.counts.idleNs += loop.nowNs - times.sinceNs;
        begin();
    }

    private void drop() {
        if (connected) {
            connected = false;
            loop.transport().drop(slot);
        }
        giveBackParser();
    }

    private void giveBackParser() {
        ResponseParser lent = parser;
        if (lent != null) {
            parser = null;
            loop.reader(exchange).giveBack(lent);
        }
    }
}
