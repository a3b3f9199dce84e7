package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * Throughput × duration = requests counted. A tool may count in its throughput right answers or all
 * of them; runs end a little after their duration, and with requests under way.
 */
final class CountMismatchCheck implements TableCheck {
    private static final double TOLERANCE = 0.05;

    @Override
    public LintRule rule() {
        return LintRule.COUNT_MISMATCH;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        Optional<Column> throughput = table.first(Quantity.THROUGHPUT);
        Optional<Column> counted =
                table.first(Quantity.OK_ANSWERS).or(() -> table.first(Quantity.REQUESTS));
        boolean one = table.all(Quantity.THROUGHPUT).size() == 1;
        if (throughput.isEmpty() || counted.isEmpty() || !one || !table.knows(Quantity.DURATION)) {
            return new CheckOutcome.NotChecked(
                    "one column of throughput, counts of requests and the duration are needed (--duration 30s)");
        }
        LintFindings all = new LintFindings(LintRule.COUNT_MISMATCH, Severity.ERROR, table);
        for (int row = 0; row < table.rowCount(); row++) {
            row(table, row, throughput.get(), counted.get(), all);
        }
        return new CheckOutcome.Checked(
                all
                        .finding(
                                "'%s' is not throughput × duration".formatted(counted.get().name()),
                                Value.of("differenceMax", TOLERANCE, "share"))
                        .stream()
                        .toList());
    }

    private static void row(
            UnderstoodTable table, int row, Column throughput, Column counted, LintFindings to) {
        OptionalDouble duration = table.setting(Quantity.DURATION, row);
        Numbers rates = throughput.numbers();
        if (duration.isEmpty()
                || !rates.has(row)
                || !(rates.value(row) > 0)
                || !counted.numbers().has(row)) {
            return;
        }
        double expected = rates.value(row) * duration.getAsDouble();
        double slack =
                TOLERANCE * expected
                        + (rates.max(row) - rates.value(row)) * duration.getAsDouble()
                        + table.setting(Quantity.CONNECTIONS, row).orElse(1);
        double answers = counted.numbers().value(row);
        boolean fits =
                Math.abs(answers - expected) <= slack
                        || Math.abs(answers + RequestCounts.failures(table, row) - expected)
                                <= slack
                        || Math.abs(RequestCounts.all(table, row).orElse(answers) - expected)
                                <= slack;
        if (!fits) {
            double times = answers / expected;
            to.add(
                    row,
                    Math.max(times, 1 / times),
                    say(
                            "%s/s × %s = %s, counted %s: %s ×",
                            Figures.of(rates.value(row)),
                            Figures.time(duration.getAsDouble()),
                            Figures.of(expected),
                            Figures.of(answers),
                            Figures.of(times)),
                    throughput,
                    counted);
        }
    }
}
