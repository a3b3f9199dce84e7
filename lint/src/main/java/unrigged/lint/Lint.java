package unrigged.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import unrigged.lint.LintResult.NotChecked;
import unrigged.table.Cell;

/** All rules, applied to tables. */
public final class Lint {
    private static final List<TableCheck> CHECKS =
            List.of(
                    new ClosedLoopCheck(),
                    new PercentileOrderCheck(),
                    new MeanBoundsCheck(),
                    new DeviationBoundsCheck(),
                    new CountMismatchCheck(),
                    new DerivedLatencyCheck(),
                    new EqualColumnsCheck(),
                    new SentinelValueCheck(),
                    new TimeLimitCheck(),
                    new FailuresLeftOutCheck(),
                    new DelayChecks.ThroughputCheck(),
                    new DelayChecks.LatencyCheck(),
                    new SortedSeriesCheck(),
                    new RatioMismatchCheck(),
                    RankChecks.ORDER,
                    RankChecks.ROUNDING,
                    new UnmeasuredRankCheck(),
                    new SumMismatchCheck(),
                    new ScoreMismatchCheck(),
                    new AveragedRunsCheck(),
                    new BytesPerAnswerCheck(),
                    new BelowNoiseCheck(),
                    new SynRetryCheck());

    private Lint() {}

    /** Each table by itself, and each beside those before it. */
    public static List<LintResult> of(List<UnderstoodTable> tables) {
        List<LintResult> results = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            results.add(of(tables.get(i), tables.subList(0, i), tables.size() > 1));
        }
        return results;
    }

    private static LintResult of(
            UnderstoodTable table, List<UnderstoodTable> before, boolean several) {
        List<TableFinding> findings = new ArrayList<>();
        List<LintRule> checked = new ArrayList<>();
        List<NotChecked> notChecked = new ArrayList<>();
        for (TableCheck check : CHECKS) {
            switch (check.of(table)) {
                case CheckOutcome.Checked(List<TableFinding> found) -> {
                    checked.add(check.rule());
                    findings.addAll(found);
                }
                case CheckOutcome.NotChecked(String why) ->
                        notChecked.add(new NotChecked(check.rule(), why));
            }
        }
        boolean compared = false;
        for (UnderstoodTable other : before) {
            TablesDifferCheck differ = new TablesDifferCheck(table, other);
            compared |= differ.applies();
            findings.addAll(differ.findings());
        }
        if (compared) {
            checked.add(LintRule.TABLES_DIFFER);
        } else if (!before.isEmpty() || !several) {
            notChecked.add(
                    new NotChecked(
                            LintRule.TABLES_DIFFER,
                            several
                                    ? "no earlier table has the same rows"
                                    : "a second table of the same rows is needed"));
        }
        findings.sort(Comparator.comparing(each -> each.finding().severity()));
        return new LintResult(table, findings, checked, notChecked, missing(table));
    }

    /** What nobody can judge the table without. */
    private static List<String> missing(UnderstoodTable table) {
        List<String> missing = new ArrayList<>();
        boolean loads =
                table.columns().stream().anyMatch(column -> column.connections().isPresent());
        if (!loads && !table.knows(Quantity.CONNECTIONS)) {
            missing.add("how many connections there were (--connections)");
        }
        if (!table.knows(Quantity.DURATION) && !table.knows(Quantity.REQUESTS)) {
            missing.add("how long a run was, or how many requests it had (--duration)");
        }
        boolean deviation =
                table.columns(Quantity.LATENCY_SD, Quantity.THROUGHPUT_SD).findAny().isPresent();
        if (!deviation || table.first(Quantity.THROUGHPUT).isPresent()) {
            missing.add("how often each row was measured, and how far repetitions were apart");
        }
        boolean versions =
                table.source().header().stream()
                        .map(Cell::text)
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("version"));
        if (!versions) {
            missing.add("the versions of what was measured");
        }
        if (table.settings().tool().isEmpty()) {
            missing.add("the load generator and its command line");
        }
        missing.add("the machine, and whether the load generator was on it");
        return missing;
    }
}
