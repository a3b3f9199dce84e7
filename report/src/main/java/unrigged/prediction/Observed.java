package unrigged.prediction;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.inference.Figure;
import unrigged.inference.Finding;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Row;
import unrigged.inference.Throughput;
import unrigged.metric.Tier;

/**
 * What a stack did in a scenario.
 *
 * @param cpuNs of one request, over all tiers
 * @param appShare of it that the stack's own processes had
 * @param outerShare of it that generator and proxy had
 */
record Observed(
        String scenario,
        String stack,
        Concurrency concurrency,
        CellSettings settings,
        double perSecond,
        double cpuNs,
        double appShare,
        double outerShare,
        OptionalDouble p50Ms,
        OptionalDouble p99Ms) {

    /**
     * Empty where nothing was measured, or where the row has an error: such a row has no figure. An
     * open loop's throughput is what was offered, and says nothing of the stack.
     */
    static Optional<Observed> of(String scenario, Row row) {
        if (row.ratePerSecond().isPresent()) {
            return Optional.empty();
        }
        if (row.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            return Optional.empty();
        }
        Figure.ByTier cpu = row.figure(Metrics.CPU);
        return row.figure(Metrics.THROUGHPUT) instanceof Throughput.Measured measured
                        && row.settings().isPresent()
                        && cpu.total().isPresent()
                ? Optional.of(of(scenario, row, measured.perSecond(), cpu.amounts()))
                : Optional.empty();
    }

    private static Observed of(
            String scenario, Row row, double perSecond, Map<Tier, Double> cpuMs) {
        double total = cpuMs.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Observed(
                scenario,
                row.stack().stack(),
                concurrency(row.stack().concurrency()),
                row.settings().orElseThrow().closed(),
                perSecond,
                total * 1e6,
                cpuMs.getOrDefault(Tier.APP, 0.0) / total,
                (cpuMs.getOrDefault(Tier.LOAD, 0.0) + cpuMs.getOrDefault(Tier.PROXY, 0.0)) / total,
                resolved(row.figure(Metrics.P50)),
                resolved(row.figure(Metrics.P99)));
    }

    private static Concurrency concurrency(String id) {
        return Stream.of(Concurrency.values())
                .filter(concurrency -> concurrency.id().equals(id))
                .findFirst()
                .orElse(Concurrency.UNKNOWN);
    }

    private static OptionalDouble resolved(Percentile percentile) {
        return percentile instanceof Percentile.Resolved resolved
                ? OptionalDouble.of(resolved.ms())
                : OptionalDouble.empty();
    }

    /** The part of the machine's CPU time that its requests had. */
    double utilisation(int cpus) {
        return perSecond * cpuNs / 1e9 / cpus;
    }

    double meanMs() {
        return meanMs(settings, perSecond);
    }

    /** Of a closed loop: Little's law. */
    static double meanMs(CellSettings settings, double perSecond) {
        return settings.clients() / perSecond * 1e3;
    }
}
