package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Finding.Severity;

/**
 * What a mean can be when percentiles are known: of the requests between two levels each took at
 * least the lower percentile and at most the higher one. Without the longest time there is no upper
 * bound. Valid for the percentiles of all requests; how a percentile is read off (nearest rank,
 * interpolated, from a histogram) moves it by less than the tolerance.
 */
final class MeanBoundsCheck implements TableCheck {
    private static final double TOLERANCE = 0.02;

    @Override
    public LintRule rule() {
        return LintRule.MEAN_BOUNDS;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Column mean : table.all(Quantity.LATENCY_MEAN)) {
            List<Column> quantiles = table.quantiles(mean.series());
            boolean derived =
                    table.partner(mean, Quantity.THROUGHPUT)
                            .filter(x -> DerivedLatencyCheck.derived(table, mean, x))
                            .isPresent();
            if (quantiles.isEmpty() || derived) {
                continue;
            }
            applied = true;
            LintFindings all = new LintFindings(LintRule.MEAN_BOUNDS, Severity.ERROR, table);
            for (int row = 0; row < table.rowCount(); row++) {
                if (mean.numbers().has(row) && mean.numbers().value(row) > 0) {
                    row(row, mean, quantiles, all);
                }
            }
            all.finding(
                            "'%s' is no mean of latencies with these percentiles"
                                    .formatted(mean.name()))
                    .ifPresent(findings::add);
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "a mean latency and a percentile, or the longest or shortest, are needed");
    }

    private static void row(int row, Column mean, List<Column> quantiles, LintFindings to) {
        double least = 0;
        double most = 0;
        double from = 0;
        double below = 0;
        boolean bounded = false;
        List<Column> columns = new ArrayList<>(List.of(mean));
        for (Column column : quantiles) {
            Numbers numbers = column.numbers();
            if (!numbers.has(row) || numbers.value(row) <= 0) {
                continue;
            }
            if (numbers.max(row) < below) {
                // Percentiles that are not in order are a finding of their own.
                return;
            }
            double level = column.level().orElseThrow();
            least += (level - from) * Math.max(0, below);
            most += (level - from) * numbers.max(row);
            from = level;
            below = Math.max(below, numbers.min(row));
            bounded = level == 1;
            columns.add(column);
        }
        least += (1 - from) * below;
        Numbers means = mean.numbers();
        Column[] all = columns.toArray(Column[]::new);
        if (means.max(row) < least * (1 - TOLERANCE)) {
            to.add(
                    row,
                    least / means.value(row),
                    say(
                            "the mean is %s, the percentiles need at least %s",
                            Figures.time(means.value(row)), Figures.time(least)),
                    all);
        } else if (bounded && means.min(row) > most * (1 + TOLERANCE)) {
            to.add(
                    row,
                    means.value(row) / most,
                    say(
                            "the mean is %s, the percentiles allow at most %s",
                            Figures.time(means.value(row)), Figures.time(most)),
                    all);
        }
    }
}
