package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/** A row is compared by what it answered, though a part of its requests failed. */
final class FailuresLeftOutCheck implements TableCheck {
    private static final double SHARE = 0.01;

    @Override
    public LintRule rule() {
        return LintRule.FAILURES_LEFT_OUT;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        boolean counted =
                table.knows(Quantity.REQUESTS) || table.first(Quantity.OK_ANSWERS).isPresent();
        if (table.first(Quantity.FAILURES).isEmpty() || !counted) {
            return new CheckOutcome.NotChecked(
                    "counts of failed requests, and of all or of the right answers, are needed");
        }
        LintFindings all = new LintFindings(LintRule.FAILURES_LEFT_OUT, Severity.WARNING, table);
        Column[] columns = table.all(Quantity.FAILURES).toArray(Column[]::new);
        for (int row = 0; row < table.rowCount(); row++) {
            double failures = RequestCounts.failures(table, row);
            OptionalDouble requests = RequestCounts.all(table, row);
            double of = Math.max(failures, requests.orElse(0));
            if (failures > SHARE * of) {
                all.add(
                        row,
                        failures / of,
                        say(
                                "%s of %s requests failed: %s",
                                Figures.of(failures),
                                Figures.of(of),
                                Figures.percent(failures / of)),
                        columns);
            }
        }
        return new CheckOutcome.Checked(
                all
                        .finding(
                                "Rows with failed requests are compared with others",
                                Value.of("failedMax", SHARE, "share"))
                        .stream()
                        .toList());
    }
}
