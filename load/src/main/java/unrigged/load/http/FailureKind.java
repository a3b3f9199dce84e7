package unrigged.load.http;

import java.util.Locale;

/** How a request can end without a right answer. The labels are part of the JSON format. */
public enum FailureKind {
    /** No connection: refused, unreachable, or no local port left. */
    CONNECT,
    /** The connection was reset before the whole answer was there. */
    RESET,
    /** The server closed before the whole answer was there. */
    CLOSED_EARLY,
    /** No whole answer in time; the only failure whose latency counts among the answers'. */
    TIMEOUT,
    /** A whole answer with a status that was not expected. */
    STATUS,
    /** A whole answer with a body that was not expected. */
    WRONG_BODY,
    /** Bytes that are no HTTP/1.x answer. */
    PROTOCOL;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String label() {
        return label;
    }
}
