package unrigged.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import unrigged.load.PhaseController.Measured;
import unrigged.load.Totals.Failures;
import unrigged.load.http.Exchange;
import unrigged.load.http.Gauges;
import unrigged.load.http.UnansweredRequests;

/**
 * What was measured in the window.
 *
 * @param ok right answers
 * @param failed by kind; kinds that did not occur are left out
 * @param abandoned requests in flight, or due and not begun, when the window ended
 * @param begun requests that began or were due in the window or were in flight when it began: each
 *     of them is in exactly one of the three above
 * @param offered requests that were due in the window; absent in a closed loop
 * @param latencies answers and timeouts: those in the window, or of the requests that were followed
 * @param followed what became of the window's requests; empty if they were not followed
 * @param stamped whether latencies end when the kernel received the answers, not when the generator
 *     read them
 * @param connects attempts to connect within the window
 * @param established slots that ever had a connection
 * @param keptOpen connections that the server announced to close and did not
 * @param retriedOnClosed requests that were sent again over a new connection, since the server had
 *     closed the kept one without a byte of an answer
 * @param unanswered what was without its answer when the window ended
 * @param threads each thread's figures
 * @param exchanges what the plan's exchanges are called
 * @param asked what became of each of the plan's exchanges; empty when there is only one
 * @param connecting where the connections went, and what became of them on the way
 */
