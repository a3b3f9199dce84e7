package unrigged.load.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;

/**
 * Carries requests from numbered slots to one server and what it answers back: the seam behind
 * which the ways to talk to the kernel differ. Each slot has at most one connection at a time.
 *
 * <p>Owner: the thread that waits; {@link #wake} from any. In the steady state of established
 * connections nothing is allocated.
 *
 * <pre>
 * loop:  await(…) → deliver(events) → await(…) …
 * slot:  open → (connected | connectFailed) → send … → (closed | broken) or drop
 * </pre>
 */
public interface Transport extends AutoCloseable {
    /** The name in reports. */
    String name();

    /**
     * Opens a connection for a slot that has none and sends a request over it as soon as it can.
     *
     * @return whether it is connected already; if not, {@link Events} will tell
     * @throws ConnectException when it cannot be connected, {@link NoLocalPortException} where that
     *     is why; the slot has no connection then
     * @throws IOException when this machine has no socket left, {@link TooManyOpenFilesException}
     *     where that is why
     */
    boolean open(int slot, int request) throws IOException;

    /**
     * Sends a request over the slot's connection, in pieces if the socket is full.
     *
     * @throws IOException when the connection is broken; it has to be dropped
     */
    void send(int slot, int request) throws IOException;

    /** Whether a part of the slot's last request has not been sent. */
    boolean isSending(int slot);

    /** Closes the slot's connection if it has one; no event of it will be delivered. */
    void drop(int slot);

    /** Whether the kernel says when it received what is delivered. */
    boolean stamps();

    /**
     * Waits until something has happened, but not longer than {@code timeoutNs}; 0 only looks.
     *
     * <p>A wake-up costs more than an answer. A transport that {@link #stamps} may therefore wait
     * on for {@code enough} events, but not longer than {@code batchWaitNs}; the others do not.
     *
     * @return whether there is something to deliver
     */
    boolean await(long timeoutNs, int enough, long batchWaitNs) throws IOException;

    /** Hands over what the last wait found, connection by connection. */
    void deliver(Events events) throws IOException;

    /** Ends the wait under way, or the next one, at once; from any thread. */
    void wake();

    /** Closes all connections. */
    @Override
    void close();

    /** What can happen to a slot's connection. Called from within {@link #deliver} only. */
    interface Events {
        void connected(int slot);

        /** The slot has no connection any more. */
        void connectFailed(int slot, ConnectException why);

        /**
         * Something came.
         *
         * @param bytes from its position to its limit, which are gone when this returns
         * @param epochNs when the kernel received the last of them, in ns since 1970; 0 when it
         *     does not say
         */
        void received(int slot, ByteBuffer bytes, long epochNs);

        /** The server will send nothing more; the connection is to be dropped. */
        void closed(int slot);

        /** The connection is of no use any more; it is to be dropped. */
        void broken(int slot, String why);
    }
}
