package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.inference.Finding.Severity;

/** Two tables of the same rows that have a column in common, but for a few figures. */
final class TablesDifferCheck {
    private static final double SHARE = 0.8;
    private static final int ROWS_MIN = 5;
    private static final int VALUES_MIN = 3;

    private final UnderstoodTable table;
    private final UnderstoodTable other;

    /** Rows of the table with the other's row of the same label and conditions. */
    private final Map<Integer, Integer> pairs = new HashMap<>();

    TablesDifferCheck(UnderstoodTable table, UnderstoodTable other) {
        this.table = table;
        this.other = other;
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < other.rowCount(); row++) {
            rows.merge(key(other, row), row, (_, _) -> -1);
        }
        for (int row = 0; row < table.rowCount(); row++) {
            int match = rows.getOrDefault(key(table, row), -1);
            if (match >= 0) {
                pairs.put(row, match);
            }
        }
    }

    private static String key(UnderstoodTable table, int row) {
        return table.label(row) + "\n" + table.rows().condition(row);
    }

    /** Whether they have rows enough in common. */
    boolean applies() {
        return pairs.size() >= ROWS_MIN;
    }

    List<TableFinding> findings() {
        List<TableFinding> findings = new ArrayList<>();
        for (Column column : table.columns()) {
            for (Column match : other.columns()) {
                if (column.quantity() == match.quantity()
                        && column.quantity().measured()
                        && column.level().equals(match.level())) {
                    pair(column, match).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private Optional<TableFinding> pair(Column a, Column b) {
        List<Integer> different = new ArrayList<>();
        int agree = 0;
        for (Map.Entry<Integer, Integer> pair : pairs.entrySet()) {
            int row = pair.getKey();
            int match = pair.getValue();
            if (!a.numbers().has(row) || !b.numbers().has(match)) {
                continue;
            }
            boolean same =
                    a.numbers().min(row) <= b.numbers().max(match)
                            && a.numbers().max(row) >= b.numbers().min(match);
            agree += same ? 1 : 0;
            if (!same) {
                different.add(row);
            }
        }
        long values =
                pairs.keySet().stream()
                        .filter(a.numbers()::has)
                        .map(a.numbers()::value)
                        .distinct()
                        .limit(VALUES_MIN)
                        .count();
        if (agree < ROWS_MIN || values < VALUES_MIN || agree < SHARE * (agree + different.size())) {
            return Optional.empty();
        }
        LintFindings all = new LintFindings(LintRule.TABLES_DIFFER, Severity.ERROR, table);
        for (int row : different) {
            double own = a.numbers().value(row);
            double others = b.numbers().value(pairs.getOrDefault(row, 0));
            all.add(
                    row,
                    Math.abs(Math.log(own / others)),
                    say(
                            "'%s' is %s, in %s '%s' is %s",
                            a.name(),
                            Figures.of(a, own),
                            other.source().name(),
                            b.name(),
                            Figures.of(b, others)),
                    a);
        }
        return all.finding(
                "'%s' differs from '%s' of %s, which it equals in %d other rows"
                        .formatted(a.name(), b.name(), other.source().name(), agree));
    }
}