record Result(
        long ok,
        Map<String, Failures> failed,
        long abandoned,
        long begun,
        OptionalLong offered,
        double durationS,
        Latency latencies,
        Optional<Followed> followed,
        Lag sendLag,
        OptionalDouble cpuUserS,
        OptionalDouble cpuSystemS,
        String transport,
        boolean stamped,
        String health,
        int connections,
        int established,
        long connects,
        long bytesReceived,
        long keptOpen,
        long retriedOnClosed,
        UnansweredRequests unanswered,
        List<SelfCheck.Figures> threads,
        double gcPauseMs,
        List<LoadProgress.Second> seconds,
        List<String> exchanges,
        List<Totals.Asked> asked,
        ConnectionReport connecting) {

    /**
     * The requests that began in the window, or were due in it.
     *
     * @param seen how many ended, then or later
     * @param unseen how many did not in the time for which they were followed
     * @param drainS from the window's end to the last end of any request
     */
    record Followed(long seen, long unseen, double drainS) {}

    /** In ms; absent when there was none. */
    record Latency(
            OptionalDouble mean,
            OptionalDouble p50,
            OptionalDouble p90,
            OptionalDouble p99,
            OptionalDouble p999,
            OptionalDouble max) {
        static Latency of(Histogram histogram) {
            boolean none = histogram.getTotalCount() == 0;
            return new Latency(
                    none ? OptionalDouble.empty() : OptionalDouble.of(histogram.getMean() / 1e3),
                    LatencyHistograms.percentileMs(histogram, 50),
                    LatencyHistograms.percentileMs(histogram, 90),
                    LatencyHistograms.percentileMs(histogram, 99),
                    LatencyHistograms.percentileMs(histogram, 99.9),
                    LatencyHistograms.percentileMs(histogram, 100));
        }
    }

    /**
     * How late requests left by the generator's own doing, in ms; absent without a clock to go by.
     */
    record Lag(OptionalDouble p50, OptionalDouble p99, OptionalDouble max) {
        static Lag of(Histogram histogram) {
            return new Lag(
                    LatencyHistograms.percentileMs(histogram, 50),
                    LatencyHistograms.percentileMs(histogram, 99),
                    LatencyHistograms.percentileMs(histogram, 100));
        }
    }

    Result {
        failed = Map.copyOf(failed);
        threads = List.copyOf(threads);
        seconds = List.copyOf(seconds);
        exchanges = List.copyOf(exchanges);
        asked = List.copyOf(asked);
        long failures = failed.values().stream().mapToLong(Failures::count).sum();
        if (ok + failures + abandoned != begun) {
            throw new IllegalStateException(
                    "of %d requests %d were answered, %d failed and %d were abandoned: they do not add up"
                            .formatted(begun, ok, failures, abandoned));
        }
    }

    /** What the figures alone would leave to be guessed. */
    List<String> notes() {
        return connecting.notes(latencies.max());
    }

    double perSecond() {
        return durationS > 0 ? ok / durationS : 0;
    }

    /** The busiest thread's, the thread's that waited longest for a CPU, and so on. */
    OptionalDouble worst(Function<SelfCheck.Figures, OptionalDouble> figure) {
        return threads.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .boxed()
                .max((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /**
     * @param parts one for each thread
     */
    static Result of(
            LoadPlan plan, List<Measured> parts, Reporter reporter, ConnectionReport connecting) {
        Totals totals = new Totals(0, plan.exchanges().size());
        Histogram lags = LatencyHistograms.empty();
        for (Measured part : parts) {
            totals.add(part.totals());
            lags.add(part.lags());
        }
        requireSame(reporter.window(), totals);
        Optional<Followed> followed = followed(parts);
        List<SelfCheck.Figures> threads = figures(plan, parts);
        ProcessFigures.Reading first = parts.getFirst().start().process();
        ProcessFigures.Reading last = parts.getLast().end().process();
        Latency latency = Latency.of(latencies(parts, reporter));
        long waiting = sum(parts, part -> part.end().gauges().waiting());
        return new Result(
                totals.ok(),
                totals.byKind(),
                sum(parts, Measured::abandoned),
                totals.begun() + waiting,
                plan.offered().isPresent()
                        ? OptionalLong.of(sum(parts, Measured::offered))
                        : OptionalLong.empty(),
                sum(parts, Measured::lengthNs) / 1e9 / parts.size(),
                latency,
                followed,
                Lag.of(lags),
                SelfCheck.seconds(first.userNs(), last.userNs()),
                SelfCheck.seconds(first.systemNs(), last.systemNs()),
                parts.getFirst().transport(),
                parts.getFirst().stamped(),
                health(threads, latency),
                plan.connections(),
                (int) sum(parts, part -> part.end().gauges().established()),
                change(parts, Gauges::connects),
                change(parts, Gauges::bytesReceived),
                change(parts, Gauges::keptOpen),
                change(parts, Gauges::retriedOnClosed),
                parts.stream()
                        .map(Measured::unanswered)
                        .reduce(UnansweredRequests.NONE, UnansweredRequests::and),
                threads,
                last.gcMs() - first.gcMs(),
                reporter.seconds(),
                plan.exchanges().stream().map(Exchange::name).toList(),
                totals.byExchange(),
                connecting);
    }

    /** Answers and timeouts: of the requests that were followed, else those in the window. */
    static Histogram latencies(List<Measured> parts, Reporter reporter) {
        if (parts.getFirst().followed().isEmpty()) {
            return reporter.window();
        }
        Histogram all = LatencyHistograms.empty();
        parts.forEach(part -> part.followed().ifPresent(requests -> all.add(requests.latencies())));
        return all;
    }

    private static Optional<Followed> followed(List<Measured> parts) {
        List<FollowedRequests> each =
                parts.stream().flatMap(part -> part.followed().stream()).toList();
        if (each.isEmpty()) {
            return Optional.empty();
        }
        long seen = each.stream().mapToLong(FollowedRequests::seen).sum();
        long unseen = each.stream().mapToLong(FollowedRequests::unseen).sum();
        long offered = sum(parts, Measured::offered);
        if (seen + unseen != offered || unseen < 0) {
            throw new IllegalStateException(
                    "of the window's %d requests %d were seen to end and %d not: they do not add up"
                            .formatted(offered, seen, unseen));
        }
        long drainNs = each.stream().mapToLong(FollowedRequests::drainNs).max().orElse(0);
        return Optional.of(new Followed(seen, unseen, drainNs / 1e9));
    }

    /** Where nobody listens, nothing can be said of the generator. */
    private static String health(List<SelfCheck.Figures> threads, Latency latency) {
        boolean unreached =
                threads.stream()
                        .allMatch(thread ->
                                thread.established() == 0
                                        && thread.failures() > 0
                                        && thread.portShortages() == 0);
        return unreached
                ? "unknown: no connection to the server was ever established"
                : Saturation.verdict(threads, latency.p99());
    }

    private static List<SelfCheck.Figures> figures(LoadPlan plan, List<Measured> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(i ->
                        SelfCheck.figures(
                                plan,
                                parts.get(i),
                                LoadThreads.share(plan.connections(), i, parts.size())))
                .toList();
    }

    private static void requireSame(Histogram window, Totals totals) {
        Failures timeouts = totals.byKind().get("timeout");
        long recorded = totals.ok() + (timeouts == null ? 0 : timeouts.count());
        if (window.getTotalCount() != recorded) {
            throw new IllegalStateException(
                    "the histogram holds %d latencies but %d answers and timeouts were counted"
                            .formatted(window.getTotalCount(), recorded));
        }
    }

    private static long sum(List<Measured> parts, ToLongFunction<Measured> figure) {
        return parts.stream().mapToLong(figure).sum();
    }

    private static long change(List<Measured> parts, ToLongFunction<Gauges> figure) {
        return sum(
                parts,
                part ->
                        figure.applyAsLong(part.end().gauges())
                                - figure.applyAsLong(part.start().gauges()));
    }
}
