package unrigged.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Rule;

/**
 * What was found in one table.
 *
 * @param table what was understood of it
 * @param findings the heaviest first
 * @param checked the rules that apply, in their order
 * @param notChecked those that do not
 * @param missing what would be needed to judge the table
 */
public record LintResult(
        UnderstoodTable table,
        List<TableFinding> findings,
        List<LintRule> checked,
        List<NotChecked> notChecked,
        List<String> missing) {
    public LintResult {
        findings = List.copyOf(findings);
        checked = List.copyOf(checked);
        notChecked = List.copyOf(notChecked);
        missing = List.copyOf(missing);
    }

    /**
     * A rule that could not be applied.
     *
     * @param why what is missing
     */
    public record NotChecked(LintRule rule, String why) {}

    /** The rules that were applied and raised nothing, in their order. */
    public List<LintRule> quiet() {
        Set<Rule> raised =
                findings.stream().map(each -> each.finding().rule()).collect(Collectors.toSet());
        return checked.stream().filter(rule -> !raised.contains(rule)).toList();
    }

    /** How many findings are of that severity. */
    public int count(Severity severity) {
        return (int)
                findings.stream().filter(each -> each.finding().severity() == severity).count();
    }

    /** Whether a finding is more than a note. */
    public boolean contradicted() {
        return findings.stream().anyMatch(TableFinding::contradiction);
    }
}
