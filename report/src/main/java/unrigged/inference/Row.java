package unrigged.inference;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.metric.Tier;

/**
 * One stack in one scenario.
 *
 * @param settings the scenario's, resolved for this stack; empty when the run did not get there
 * @param ok right answers, summed over the measured trials
 * @param failed requests by kind, summed over the measured trials
 * @param latencyRatios P50 and P99 against the reference stack, paired by block
 * @param maxDbSessions the most in any trial: as PostgreSQL counted, else as PgBouncer held open
 * @param cpuMsPerRequest CPU time of the measured windows over their right answers
 * @param pssMiB the most at the end of any window
 * @param blocks throughput by block
 * @param why when there are no figures
 */
public record Row(
        StackInfo stack,
        Optional<CellSettings> settings,
        Trials trials,
        long ok,
        Map<String, Long> failed,
        Throughput throughput,
        Ratio throughputRatio,
        Latency latency,
        LatencyRatios latencyRatios,
        OptionalInt maxDbSessions,
        Map<Tier, Double> cpuMsPerRequest,
        Map<Tier, Double> pssMiB,
        List<Block> blocks,
        List<Finding> findings,
        Optional<String> why) {

    public Row {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        cpuMsPerRequest = byTier(cpuMsPerRequest);
        pssMiB = byTier(pssMiB);
        blocks = List.copyOf(blocks);
        findings = List.copyOf(findings);
    }

    /** How many trials ended which way. */
    public record Trials(int measured, int failed) {}

    /** Of all answers of the cell's trials together. */
    public record Latency(Percentile p50, Percentile p99) {}

    public record LatencyRatios(Ratio p50, Ratio p99) {}

    /** One block's throughput. */
    public record Block(int block, double perSecond) {}

    public long failedRequests() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** CPU time of one request over all tiers, in ms; empty when nothing was measured. */
    public Optional<Double> cpuMsPerRequestTotal() {
        return cpuMsPerRequest.values().stream().reduce(Double::sum);
    }

    public Optional<Double> pssMiBTotal() {
        return pssMiB.values().stream().reduce(Double::sum);
    }

    private static Map<Tier, Double> byTier(Map<Tier, Double> values) {
        Map<Tier, Double> copy = new EnumMap<>(Tier.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }
}
