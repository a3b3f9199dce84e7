package unrigged.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import unrigged.load.http.FailureKind;

/**
 * How the requests of one phase ended. Owner: the loop's thread until the phase is over; allocates
 * nothing per request.
 */
final class Totals {
    private final Map<FailureKind, Tally> tallies = new EnumMap<>(FailureKind.class);
    private final long carriedOver;
    private long begun;
    private long ok;
    private long failures;
    private long latencyNs;

    /**
     * @param carriedOver requests that were in flight when the phase began; they end in this one
     */
    Totals(long carriedOver) {
        this.carriedOver = carriedOver;
        begun = carriedOver;
    }

    void begin() {
        begun++;
    }

    void answered(long tookNs) {
        ok++;
        latencyNs += tookNs;
    }

    void failed(FailureKind kind, long tookNs, String detail) {
        failures++;
        latencyNs += tookNs;
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tally = new Tally(detail);
            tallies.put(kind, tally);
        }
        tally.count++;
        tally.tookNs += tookNs;
    }

    private static final class Tally {
        private final String first;
        private long count;
        private long tookNs;

        Tally(String first) {
            this.first = first;
        }
    }

    long begun() {
        return begun;
    }

    /** Without those that were carried over. */
    long begunAnew() {
        return begun - carriedOver;
    }

    long ok() {
        return ok;
    }

    long failures() {
        return failures;
    }

    long ended() {
        return ok + failures;
    }

    /** Of all requests that ended, however they did. */
    long latencyNs() {
        return latencyNs;
    }

    /** Adds another loop's, whose phase is over. */
    void add(Totals other) {
        begun += other.begun;
        ok += other.ok;
        failures += other.failures;
        latencyNs += other.latencyNs;
        other.tallies.forEach((kind, tally) -> {
            Tally mine = tallies.computeIfAbsent(kind, _ -> new Tally(tally.first));
            mine.count += tally.count;
            mine.tookNs += tally.tookNs;
        });
    }

    /** By label; kinds that did not occur are left out. */
    Map<String, Failures> byKind() {
        Map<String, Failures> kinds = new TreeMap<>();
        tallies.forEach((kind, tally) ->
                kinds.put(
                        kind.label(),
                        new Failures(tally.count, tally.tookNs / 1e6 / tally.count, tally.first)));
        return kinds;
    }

    /**
     * @param first what was seen the first time
     */
    record Failures(long count, double meanMs, String first) {}
}
