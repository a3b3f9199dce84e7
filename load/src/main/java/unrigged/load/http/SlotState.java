package unrigged.load.http;

/**
 * What a {@link Connection} is doing.
 *
 * <pre>
 * FREE → CONNECTING → AWAITING → (CLOSING) → (THINKING) → FREE or the next request
 *    └── PAUSING: failed to connect or to send                       └→ DONE: no more to begin
 * AWAITING → CONNECTING: the server had closed the connection; the request is repeated
 * </pre>
 *
 * CLOSING: the answer is whole, and the server is going to close. As with ab, the slot goes on when
 * it has closed: whoever closes first keeps the port in TIME_WAIT, and that must not be us. Bytes
 * that arrive instead break the answer, so its fate is settled here; its latency ended before.
 */
enum SlotState {
    FREE,
    CONNECTING,
    AWAITING,
    CLOSING,
    THINKING,
    PAUSING,
    DONE;

    /** Whether a request is under way whose answer is not whole. */
    boolean isUnanswered() {
        return this == CONNECTING || this == AWAITING;
    }
}
