package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rows of the same label, measured alike, are repetitions: how far they are apart is the noise of
 * the table. It is taken as a share of the figure, pooled over all labels.
 */
final class RepeatedRows {
    /** Degrees of freedom below which a pooled deviation says little. */
    private static final int FREEDOM_MIN = 3;

    /** Standard errors of a difference. */
    private static final double STANDARD_ERRORS = 2;

    private final UnderstoodTable table;
    private final Column figure;

    private RepeatedRows(UnderstoodTable table, Column figure) {
        this.table = table;
        this.figure = figure;
    }

    /** The repetitions of one label. */
    private record Label(String label, List<Integer> rows, double meanLog) {}

    /** Of a throughput, else a mean latency; empty where too few rows are repeated. */
    static Optional<RepeatedRows> of(UnderstoodTable table) {
        if (table.rows().distinct()) {
            return Optional.empty();
        }
        return table.first(Quantity.THROUGHPUT)
                .or(() -> table.first(Quantity.LATENCY_MEAN))
                .map(figure -> new RepeatedRows(table, figure))
                .filter(rows -> rows.deviation().isPresent());
    }

    private Map<String, List<Integer>> byLabel(List<Integer> group) {
        Numbers numbers = figure.numbers();
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        for (int row : group) {
            if (numbers.has(row) && numbers.value(row) > 0) {
                byLabel.computeIfAbsent(table.label(row), _ -> new ArrayList<>(1)).add(row);
            }
        }
        return byLabel;
    }

    private double meanLog(List<Integer> rows) {
        return rows.stream().mapToDouble(this::log).average().orElseThrow();
    }

    private double log(int row) {
        return Math.log(figure.numbers().value(row));
    }

    /** Of one measurement, as a share; empty with too few degrees of freedom. */
    private OptionalDouble deviation() {
        double squares = 0;
        int freedom = 0;
        for (List<Integer> group : table.rows().groups()) {
            for (List<Integer> rows : byLabel(group).values()) {
                if (rows.size() > 1) {
                    double mean = meanLog(rows);
                    squares +=
                            rows.stream()
                                    .mapToDouble(row -> log(row) - mean)
                                    .map(off -> off * off)
                                    .sum();
                    freedom += rows.size() - 1;
                }
            }
        }
        return freedom < FREEDOM_MIN
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(squares / freedom));
    }

    private List<Label> inOrder(List<Integer> group) {
        List<Label> labels = new ArrayList<>();
        byLabel(group).forEach((label, rows) -> labels.add(new Label(label, rows, meanLog(rows))));
        labels.sort(Comparator.comparingDouble(Label::meanLog));
        return labels;
    }

    /** Labels that are next to each other in order, and closer than their repetitions let tell. */
    void findings(LintFindings to) {
        double deviation = deviation().orElseThrow();
        for (List<Integer> group : table.rows().groups()) {
            List<Label> order = inOrder(group);
            for (int i = 1; i < order.size(); i++) {
                Label a = order.get(i - 1);
                Label b = order.get(i);
                double noise =
                        STANDARD_ERRORS
                                * deviation
                                * Math.sqrt(1.0 / a.rows().size() + 1.0 / b.rows().size());
                double apart = b.meanLog() - a.meanLog();
                if (apart < noise) {
                    to.add(
                            b.rows().getFirst(),
                            noise / Math.max(apart, noise / 1e6),
                            say(
                                    "%s on average, %s %s: %s apart, and two standard errors are %s",
                                    Figures.of(figure, Math.exp(b.meanLog())),
                                    a.label(),
                                    Figures.of(figure, Math.exp(a.meanLog())),
                                    Figures.percent(Math.expm1(apart)),
                                    Figures.percent(Math.expm1(noise))),
                            figure);
                }
            }
        }
    }
}
