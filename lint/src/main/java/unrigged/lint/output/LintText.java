package unrigged.lint.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.lint.Column;
import unrigged.lint.Figures;
import unrigged.lint.LintResult;
import unrigged.lint.LintResult.NotChecked;
import unrigged.lint.LintRule;
import unrigged.lint.TableFinding;
import unrigged.lint.UnderstoodFile.PassedOver;
import unrigged.lint.UnderstoodTable;
import unrigged.report.TextTable;

/** What was understood and found, as plain text for a console. */
public final class LintText {
    private static final int WIDTH = 100;
    private static final int ROWS_NAMED_MAX = 12;

    private LintText() {}

    /** Lines without line ends: each table under its name, and what was passed over. */
    public static List<String> lines(List<LintResult> results, List<PassedOver> passedOver) {
        List<String> lines = new ArrayList<>();
        for (LintResult result : results) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(lines(result));
        }
        if (!passedOver.isEmpty()) {
            lines.add("");
        }
        for (PassedOver each : passedOver) {
            lines.add(TextTable.printable(each.table() + ": passed over, " + each.why()));
        }
        return lines;
    }

    /** What was understood, findings, what was and could not be checked. */
    private static List<String> lines(LintResult result) {
        List<String> lines = new ArrayList<>();
        understood(result.table(), lines);
        for (TableFinding found : result.findings()) {
            lines.add("");
            finding(result.table(), found, lines);
        }
        lines.add("");
        List<LintRule> clean = result.quiet();
        if (!clean.isEmpty()) {
            wrapped(
                    "checked, nothing found: ",
                    clean.stream().map(LintRule::id).collect(Collectors.joining(", ")),
                    lines);
        }
        Map<Boolean, List<NotChecked>> not =
                result.notChecked().stream()
                        .collect(Collectors.partitioningBy(one -> one.why().contains("--")));
        not.getOrDefault(true, List.of())
                .forEach(
                        one -> wrapped("not checked: ", one.rule().id() + ": " + one.why(), lines));
        List<NotChecked> others = not.getOrDefault(false, List.of());
        if (!others.isEmpty()) {
            wrapped(
                    "not checked, the table has not what they need: ",
                    others.stream().map(one -> one.rule().id()).collect(Collectors.joining(", ")),
                    lines);
        }
        wrapped("missing to judge it: ", String.join("; ", result.missing()), lines);
        lines.add("");
        lines.add(verdict(result));
        return lines.stream().map(TextTable::printable).toList();
    }

    /** One sentence. */
    public static String verdict(LintResult result) {
        String name = result.table().source().name();
        if (result.findings().isEmpty()) {
            return "%s: nothing contradicts itself; %d rules were checked, %d could not be"
                    .formatted(name, result.checked().size(), result.notChecked().size());
        }
        long rows =
                result.findings().stream()
                        .flatMap(one -> one.rowNumbers().stream())
                        .distinct()
                        .count();
        return "%s: %s, in %d of %d rows"
                .formatted(name, counts(result), rows, result.table().source().rows());
    }

    /** Such as "1 error and 2 warnings". */
    private static String counts(LintResult result) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            int n = result.count(severity);
            if (n > 0) {
                counts.add(n + " " + severity.shown() + (n == 1 ? "" : "s"));
            }
        }
        return counts.size() == 1
                ? counts.getFirst()
                : String.join(", ", counts.subList(0, counts.size() - 1))
                        + " and "
                        + counts.getLast();
    }

    private static void understood(UnderstoodTable table, List<String> lines) {
        lines.add("%s: %d rows".formatted(table.source().name(), table.source().rows()));
        int width =
                table.columns().stream().mapToInt(column -> column.name().length()).max().orElse(0);
        for (Column column : table.columns()) {
            lines.add(
                    "  %s  %s, by %s"
                            .formatted(
                                    padded(column.name(), Math.min(width, WIDTH / 2)),
                                    column.meaning(),
                                    column.origin().words()));
        }
        table.settings()
                .values()
                .forEach((quantity, setting) ->
                        lines.add(
                                "  %s  %s, from %s"
                                        .formatted(
                                                padded(
                                                        quantity.words(),
                                                        Math.min(width, WIDTH / 2)),
                                                Figures.of(quantity, setting.value()),
                                                setting.from())));
        table.notes().forEach(note -> wrapped("  note: ", note, lines));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static void finding(UnderstoodTable table, TableFinding found, List<String> lines) {
        Finding finding = found.finding();
        wrapped(
                finding.severity().shown() + " " + finding.rule().id() + ": ",
                finding.what(),
                lines);
        List<Integer> rows = found.rowNumbers();
        String numbers =
                rows.stream()
                        .limit(ROWS_NAMED_MAX)
                        .map(row -> row + " " + table.name(row - 1))
                        .collect(Collectors.joining(", "));
        wrapped(
                rows.size() == 1 ? "  row " : "  rows ",
                numbers
                        + (rows.size() > ROWS_NAMED_MAX
                                ? " and %d more".formatted(rows.size() - ROWS_NAMED_MAX)
                                : ""),
                lines);
        wrapped(
                found.columns().size() == 1 ? "  column " : "  columns ",
                found.columns().stream()
                        .map(index -> table.columns().get(index).name())
                        .collect(Collectors.joining(", ")),
                lines);
        wrapped("  because ", finding.evidence(), lines);
        wrapped("  remedy: ", finding.remedy(), lines);
    }

    /** Begins with the lead; further lines are indented as far as it. */
    private static void wrapped(String lead, String text, List<String> lines) {
        StringBuilder line = new StringBuilder(lead);
        String indent = " ".repeat(Math.min(lead.length(), 12));
        boolean first = true;
        for (String word : text.split(" ", -1)) {
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent).append(word);
            } else {
                line.append(first ? "" : " ").append(word);
            }
            first = false;
        }
        lines.add(line.toString());
    }
}
