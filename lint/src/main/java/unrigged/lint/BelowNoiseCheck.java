package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.inference.Finding.Severity;

/**
 * Neighbours in the order of a time whose repetitions scatter by more than they are apart. Only
 * where the deviation is that of repetitions: beside a throughput, or of what is called a latency,
 * it is that of single requests.
 */
final class BelowNoiseCheck implements TableCheck {
    @Override
    public LintRule rule() {
        return LintRule.BELOW_NOISE;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        Optional<RepeatedRows> repeated = RepeatedRows.of(table);
        if (repeated.isPresent()) {
            LintFindings all = new LintFindings(LintRule.BELOW_NOISE, Severity.NOTE, table);
            repeated.get().findings(all);
            return checked(all);
        }
        Optional<Column> deviation = table.first(Quantity.LATENCY_SD);
        Optional<Column> mean =
                deviation.flatMap(column -> table.partner(column, Quantity.LATENCY_MEAN));
        if (mean.isEmpty()
                || table.first(Quantity.THROUGHPUT).isPresent()
                || ofRequests(deviation.orElseThrow())) {
            return new CheckOutcome.NotChecked(
                    "rows that are measured again, or the standard deviation of repeated measurements, are needed (beside a throughput, or of latencies, it is that of single requests)");
        }
        return checked(byDeviation(table, mean.get(), deviation.orElseThrow()));
    }

    private static CheckOutcome checked(LintFindings all) {
        return new CheckOutcome.Checked(
                all
                        .finding(
                                "Neighbours in the order are closer than their measurements scatter")
                        .stream()
                        .toList());
    }

    private static LintFindings byDeviation(UnderstoodTable table, Column mean, Column deviation) {
        LintFindings all = new LintFindings(LintRule.BELOW_NOISE, Severity.NOTE, table);
        Numbers means = mean.numbers();
        Numbers deviations = deviation.numbers();
        for (List<Integer> group : table.rows().groups()) {
            List<Integer> order = new ArrayList<>(group);
            order.removeIf(row -> !means.has(row) || !deviations.has(row));
            order.sort(Comparator.comparingDouble(means::value));
            for (int i = 1; i < order.size(); i++) {
                int a = order.get(i - 1);
                int b = order.get(i);
                double noise = Math.hypot(deviations.value(a), deviations.value(b));
                double apart = means.value(b) - means.value(a);
                if (apart < noise) {
                    all.add(
                            b,
                            noise / Math.max(apart, noise / 1e6),
                            say(
                                    "%s ± %s is behind %s, %s ± %s",
                                    Figures.time(means.value(b)),
                                    Figures.time(deviations.value(b)),
                                    table.label(a),
                                    Figures.time(means.value(a)),
                                    Figures.time(deviations.value(a))),
                            mean,
                            deviation);
                }
            }
        }
        return all;
    }

    private static boolean ofRequests(Column deviation) {
        String name = deviation.name().toLowerCase(Locale.ROOT);
        return name.contains("latency") || name.contains("response");
    }
}
