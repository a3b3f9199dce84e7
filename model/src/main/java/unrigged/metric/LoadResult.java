package unrigged.metric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the load generator reports of the measured window; the JSON of {@code unrigged load --json}.
 *
 * @param ok answers that were complete, in time and right
 * @param failed by kind: connect, reset, closed-early, timeout, status, wrong-body, protocol
 * @param abandoned requests in flight when the window ended
 * @param offered of an open loop: requests that were due in the window; absent in a closed one
 * @param oldestInFlightMs age of the oldest of those; absent when there was none, and in older
 *     journals
 * @param inFlightOverHalfWindow those that were in flight for more than half of the window; absent
 *     in older journals
 * @param connectionsUnanswered those of them whose connection got no answer in the window at all
 * @param retriedOnClosed requests that were sent again, as the server had closed the kept
 *     connection; absent when there was none
 * @param followed requests that began in the window and whose end was seen: those of the latencies;
 *     absent where only answers within the window have latencies, as in trials
 * @param unfollowed those that began in the window and whose end was not awaited
 * @param drainS from the window's end until nothing was in flight
 * @param health the word healthy, or "saturated: why"
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadResult(
        long ok,
        Map<String, Long> failed,
        long abandoned,
        OptionalLong offered,
        OptionalDouble oldestInFlightMs,
        OptionalLong inFlightOverHalfWindow,
        OptionalInt connectionsUnanswered,
        OptionalLong retriedOnClosed,
        OptionalLong followed,
        OptionalLong unfollowed,
        OptionalDouble drainS,
        double durationS,
        double perSecond,
        Latency latencyMs,
        OptionalDouble cpuUserS,
        OptionalDouble cpuSystemS,
        String transport,
        String health,
        int connectionsAsked,
        int connectionsEstablished,
        OptionalDouble busyShare,
        OptionalDouble littlesLawResidual,
        List<Second> seconds) {

    private static final double BEYOND_LATENCIES = 1.5;

    /** A connection request that is lost is repeated after a second: no hang in a short window. */
    private static final double LOST_SYN_MS = 1_200;

    public LoadResult {
        failed = Map.copyOf(failed);
        seconds = List.copyOf(seconds);
    }

    /**
     * Whether requests hung: in flight for more than half of the window, and for {@value
     * #BEYOND_LATENCIES} times as long as any that was answered. Where every latency is long, the
     * window is short, and nothing hangs.
     */
    @JsonIgnore
    public boolean hung() {
        double longestMs =
                Math.max(
                        Math.max(LOST_SYN_MS, durationS * 1e3 / 2),
                        BEYOND_LATENCIES * latencyMs.max().orElse(0));
        return inFlightOverHalfWindow.orElse(0) > 0 && oldestInFlightMs.orElse(0) > longestMs;
    }

    /**
     * Whether nothing ended in the window, neither right nor wrong, and nothing is known to hang:
     * what was in flight is no {@link #hung} request, and not all of it was still there when it was
     * followed no longer.
     */
    @JsonIgnore
    public boolean nothingEnded() {
        boolean nothingLater = abandoned > 0 && drainS.isPresent() && drainS.getAsDouble() <= 0;
        return ok == 0 && failures() == 0 && !hung() && !nothingLater;
    }

    /** What hung, if anything did. */
    @JsonIgnore
    public String hanging() {
        return String.format(
                Locale.ROOT,
                "%,d requests in flight for more than half of the window (%.1f s) when it ended, the oldest for %.1f s; %,d of their connections got no answer in the window",
                inFlightOverHalfWindow.orElse(0),
                durationS,
                oldestInFlightMs.orElse(0) / 1e3,
                connectionsUnanswered.orElse(0));
    }

    /** In ms; a percentile is absent when nothing was answered. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Latency(
            OptionalDouble mean,
            OptionalDouble p50,
            OptionalDouble p90,
            OptionalDouble p99,
            OptionalDouble p999,
            OptionalDouble max) {}

    /** One second of the window, counted from 0. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Second(
            int second, long ok, long failed, OptionalDouble p50Ms, OptionalDouble p99Ms) {}

    @JsonIgnore
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
