package unrigged.lint.output;

import unrigged.lint.LintRule;
import unrigged.report.StandalonePage;

/** What docs/findings says of a rule: what it rests on, its tolerance, an example. */
public final class RulePage {
    private RulePage() {}

    /** Markdown. */
    public static String of(LintRule rule) {
        return StandalonePage.text(RulePage.class, "/unrigged/lint/findings/" + rule.id() + ".md");
    }
}
