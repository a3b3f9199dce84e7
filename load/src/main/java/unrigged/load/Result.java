package unrigged.load;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import unrigged.load.Totals.Failures;

/**
 * What was measured in the window.
 *
 * @param ok right answers
 * @param failed by kind; kinds that did not occur are left out
 * @param abandoned requests in flight when the window ended
 * @param begun requests that began in the window or were in flight when it began: each of them is
 *     in exactly one of the three above
 * @param latencies answers and timeouts
 * @param connects attempts to connect within the window
 * @param established slots that ever had a connection
 * @param keptOpen connections that the server announced to close and did not
 */
record Result(
        long ok,
        Map<String, Failures> failed,
        long abandoned,
        long begun,
        double durationS,
        Latency latencies,
        Lag sendLag,
        OptionalDouble cpuUserS,
        OptionalDouble cpuSystemS,
        String transport,
        String health,
        int connections,
        int established,
        long connects,
        long bytesReceived,
        long keptOpen,
        SelfCheck.Figures figures,
        double gcPauseMs,
        List<Progress.Second> seconds) {

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
                    Latencies.percentileMs(histogram, 50),
                    Latencies.percentileMs(histogram, 90),
                    Latencies.percentileMs(histogram, 99),
                    Latencies.percentileMs(histogram, 99.9),
                    Latencies.percentileMs(histogram, 100));
        }
    }

    /** How late requests were sent after a think time, in ms; absent without one. */
    record Lag(OptionalDouble p50, OptionalDouble p99, OptionalDouble max) {
        static Lag of(Histogram histogram) {
            return new Lag(
                    Latencies.percentileMs(histogram, 50),
                    Latencies.percentileMs(histogram, 99),
                    Latencies.percentileMs(histogram, 100));
        }
    }

    Result {
        failed = Map.copyOf(failed);
        seconds = List.copyOf(seconds);
        long failures = failed.values().stream().mapToLong(Failures::count).sum();
        if (ok + failures + abandoned != begun) {
            throw new IllegalStateException(
                    "of %d requests %d were answered, %d failed and %d were abandoned: they do not add up"
                            .formatted(begun, ok, failures, abandoned));
        }
    }

    double perSecond() {
        return durationS > 0 ? ok / durationS : 0;
    }

    static Result of(
            LoadPlan plan, Conductor.Measured measured, Reporter reporter, String transport) {
        Totals totals = measured.totals();
        Histogram window = reporter.window();
        Map<String, Failures> failed = totals.byKind();
        Failures timeouts = failed.get("timeout");
        long recorded = totals.ok() + (timeouts == null ? 0 : timeouts.count());
        if (window.getTotalCount() != recorded) {
            throw new IllegalStateException(
                    "the histogram holds %d latencies but %d answers and timeouts were counted"
                            .formatted(window.getTotalCount(), recorded));
        }
        Conductor.Edge start = measured.start();
        Conductor.Edge end = measured.end();
        int connections = plan.connections();
        SelfCheck.Figures figures = SelfCheck.figures(measured, connections);
        return new Result(
                totals.ok(),
                failed,
                end.gauges().inFlight(),
                totals.begun(),
                measured.lengthNs() / 1e9,
                Latency.of(window),
                Lag.of(measured.lags()),
                SelfCheck.seconds(start.process().userNs(), end.process().userNs()),
                SelfCheck.seconds(start.process().systemNs(), end.process().systemNs()),
                transport,
                SelfCheck.verdict(figures),
                connections,
                end.gauges().established(),
                end.gauges().connects() - start.gauges().connects(),
                end.gauges().bytesReceived() - start.gauges().bytesReceived(),
                end.gauges().keptOpen() - start.gauges().keptOpen(),
                figures,
                end.process().gcMs() - start.process().gcMs(),
                reporter.seconds());
    }
}
