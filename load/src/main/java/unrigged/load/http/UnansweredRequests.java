package unrigged.load.http;

import java.util.OptionalInt;

/**
 * What was still without its whole answer when a window ended. Age is counted from the instant at
 * which a request left the generator's hands, not from the one at which it was due: a queue in
 * front of the connections of an open loop is no hang.
 *
 * @param oldestNs age of the oldest request in flight; 0 without one
 * @param oldestExchange which of the traffic's exchanges that is; empty without one
 * @param overHalf requests in flight for more than half of the window
 * @param connections those of them whose connection got no answer in the window at all
 * @param overHalfNs what all of them took of their slots' time within the window
 */
public record UnansweredRequests(
        long oldestNs, OptionalInt oldestExchange, int overHalf, int connections, long overHalfNs) {
    /** Nothing was in flight, or there was no window. */
    public static final UnansweredRequests NONE =
            new UnansweredRequests(0, OptionalInt.empty(), 0, 0, 0);

    static UnansweredRequests of(Connection[] slots, long startNs, long endNs) {
        long lengthNs = endNs - startNs;
        if (lengthNs <= 0) {
            return NONE;
        }
        long oldestNs = 0;
        OptionalInt oldestExchange = OptionalInt.empty();
        int overHalf = 0;
        int connections = 0;
        long overHalfNs = 0;
        for (Connection slot : slots) {
            if (!slot.state.isUnanswered()) {
                continue;
            }
            long ageNs = endNs - slot.times.askedNs;
            if (oldestExchange.isEmpty() || ageNs > oldestNs) {
                oldestNs = ageNs;
                oldestExchange = OptionalInt.of(slot.exchange);
            }
            if (2 * ageNs > lengthNs) {
                overHalf++;
                overHalfNs += Math.min(slot.times.ageNs(slot.state, endNs), lengthNs);
                connections += slot.times.answeredNs - startNs < 0 ? 1 : 0;
            }
        }
        return new UnansweredRequests(oldestNs, oldestExchange, overHalf, connections, overHalfNs);
    }

    /** The other's of the same window as well. */
    public UnansweredRequests and(UnansweredRequests other) {
        UnansweredRequests older = oldestNs >= other.oldestNs ? this : other;
        return new UnansweredRequests(
                older.oldestNs,
                older.oldestExchange,
                overHalf + other.overHalf,
                connections + other.connections,
                overHalfNs + other.overHalfNs);
    }
}
