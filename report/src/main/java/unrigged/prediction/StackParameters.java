package unrigged.prediction;

import java.util.Map;
import unrigged.inference.Interval;

/**
 * What the model of a stack was fitted to say.
 *
 * @param changed settings of the plan that its scenarios change, by the factor's id
 * @param cpuMs of one request over all tiers, while all CPUs are busy
 * @param idleGrowth by how much more it takes on an idle machine, as a factor less 1
 * @param extraLatencyMs of a request, without a CPU: timers, wake-ups, handshakes
 * @param efficiency the part of the CPUs that its requests get
 * @param cells that it was fitted to
 */
public record StackParameters(
        String stack,
        Map<String, String> changed,
        double cpuMs,
        double idleGrowth,
        Estimate extraLatencyMs,
        Estimate efficiency,
        int cells) {
    public StackParameters {
        changed = Map.copyOf(changed);
    }

    /**
     * One of the two that are fitted to throughputs.
     *
     * @param interval 95 %, from the curvature of the fit: what its cells, with an error of 3 %
     *     each, and the prior leave open
     */
    public record Estimate(double point, Interval interval) {}
}
