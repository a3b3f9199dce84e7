package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Finding.Severity;

/** The shortest ≤ P50 ≤ P75 ≤ … ≤ the longest: a quantile rises with its level. */
final class PercentileOrderCheck implements TableCheck {
    @Override
    public LintRule rule() {
        return LintRule.PERCENTILE_ORDER;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (String series : table.series(Quantity.LATENCY_QUANTILE)) {
            List<Column> quantiles = table.quantiles(series);
            if (quantiles.size() < 2) {
                continue;
            }
            applied = true;
            LintFindings all = new LintFindings(LintRule.PERCENTILE_ORDER, Severity.ERROR, table);
            for (int row = 0; row < table.rowCount(); row++) {
                row(row, quantiles, all);
            }
            all.finding("A lower percentile is above a higher one").ifPresent(findings::add);
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked("two percentiles of the same latency are needed");
    }

    private static void row(int row, List<Column> quantiles, LintFindings to) {
        Column highest = null;
        for (Column column : quantiles) {
            Numbers numbers = column.numbers();
            if (!numbers.has(row) || numbers.value(row) <= 0) {
                continue;
            }
            if (highest != null
                    && !highest.level().equals(column.level())
                    && highest.numbers().min(row) > numbers.max(row)) {
                to.add(
                        row,
                        highest.numbers().value(row) / numbers.value(row),
                        say(
                                "%s %s > %s %s",
                                name(highest),
                                Figures.time(highest.numbers().value(row)),
                                name(column),
                                Figures.time(numbers.value(row))),
                        highest,
                        column);
            }
            if (highest == null || numbers.value(row) > highest.numbers().value(row)) {
                highest = column;
            }
        }
    }

    private static String name(Column column) {
        return LevelName.of(column.level().orElseThrow());
    }
}
