package unrigged.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the load generator reports of the measured window; the JSON of {@code unrigged load --json}.
 *
 * @param ok answers that were complete, in time and right
 * @param failed by kind: connect, reset, closed-early, timeout, status, wrong-body, protocol
 * @param abandoned requests in flight when the window ended
 * @param health the word healthy, or "saturated: why"
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadResult(
        long ok,
        Map<String, Long> failed,
        long abandoned,
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

    public LoadResult {
        failed = Map.copyOf(failed);
        seconds = List.copyOf(seconds);
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
