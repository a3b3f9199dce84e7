package unrigged.load.http;

/**
 * The instants that the accounts of a {@link Connection} are made from. Owner: the loop's thread.
 */
final class SlotTimes {
    /** From when the latency of the request under way counts. */
    long startedNs;

    /** Whether the request under way is one of the window's. */
    boolean ofWindow;

    /** When the request under way left the generator's hands. */
    long askedNs;

    /** When the last whole answer was there; before the slot's beginning without one. */
    long answeredNs;

    /**
     * When it began to connect (CONNECTING), the answer was whole (CLOSING) or the slot became idle
     * (all but the requests' states).
     */
    long sinceNs;

    SlotTimes(long nowNs) {
        answeredNs = nowNs - 1;
        sinceNs = nowNs;
    }

    /** What the latency of the request under way is so far; 0 without one. */
    long ageNs(SlotState state, long nowNs) {
        return switch (state) {
            case CONNECTING, AWAITING -> nowNs - startedNs;
            case CLOSING -> sinceNs - startedNs;
            case FREE, THINKING, PAUSING, DONE -> 0;
        };
    }

    /** What the slot has been idle on purpose and has not been counted yet. */
    long idleNs(SlotState state, long nowNs, long thinkNs) {
        return switch (state) {
            case CONNECTING, AWAITING -> 0;
            case THINKING -> Math.min(nowNs - sinceNs, thinkNs);
            case FREE, CLOSING, PAUSING, DONE -> nowNs - sinceNs;
        };
    }
}
