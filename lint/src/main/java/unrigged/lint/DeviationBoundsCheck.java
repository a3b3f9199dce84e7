package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;

/**
 * Bounds of a standard deviation s, for any distribution:
 *
 * <ul>
 *   <li>|mean − median| ≤ s (Hotelling and Solomons, Annals of Mathematical Statistics 3, 1932);
 *   <li>s² ≤ (max − mean) (mean − min) (Bhatia and Davis, American Mathematical Monthly 107, 2000);
 *   <li>max − mean ≤ s √(n − 1) (Samuelson, Journal of the American Statistical Association 63,
 *       1968).
 * </ul>
 */
final class DeviationBoundsCheck implements TableCheck {
    private static final double TOLERANCE = 0.02;

    @Override
    public LintRule rule() {
        return LintRule.DEVIATION_BOUNDS;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Column deviation : table.all(Quantity.LATENCY_SD)) {
            Optional<Column> mean = table.partner(deviation, Quantity.LATENCY_MEAN);
            List<Column> quantiles = table.quantiles(deviation.series());
            if (mean.isEmpty() || quantiles.isEmpty()) {
                continue;
            }
            applied = true;
            LintFindings all = new LintFindings(LintRule.DEVIATION_BOUNDS, Severity.ERROR, table);
            for (int row = 0; row < table.rowCount(); row++) {
                if (deviation.numbers().has(row) && mean.get().numbers().has(row)) {
                    row(table, row, deviation, mean.get(), quantiles, all);
                }
            }
            all.finding(
                            "'%s' is no standard deviation of latencies with these other figures"
                                    .formatted(deviation.name()))
                    .ifPresent(findings::add);
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "a standard deviation of latency, its mean, and the median, the shortest or the longest are needed");
    }

    private static void row(
            UnderstoodTable table,
            int row,
            Column deviation,
            Column mean,
            List<Column> quantiles,
            LintFindings to) {
        Optional<Column> median = at(0.5, row, quantiles);
        Optional<Column> min = at(0, row, quantiles);
        Optional<Column> max = at(1, row, quantiles);
        Numbers s = deviation.numbers();
        Numbers m = mean.numbers();
        double half = m.max(row) - m.value(row);
        if (median.isPresent()) {
            Numbers middle = median.get().numbers();
            double apart =
                    Math.abs(m.value(row) - middle.value(row))
                            - half
                            - (middle.max(row) - middle.value(row));
            if (apart > s.max(row) * (1 + TOLERANCE)) {
                to.add(
                        row,
                        apart / s.max(row),
                        say(
                                "|mean − median| = |%s − %s| > s = %s",
                                Figures.time(m.value(row)),
                                Figures.time(middle.value(row)),
                                Figures.time(s.value(row))),
                        deviation,
                        mean,
                        median.get());
            }
        }
        if (max.isEmpty()) {
            return;
        }
        double above = max.get().numbers().max(row) - m.min(row);
        double below = min.isPresent() ? m.max(row) - min.get().numbers().min(row) : m.max(row);
        double most = Math.sqrt(Math.max(0, above) * Math.max(0, below));
        if (s.min(row) > most * (1 + TOLERANCE)) {
            to.add(
                    row,
                    s.value(row) / Math.max(most, Double.MIN_NORMAL),
                    say(
                            "s = %s > √((max − mean) · (mean − min)) = %s",
                            Figures.time(s.value(row)), Figures.time(most)),
                    deviation,
                    mean,
                    max.get());
        }
        longest(table, row, deviation, mean, max.get(), to);
    }

    private static void longest(
            UnderstoodTable table,
            int row,
            Column deviation,
            Column mean,
            Column max,
            LintFindings to) {
        Numbers s = deviation.numbers();
        Numbers m = mean.numbers();
        OptionalDouble requests = RequestCounts.all(table, row);
        double least = max.numbers().min(row) - m.max(row);
        if (requests.isPresent()
                && requests.getAsDouble() > 1
                && least > s.max(row) * Math.sqrt(requests.getAsDouble() - 1) * (1 + TOLERANCE)) {
            to.add(
                    row,
                    least / s.max(row),
                    say(
                            "max − mean = %s > s √(n − 1) = %s √(%s − 1)",
                            Figures.time(least),
                            Figures.time(s.value(row)),
                            Figures.of(requests.getAsDouble())),
                    deviation,
                    mean,
                    max);
        }
    }

    private static Optional<Column> at(double level, int row, List<Column> quantiles) {
        for (Column column : quantiles) {
            if (column.level().orElseThrow() == level && column.numbers().has(row)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
