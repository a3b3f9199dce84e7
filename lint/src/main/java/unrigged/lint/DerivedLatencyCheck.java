package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.inference.Finding.Severity;

/**
 * A "time per request" that is the throughput once more: ApacheBench prints it beside the other.
 */
final class DerivedLatencyCheck implements TableCheck {
    private static final int ROWS_MIN = 3;

    /** Both figures may be of a few runs together, or cut off instead of rounded. */
    private static final double TOLERANCE = 0.01;

    @Override
    public LintRule rule() {
        return LintRule.DERIVED_LATENCY;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Column latency : table.all(Quantity.LATENCY_MEAN)) {
            Optional<Column> throughput = table.partner(latency, Quantity.THROUGHPUT);
            if (throughput.isEmpty()) {
                continue;
            }
            applied = true;
            if (derived(table, latency, throughput.get())) {
                findings.addAll(found(table, latency, throughput.get()));
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked("throughput and a mean latency are needed");
    }

    private static List<TableFinding> found(
            UnderstoodTable table, Column latency, Column throughput) {
        LintFindings all = new LintFindings(LintRule.DERIVED_LATENCY, Severity.WARNING, table);
        Numbers times = latency.numbers();
        for (int row = times.next(0); row >= 0; row = times.next(row + 1)) {
            if (throughput.numbers().has(row)) {
                all.add(
                        row,
                        0,
                        say(
                                "1 / (%s/s) = %s, the table has %s",
                                Figures.of(throughput.numbers().value(row)),
                                Figures.time(1 / throughput.numbers().value(row)),
                                Figures.time(times.value(row))),
                        latency);
            }
        }
        return all
                .finding(
                        "'%s' is 1 / '%s', not a latency"
                                .formatted(latency.name(), throughput.name()))
                .stream()
                .toList();
    }

    /**
     * Whether a latency is 1 / throughput in every row that has both. With one connection every
     * latency is.
     */
    static boolean derived(UnderstoodTable table, Column latency, Column throughput) {
        Numbers times = latency.numbers();
        Numbers rates = throughput.numbers();
        int rows = 0;
        double first = 0;
        boolean various = false;
        for (int row = times.next(0); row >= 0; row = times.next(row + 1)) {
            if (!rates.has(row) || alone(table, row)) {
                continue;
            }
            if (times.min(row) * rates.min(row) > 1 + TOLERANCE
                    || times.max(row) * rates.max(row) < 1 - TOLERANCE) {
                return false;
            }
            rows++;
            first = rows == 1 ? rates.value(row) : first;
            various |= rates.value(row) != first;
        }
        return rows >= ROWS_MIN && various;
    }

    private static boolean alone(UnderstoodTable table, int row) {
        return table.setting(Quantity.CONNECTIONS, row).orElse(2) <= 1;
    }
}
