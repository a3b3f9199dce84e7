package unrigged.lint.page;

import static unrigged.lint.page.Counts.digits;
import static unrigged.lint.page.Counts.inDigits;
import static unrigged.lint.page.Counts.inWords;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import unrigged.inference.Finding.Severity;
import unrigged.lint.LintResult;
import unrigged.lint.TableFinding;

/** The verdict on one table or several in one sentence of at most {@link #WORDS_MAX} words. */
final class LintHeadline {
    static final int WORDS_MAX = 25;

    private LintHeadline() {}

    static String of(List<LintResult> results) {
        if (results.size() > 1) {
            return capital(several(results));
        }
        LintResult result = results.getFirst();
        String named = verdict(result, Sheet.name(result)) + rules(result);
        return capital(
                named.trim().split("\\s+").length <= WORDS_MAX
                        ? named
                        : verdict(result, "the table") + rules(result));
    }

    /** The verdict on one table of several, whose name is beside it. */
    static String verdict(LintResult result) {
        return capital(verdict(result, ""));
    }

    private static String verdict(LintResult result, String name) {
        int notes = count(List.of(result), Severity.NOTE);
        if (result.contradicted()) {
            return contradictions(List.of(result))
                    + " in "
                    + rows(contradictedRows(result), result.table().source().rows())
                    + (name.isEmpty() ? "" : " of " + name)
                    + (notes > 0 ? ", and " + inWords(notes, "note", "notes") : "");
        }
        return (result.checked().isEmpty()
                        ? "no rule could be checked"
                        : "nothing contradicts itself")
                + (name.isEmpty() ? "" : " in " + name)
                + (notes > 0 ? ", " + inWords(notes, "note", "notes") : "");
    }

    /** How far the silence goes; where there is a contradiction, it is said elsewhere. */
    private static String rules(LintResult result) {
        int checked = result.checked().size();
        int open = result.notChecked().size();
        if (result.contradicted() || checked == 0) {
            return "";
        }
        return open == 0
                ? ": all %s checked".formatted(inDigits(checked, "rule", "rules"))
                : ": %s checked, %s could not be"
                        .formatted(inDigits(checked, "rule", "rules"), digits(open));
    }

    private static String several(List<LintResult> results) {
        int size = results.size();
        String tables = inWords(size, "table", "tables");
        String all = size == 2 ? "both tables" : "all " + tables;
        int notes = count(results, Severity.NOTE);
        int contradicted = (int) results.stream().filter(LintResult::contradicted).count();
        if (contradicted > 0) {
            return "%s in %s, in %s"
                    .formatted(
                            contradictions(results),
                            contradicted < size ? Counts.word(contradicted) + " of " + tables : all,
                            rows(
                                    results.stream().mapToInt(LintHeadline::contradictedRows).sum(),
                                    results.stream()
                                            .mapToInt(each -> each.table().source().rows())
                                            .sum()));
        }
        IntSummaryStatistics checked =
                results.stream().mapToInt(each -> each.checked().size()).summaryStatistics();
        String range =
                checked.getMin() == checked.getMax()
                        ? inDigits(checked.getMin(), "rule", "rules")
                        : checked.getMin() + " to " + inDigits(checked.getMax(), "rule", "rules");
        return "nothing contradicts itself in %s%s: %s checked in each"
                .formatted(all, notes > 0 ? ", " + inWords(notes, "note", "notes") : "", range);
    }

    private static String rows(int found, int all) {
        if (found == all) {
            return all == 1 ? "the only row" : "all " + inDigits(all, "row", "rows");
        }
        return digits(found) + " of " + inDigits(all, "row", "rows");
    }

    /** Two errors and one warning. */
    private static String contradictions(List<LintResult> results) {
        int errors = count(results, Severity.ERROR);
        int warnings = count(results, Severity.WARNING);
        return (errors > 0 ? inWords(errors, "error", "errors") : "")
                + (errors > 0 && warnings > 0 ? " and " : "")
                + (warnings > 0 ? inWords(warnings, "warning", "warnings") : "");
    }

    private static int count(List<LintResult> results, Severity severity) {
        return results.stream().mapToInt(each -> each.count(severity)).sum();
    }

    private static int contradictedRows(LintResult result) {
        return (int)
                result.findings().stream()
                        .filter(TableFinding::contradiction)
                        .flatMap(each -> each.rowNumbers().stream())
                        .distinct()
                        .count();
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
