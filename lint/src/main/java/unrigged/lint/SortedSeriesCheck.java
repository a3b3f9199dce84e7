package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import unrigged.inference.Finding.Severity;

/**
 * Several series that all fall down one table. Figures that are close in one series are in either
 * order in another one, unless each series was sorted by itself.
 */
final class SortedSeriesCheck implements TableCheck {
    private static final int SERIES_MIN = 3;
    private static final int ROWS_MIN = 6;
    private static final double CLOSE = 0.05;

    @Override
    public LintRule rule() {
        return LintRule.SORTED_SERIES;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Quantity quantity :
                List.of(Quantity.THROUGHPUT, Quantity.LATENCY_MEAN, Quantity.RATIO)) {
            List<Column> series = table.all(quantity);
            if (series.size() < SERIES_MIN || table.rowCount() < ROWS_MIN) {
                continue;
            }
            applied = true;
            for (boolean falling : new boolean[] {true, false}) {
                List<Column> sorted =
                        series.stream().filter(column -> sorted(column, falling)).toList();
                if (sorted.size() >= SERIES_MIN && sorted.size() == series.size()) {
                    findings.addAll(found(table, sorted, falling));
                }
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "three columns of the same figure and %d rows are needed"
                                .formatted(ROWS_MIN));
    }

    /** Strictly, and with neighbours that are close: every row has a number. */
    private static boolean sorted(Column column, boolean falling) {
        Numbers numbers = column.numbers();
        if (numbers.count() < numbers.rows() || numbers.rows() < ROWS_MIN) {
            return false;
        }
        boolean close = false;
        for (int row = 1; row < numbers.rows(); row++) {
            double high = numbers.value(falling ? row - 1 : row);
            double low = numbers.value(falling ? row : row - 1);
            if (!(high > low) || !(low > 0)) {
                return false;
            }
            close |= high < low * (1 + CLOSE);
        }
        return close;
    }

    private static List<TableFinding> found(
            UnderstoodTable table, List<Column> sorted, boolean falling) {
        LintFindings all = new LintFindings(LintRule.SORTED_SERIES, Severity.WARNING, table);
        for (int row = 1; row < table.rowCount(); row++) {
            int at = row;
            double closest =
                    sorted.stream().mapToDouble(column -> apart(column, at)).min().orElseThrow();
            if (closest < 1 + CLOSE) {
                Column column =
                        sorted.stream()
                                .filter(each -> apart(each, at) == closest)
                                .findFirst()
                                .orElseThrow();
                all.add(
                        row,
                        1 / closest,
                        say(
                                "'%s' is %s after %s, and all other columns %s too",
                                column.name(),
                                Figures.of(column, column.numbers().value(row)),
                                Figures.of(column, column.numbers().value(row - 1)),
                                falling ? "fall" : "rise"),
                        sorted.toArray(Column[]::new));
            }
        }
        return all
                .finding(
                        "Each column is sorted by itself: %s"
                                .formatted(
                                        sorted.stream()
                                                .map(column -> "'" + column.name() + "'")
                                                .collect(Collectors.joining(", "))))
                .stream()
                .toList();
    }

    private static double apart(Column column, int row) {
        double a = column.numbers().value(row - 1);
        double b = column.numbers().value(row);
        return Math.max(a, b) / Math.min(a, b);
    }
}
