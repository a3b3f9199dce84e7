package unrigged.prediction;

import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.experiment.CellSettings;
import unrigged.inference.Finding;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.Throughput;

/**
 * What a run measured of an open loop that is forecast.
 *
 * @param error of its row, whose latencies are none to compare with then
 * @param p50Ms empty where it is not resolved
 */
public record MeasuredOpenLoop(
        String scenario,
        double perSecond,
        Optional<String> error,
        OptionalDouble meanMs,
        OptionalDouble p50Ms,
        OptionalDouble p99Ms) {
    /** Rates that differ by less were meant to be one. */
    private static final double SAME = 1e-6;

    /**
     * Of the first scenario that has these settings and this rate, whatever its connections; empty
     * where there is none.
     */
    static Optional<MeasuredOpenLoop> of(
            RunResult run, String stack, CellSettings settings, double ratePerSecond) {
        return run.scenarios().stream()
                .flatMap(scenario ->
                        scenario.row(stack).stream()
                                .filter(row -> isSame(row, settings, ratePerSecond))
                                .flatMap(row -> of(scenario.scenario(), row).stream()))
                .findFirst();
    }

    private static boolean isSame(Row row, CellSettings wanted, double ratePerSecond) {
        return row.settings()
                .filter(own ->
                        Math.abs(own.ratePerSecond().orElse(0) / ratePerSecond - 1) < SAME
                                && own.closed()
                                        .withClients(wanted.clients())
                                        .equals(wanted.closed()))
                .isPresent();
    }

    private static Optional<MeasuredOpenLoop> of(String scenario, Row row) {
        return row.figure(Metrics.THROUGHPUT) instanceof Throughput.Measured measured
                ? Optional.of(
                        new MeasuredOpenLoop(
                                scenario,
                                measured.perSecond(),
                                row.findings().stream()
                                        .filter(f -> f.severity() == Finding.Severity.ERROR)
                                        .map(Finding::what)
                                        .findFirst(),
                                row.details().meanMs(),
                                resolved(row.figure(Metrics.P50)),
                                resolved(row.figure(Metrics.P99))))
                : Optional.empty();
    }

    private static OptionalDouble resolved(Percentile percentile) {
        return percentile instanceof Percentile.Resolved resolved
                ? OptionalDouble.of(resolved.ms())
                : OptionalDouble.empty();
    }
}
