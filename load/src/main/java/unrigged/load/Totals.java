package unrigged.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import unrigged.load.http.FailureKind;

/**
 * How the requests of one phase ended. Owner: the loop's thread until the phase is over; allocates
 * nothing per request.
 */
final class Totals {
    private static final int EXAMPLES_MAX = 5;

    private final Map<FailureKind, Tally> tallies = new EnumMap<>(FailureKind.class);
    private final long carriedOver;
    private long begun;
    private long ok;
    private long failures;
    private long latencyNs;

    /** By exchange; empty when there is only one. */
    private final long[] okOf;

    private final long[] failuresOf;
    private final long[] latencyNsOf;

    /**
     * @param carriedOver requests that were in flight when the phase began; they end in this one
     * @param exchanges how many different ones are sent
     */
    Totals(long carriedOver, int exchanges) {
        this.carriedOver = carriedOver;
        begun = carriedOver;
        int kept = exchanges > 1 ? exchanges : 0;
        okOf = new long[kept];
        failuresOf = new long[kept];
        latencyNsOf = new long[kept];
    }

    void begin() {
        begun++;
    }

    void answered(int exchange, long tookNs) {
        ok++;
        latencyNs += tookNs;
        if (okOf.length > 0) {
            okOf[exchange]++;
            latencyNsOf[exchange] += tookNs;
        }
    }

    /** Whether it would be kept as an example. */
    boolean isNews(FailureKind kind, int exchange) {
        Tally tally = tallies.get(kind);
        return tally == null || tally.isNews(exchange);
    }

    void failed(FailureKind kind, int exchange, long tookNs, String detail) {
        failures++;
        latencyNs += tookNs;
        if (okOf.length > 0) {
            failuresOf[exchange]++;
            latencyNsOf[exchange] += tookNs;
        }
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tally = new Tally();
            tallies.put(kind, tally);
        }
        tally.count++;
        tally.tookNs += tookNs;
        tally.keep(exchange, detail);
    }

    /** Failures of one kind: all counted, the first of each of a few exchanges described. */
    private static final class Tally {
        private final List<Example> examples = new ArrayList<>();
        private long count;
        private long tookNs;

        boolean isNews(int exchange) {
            if (examples.size() == EXAMPLES_MAX) {
                return false;
            }
            for (int i = 0; i < examples.size(); i++) {
                if (examples.get(i).exchange() == exchange) {
                    return false;
                }
            }
            return true;
        }

        void keep(int exchange, String detail) {
            if (isNews(exchange)) {
                examples.add(new Example(exchange, detail));
            }
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
            Tally mine = tallies.computeIfAbsent(kind, _ -> new Tally());
            mine.count += tally.count;
            mine.tookNs += tally.tookNs;
            tally.examples.forEach(example -> mine.keep(example.exchange(), example.detail()));
        });
        for (int i = 0; i < okOf.length; i++) {
            okOf[i] += other.okOf[i];
            failuresOf[i] += other.failuresOf[i];
            latencyNsOf[i] += other.latencyNsOf[i];
        }
    }

    /** By label; kinds that did not occur are left out. */
    Map<String, Failures> byKind() {
        Map<String, Failures> kinds = new TreeMap<>();
        tallies.forEach((kind, tally) ->
                kinds.put(
                        kind.label(),
                        new Failures(
                                tally.count,
                                tally.tookNs / 1e6 / tally.count,
                                List.copyOf(tally.examples))));
        return kinds;
    }

    /** What became of the different requests; empty when there is only one. */
    List<Asked> byExchange() {
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < okOf.length; i++) {
            long ended = okOf[i] + failuresOf[i];
            all.add(
                    new Asked(
                            okOf[i],
                            failuresOf[i],
                            ended == 0
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(latencyNsOf[i] / 1e6 / ended)));
        }
        return all;
    }

    /**
     * @param examples what was seen the first time, of up to five different requests
     */
    record Failures(long count, double meanMs, List<Example> examples) {
        String first() {
            return examples.getFirst().detail();
        }
    }

    /** What became of a request, for people. */
    record Example(int exchange, String detail) {}

    /**
     * How often one of the requests was answered and failed.
     *
     * @param meanMs latency of those that ended
     */
    record Asked(long ok, long failed, OptionalDouble meanMs) {}
}
