package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * What a delay that every request waits for allows: at most K / delay answers per second, K the
 * requests that can wait at a time, and no latency below it.
 */
final class DelayChecks {
    private static final double THROUGHPUT_TOLERANCE = 0.02;
    private static final double LATENCY_TOLERANCE = 0.01;

    private DelayChecks() {}

    static final class ThroughputCheck implements TableCheck {
        @Override
        public LintRule rule() {
            return LintRule.IMPOSSIBLE_THROUGHPUT;
        }

        @Override
        public CheckOutcome of(UnderstoodTable table) {
            List<Column> throughputs = table.all(Quantity.THROUGHPUT);
            boolean places = table.knows(Quantity.CONNECTIONS) || table.knows(Quantity.POOL);
            if (throughputs.isEmpty() || !places || !table.knows(Quantity.DELAY)) {
                return new CheckOutcome.NotChecked(
                        "throughput, the delay of a request (--delay 20ms), and connections or the pool's size (--pool 10) are needed");
            }
            List<TableFinding> findings = new ArrayList<>();
            for (Column throughput : throughputs) {
                LintFindings all =
                        new LintFindings(LintRule.IMPOSSIBLE_THROUGHPUT, Severity.ERROR, table);
                Numbers rates = throughput.numbers();
                for (int row = rates.next(0); row >= 0; row = rates.next(row + 1)) {
                    row(table, row, throughput, all);
                }
                all.finding(
                                "'%s' is more than the delay allows".formatted(throughput.name()),
                                Value.of("tolerance", THROUGHPUT_TOLERANCE, "share"))
                        .ifPresent(findings::add);
            }
            return new CheckOutcome.Checked(findings);
        }

        private static void row(
                UnderstoodTable table, int row, Column throughput, LintFindings to) {
            OptionalDouble delay = table.setting(Quantity.DELAY, row);
            OptionalDouble connections = table.setting(Quantity.CONNECTIONS, row);
            OptionalDouble pool = table.setting(Quantity.POOL, row);
            if (delay.isEmpty()
                    || !(delay.getAsDouble() > 0)
                    || (connections.isEmpty() && pool.isEmpty())) {
                return;
            }
            double inFlight =
                    connections.isEmpty()
                            ? Double.MAX_VALUE
                            : connections.getAsDouble()
                                    * table.setting(Quantity.PIPELINE, row).orElse(1);
            double places = Math.min(inFlight, pool.orElse(Double.MAX_VALUE));
            double most = places / delay.getAsDouble();
            if (throughput.numbers().min(row) > most * (1 + THROUGHPUT_TOLERANCE)) {
                double value = throughput.numbers().value(row);
                to.add(
                        row,
                        value / most,
                        say(
                                "%s/s > %s / %s = %s/s",
                                Figures.of(value),
                                Figures.of(places),
                                Figures.time(delay.getAsDouble()),
                                Figures.of(most)),
                        throughput);
            }
        }
    }

    static final class LatencyCheck implements TableCheck {
        @Override
        public LintRule rule() {
            return LintRule.IMPOSSIBLE_LATENCY;
        }

        @Override
        public CheckOutcome of(UnderstoodTable table) {
            List<Column> latencies =
                    table.columns(Quantity.LATENCY_MEAN, Quantity.LATENCY_QUANTILE)
                            .filter(column -> !throughputOnceMore(table, column))
                            .toList();
            if (latencies.isEmpty() || !table.knows(Quantity.DELAY)) {
                return new CheckOutcome.NotChecked(
                        "a latency and the delay that every request waits for (--delay 20ms) are needed");
            }
            List<TableFinding> findings = new ArrayList<>();
            for (Column latency : latencies) {
                LintFindings all =
                        new LintFindings(LintRule.IMPOSSIBLE_LATENCY, Severity.ERROR, table);
                Numbers times = latency.numbers();
                for (int row = times.next(0); row >= 0; row = times.next(row + 1)) {
                    OptionalDouble delay = table.setting(Quantity.DELAY, row);
                    if (delay.isPresent()
                            && times.value(row) > 0
                            && times.max(row) < delay.getAsDouble() * (1 - LATENCY_TOLERANCE)) {
                        all.add(
                                row,
                                delay.getAsDouble() / times.value(row),
                                say(
                                        "%s < %s",
                                        Figures.time(times.value(row)),
                                        Figures.time(delay.getAsDouble())),
                                latency);
                    }
                }
                all.finding("'%s' is below the delay".formatted(latency.name()))
                        .ifPresent(findings::add);
            }
            return new CheckOutcome.Checked(findings);
        }

        private static boolean throughputOnceMore(UnderstoodTable table, Column latency) {
            return latency.is(Quantity.LATENCY_MEAN)
                    && table.partner(latency, Quantity.THROUGHPUT)
                            .filter(x -> DerivedLatencyCheck.derived(table, latency, x))
                            .isPresent();
        }
    }
}
