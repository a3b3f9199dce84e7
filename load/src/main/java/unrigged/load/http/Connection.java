package unrigged.load.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One slot of the closed loop: a request at a time, over a connection that is replaced when it has
 * to be.
 *
 * <p>Owner: the loop's thread. Holds a channel, a parser and its place in a waiting line; allocates
 * only for a new channel.
 *
 * <pre>
 * PAUSING → CONNECTING → SENDING → AWAITING → (CLOSING) → (THINKING) → CONNECTING or SENDING …
 *    └──────── failed to connect or to send                          └→ DONE: no more to begin
 * </pre>
 *
 * CLOSING: the answer is whole, and the server is going to close. As with ab, the slot goes on when
 * it has closed: whoever closes first keeps the port in TIME_WAIT, and that must not be us. Bytes
 * that arrive instead break the answer, so its fate is settled here; its latency ended before.
 */
final class Connection {
    private enum State {
        NEW,
        CONNECTING,
        SENDING,
        AWAITING,
        CLOSING,
        THINKING,
        PAUSING,
        DONE
    }

    /** Its place in a {@link WaitingLine}, which alone sets these. */
    @Nullable WaitingLine line;

    @Nullable Connection ahead;
    @Nullable Connection behind;
    long dueNs;

    private final NioLoop loop;
    private final ResponseParser parser;
    private State state = State.NEW;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private int sent;
    private long startedNs;

    /** When the answer was whole (CLOSING) or the slot became idle (THINKING, PAUSING, DONE). */
    private long sinceNs;

    private boolean everEstablished;
    private boolean unasked;

    Connection(NioLoop loop) {
        this.loop = loop;
        parser =
                new ResponseParser(
                        loop.traffic.expectation(), loop.traffic.request().answeredWithoutBody());
    }

    /** Begins a request if the director wants one more. */
    void begin() {
        if (!loop.director().mayBegin()) {
            state = State.DONE;
            sinceNs = loop.nowNs;
            return;
        }
        startedNs = loop.nowNs;
        sent = 0;
        parser.expectAnswer();
        loop.inFlight.join(this, startedNs);
        SocketChannel standing = channel;
        if (unasked) {
            unasked = false;
            state = State.AWAITING;
            fail(FailureKind.PROTOCOL, "bytes between two answers that nobody asked for");
        } else if (standing == null) {
            connect();
        } else {
            send(standing);
        }
    }

    private void connect() {
        state = State.CONNECTING;
        loop.counts.connects++;
        SocketChannel opened = loop.open();
        channel = opened;
        try {
            // On loopback the handshake is over when connect returns, so asking at once saves a
            // wait.
            if (opened.connect(loop.traffic.target()) || opened.finishConnect()) {
                key = loop.register(opened, SelectionKey.OP_READ, this);
                connected(opened);
            } else {
                key = loop.register(opened, SelectionKey.OP_CONNECT, this);
            }
        } catch (IOException e) {
            connectFailed(e);
        }
    }

    private void connected(SocketChannel opened) {
        if (!everEstablished) {
            everEstablished = true;
            loop.counts.established++;
        }
        send(opened);
    }

