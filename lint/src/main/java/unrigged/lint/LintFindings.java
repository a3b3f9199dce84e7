package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;
import unrigged.lint.TableFinding.Mark;
import unrigged.lint.TableFinding.Told;

/** Findings of one rule and severity about one table, row by row; together they are one finding. */
final class LintFindings {
    private static final int TOLD_MAX = 3;
    private static final String BETWEEN = " · ";

    private final LintRule rule;
    private final Severity severity;
    private final UnderstoodTable table;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Worst> worst = new ArrayList<>();
    private int rows;

    /** One row's evidence, by how far it is from what it should be. */
    private record Worst(double far, Told told) {}

    LintFindings(LintRule rule, Severity severity, UnderstoodTable table) {
        this.rule = rule;
        this.severity = severity;
        this.table = table;
    }

    /**
     * A row that contradicts.
     *
     * @param far how far, for the order of the evidence
     * @param says the equation with its numbers
     * @param columns whose cells take part
     */
    void add(int row, double far, String says, Column... columns) {
        rows++;
        for (Column column : columns) {
            marks.add(new Mark(row, column.index(), says));
        }
        worst.add(new Worst(far, new Told(row, says)));
        if (worst.size() > 64 * TOLD_MAX) {
            keepWorst();
        }
    }

    int rows() {
        return rows;
    }

    private void keepWorst() {
        worst.sort((a, b) -> Double.compare(b.far(), a.far()));
        worst.subList(TOLD_MAX, worst.size()).clear();
    }

    /**
     * Empty without rows.
     *
     * @param what one sentence without its end
     */
    Optional<TableFinding> finding(String what, Value... values) {
        return finding(what, "", values);
    }

    /**
     * The same with more evidence behind that of the rows.
     *
     * @param more a sentence; empty for none
     */
    Optional<TableFinding> finding(String what, String more, Value... values) {
        if (rows == 0) {
            return Optional.empty();
        }
        if (worst.size() > TOLD_MAX) {
            keepWorst();
        }
        List<Told> told = worst.stream().map(Worst::told).toList();
        List<String> rest = new ArrayList<>();
        if (rows > told.size()) {
            rest.add("and %d more rows".formatted(rows - told.size()));
        }
        if (!more.isEmpty()) {
            rest.add(more);
        }
        List<String> evidence = new ArrayList<>();
        told.forEach(each -> evidence.add(table.name(each.row()) + ": " + each.says()));
        evidence.addAll(rest);
        List<Value> all = new ArrayList<>();
        all.add(Value.count("rows", rows, "rows"));
        all.addAll(List.of(values));
        return Optional.of(
                new TableFinding(
                        new Finding(
                                rule,
                                severity,
                                what,
                                String.join(BETWEEN, evidence),
                                all,
                                rule.remedy()),
                        marks,
                        told,
                        String.join(BETWEEN, rest)));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static String say(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
