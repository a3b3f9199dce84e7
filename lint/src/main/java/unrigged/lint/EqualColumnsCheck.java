package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Finding.Severity;
import unrigged.lint.Quantity.Dimension;

/** Two columns of times or rates with different meanings and the same figures. */
final class EqualColumnsCheck implements TableCheck {
    private static final int ROWS_MIN = 5;
    private static final int VALUES_MIN = 3;

    @Override
    public LintRule rule() {
        return LintRule.EQUAL_COLUMNS;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<Column> columns =
                table.columns().stream()
                        .filter(column ->
                                column.quantity().measured()
                                        && (column.quantity().dimension() == Dimension.TIME
                                                || column.quantity().dimension() == Dimension.RATE))
                        .toList();
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                if (columns.get(i).quantity().dimension()
                        == columns.get(j).quantity().dimension()) {
                    applied = true;
                    pair(table, columns.get(i), columns.get(j))
                            .finding(
                                    "'%s' and '%s' are one column"
                                            .formatted(
                                                    columns.get(i).name(), columns.get(j).name()))
                            .ifPresent(findings::add);
                }
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "two columns of latencies, or two of throughput, are needed");
    }

    /** The rows of all groups in which every row that has both has the same figure in both. */
    private static LintFindings pair(UnderstoodTable table, Column a, Column b) {
        LintFindings found = new LintFindings(LintRule.EQUAL_COLUMNS, Severity.WARNING, table);
        for (List<Integer> group : table.rows().groups()) {
            List<Integer> rows =
                    group.stream()
                            .filter(row -> a.numbers().has(row) && b.numbers().has(row))
                            .toList();
            boolean equal =
                    rows.size() >= ROWS_MIN
                            && rows.stream()
                                    .allMatch(
                                            row -> a.numbers().value(row) == b.numbers().value(row))
                            && rows.stream()
                                            .map(a.numbers()::value)
                                            .distinct()
                                            .limit(VALUES_MIN)
                                            .count()
                                    == VALUES_MIN;
            if (equal) {
                rows.forEach(row ->
                        found.add(
                                row,
                                0,
                                say("both are %s", Figures.of(a, a.numbers().value(row))),
                                a,
                                b));
            }
        }
        return found;
    }
}