    private void connectFailed(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("assign requested address")) {
            loop.counts.portShortages++;
        }
        end(FailureKind.CONNECT, message);
        pause();
    }

    private void send(SocketChannel open) {
        try {
            sent += loop.send(open, sent);
        } catch (IOException e) {
            end(FailureKind.RESET, String.valueOf(e.getMessage()));
            // Not at once: a server that refuses every write would recurse into here for ever.
            pause();
            return;
        }
        boolean whole = sent == loop.requestBytes();
        if (!whole) {
            want(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } else if (state == State.SENDING) {
            want(SelectionKey.OP_READ);
        }
        state = whole ? State.AWAITING : State.SENDING;
    }

    private void want(int interest) {
        SelectionKey registered = key;
        if (registered != null) {
            registered.interestOps(interest);
        }
    }

    void ready(SelectionKey ready) {
        SocketChannel open = channel;
        if (open == null || !ready.equals(key)) {
            return;
        }
        if (state == State.CONNECTING) {
            finishConnect(open, ready);
            return;
        }
        if (ready.isReadable()) {
            receive(open);
        }
        if (state == State.SENDING && open.equals(channel) && ready.isWritable()) {
            send(open);
        }
    }

    private void finishConnect(SocketChannel open, SelectionKey ready) {
        try {
            if (open.finishConnect()) {
                ready.interestOps(SelectionKey.OP_READ);
                connected(open);
            }
        } catch (IOException e) {
            connectFailed(e);
        }
    }

    private void receive(SocketChannel open) {
        ByteBuffer received = loop.received;
        boolean full = true;
        while (full && open.equals(channel)) {
            int count;
            try {
                count = open.read(received.clear());
            } catch (IOException e) {
                broken(e);
                return;
            }
            if (count < 0) {
                closedByServer();
                return;
            }
            full = !received.hasRemaining();
            if (count > 0) {
                loop.counts.bytesReceived += count;
                take(received.flip());
            }
        }
    }

    private void take(ByteBuffer bytes) {
        switch (state) {
            case SENDING, AWAITING, CLOSING -> {
                switch (parser.accept(bytes)) {
                    case MORE -> {
                        // The rest comes with the next read.
                    }
                    case BROKEN -> fail(FailureKind.PROTOCOL, parser.problem());
                    case COMPLETE -> answerComplete();
                }
            }
            case THINKING, DONE -> {
                unasked = true;
                closeChannel();
            }
            case NEW, CONNECTING, PAUSING ->
                    throw new IllegalStateException("bytes without a connection, in " + state);
        }
    }

    private void answerComplete() {
        boolean lasting = parser.reusable() && loop.traffic.request().keepAlive();
        if (lasting && state == State.AWAITING) {
            settle(loop.nowNs);
        } else {
            state = State.CLOSING;
            sinceNs = loop.nowNs;
            loop.inFlight.leave(this);
            loop.closing.join(this, sinceNs);
        }
    }

    private void closedByServer() {
        switch (state) {
            case CLOSING -> {
                closeChannel();
                settle(sinceNs);
            }
            case THINKING, DONE -> closeChannel();
            default -> {
                if (parser.end() == ResponseParser.Progress.COMPLETE) {
                    closeChannel();
                    settle(loop.nowNs);
                } else {
                    fail(
                            FailureKind.CLOSED_EARLY,
                            "the server closed before the end of its answer");
                }
            }
        }
    }

    private void broken(IOException e) {
        switch (state) {
            // The answer was whole; a server that closes with a reset has closed.
            case CLOSING, THINKING, DONE -> closedByServer();
            default -> fail(FailureKind.RESET, String.valueOf(e.getMessage()));
        }
    }

    /** A whole answer: right, or wrong in its status or body. */
    private void settle(long wholeNs) {
        if (!loop.traffic.expectation().fitsStatus(parser.status())) {
            fail(FailureKind.STATUS, "an unexpected status");
            return;
        }
        if (!parser.bodyFits()) {
            fail(FailureKind.WRONG_BODY, "a body that is not the expected one");
            return;
        }
        leaveLine();
        countClosing();
        loop.director().answered(wholeNs - startedNs);
        next();
    }

    /** Ends the request without a right answer and goes on with the slot's next. */
    private void fail(FailureKind kind, String detail) {
        end(kind, detail);
        next();
    }

    private void end(FailureKind kind, String detail) {
        leaveLine();
        long wholeNs = state == State.CLOSING ? sinceNs : loop.nowNs;
        countClosing();
        closeChannel();
        loop.director().failed(kind, wholeNs - startedNs, detail);
    }

    private void countClosing() {
        if (state == State.CLOSING) {
            loop.counts.idleNs += loop.nowNs - sinceNs;
        }
    }

    private void leaveLine() {
        if (line != null) {
            line.leave(this);
        }
    }

    private void next() {
        if (loop.traffic.thinkNs() > 0) {
            idle(State.THINKING, loop.thinking);
        } else {
            begin();
        }
    }

    private void pause() {
        idle(State.PAUSING, loop.pausing);
    }

    private void idle(State how, WaitingLine where) {
        state = how;
        sinceNs = loop.nowNs;
        where.join(this, sinceNs);
    }

    void timedOut() {
        fail(FailureKind.TIMEOUT, "no whole answer in time");
    }

    /** The server did not close as announced: we do. */
    void keptOpen() {
        loop.counts.keptOpen++;
        closeChannel();
        settle(sinceNs);
    }

    void pauseOver() {
        loop.counts.idleNs += loop.nowNs - sinceNs;
        begin();
    }

    void thinkingOver() {
        // Only the time that was asked for is idle on purpose: the rest must show in the
        // self-check.
        loop.counts.idleNs += loop.traffic.thinkNs();
        loop.director().sentLate(loop.nowNs - sinceNs - loop.traffic.thinkNs());
        begin();
    }

    void closeChannel() {
        SocketChannel open = channel;
        channel = null;
        key = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // The request's fate is known and nothing more is expected of this connection.
            }
        }
    }

    boolean isInFlight() {
        return switch (state) {
            case CONNECTING, SENDING, AWAITING, CLOSING -> true;
            case NEW, THINKING, PAUSING, DONE -> false;
        };
    }

    /** What the latency of the request under way is so far. */
    long ageNs(long nowNs) {
        return switch (state) {
            case CONNECTING, SENDING, AWAITING -> nowNs - startedNs;
            case CLOSING -> sinceNs - startedNs;
            case NEW, THINKING, PAUSING, DONE -> 0;
        };
    }

    /** What this slot has been idle on purpose and has not been counted yet. */
    long idleNs(long nowNs) {
        return switch (state) {
            case NEW, CONNECTING, SENDING, AWAITING -> 0;
            case THINKING -> Math.min(nowNs - sinceNs, loop.traffic.thinkNs());
            case CLOSING, PAUSING, DONE -> nowNs - sinceNs;
        };
    }
}
