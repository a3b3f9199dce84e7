package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.inference.Finding.Severity;

/**
 * Rows that were not measured but put together from rows of other conditions. The mean of
 * percentiles is no percentile of all requests, and a mean latency over conditions weighs requests
 * otherwise than they came (Jensen's inequality: the mean of N / X is not N over the mean of X).
 */
final class AveragedRunsCheck implements TableCheck {
    private static final double SHARE = 0.75;
    private static final int ROWS_MIN = 3;
    private static final int CONDITIONS_MIN = 3;

    @Override
    public LintRule rule() {
        return LintRule.AVERAGED_RUNS;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        if (!applies(table)) {
            return new CheckOutcome.NotChecked(
                    "rows under at least %d conditions, such as tests or paths, are needed"
                            .formatted(CONDITIONS_MIN));
        }
        return new CheckOutcome.Checked(
                table.averaged().stream()
                        .map(averaged -> averaged.finding(table))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static boolean applies(UnderstoodTable table) {
        return !table.all(Quantity.CONDITION).isEmpty()
                && table.rows().groups().size() >= CONDITIONS_MIN;
    }

    /** By condition; none where the check does not apply. */
    static List<Averaged> averaged(UnderstoodTable table) {
        return applies(table) ? new Conditions(table).averaged() : List.of();
    }

    /** Those that were not measured. */
    static BitSet rows(UnderstoodTable table) {
        BitSet rows = new BitSet();
        table.averaged().forEach(averaged -> averaged.says().keySet().forEach(rows::set));
        return rows;
    }

    /**
     * The rows of a condition that are made of others.
     *
     * @param says of each row how one of its figures is made
     */
    record Averaged(String condition, List<Column> columns, Map<Integer, String> says) {
        Optional<TableFinding> finding(UnderstoodTable table) {
            LintFindings all = new LintFindings(LintRule.AVERAGED_RUNS, Severity.WARNING, table);
            says.forEach((row, how) -> all.add(row, 0, how, columns.toArray(Column[]::new)));
            return all.finding(
                    "Rows of '%s' are the mean or the sum of rows measured otherwise"
                            .formatted(condition));
        }
    }

    /** The rows of a table by condition and label. */
    private static final class Conditions {
        private final UnderstoodTable table;
        private final Map<String, List<Integer>> byLabel = new LinkedHashMap<>();

        Conditions(UnderstoodTable table) {
            this.table = table;
            for (int row = 0; row < table.rowCount(); row++) {
                byLabel.computeIfAbsent(table.label(row), _ -> new ArrayList<>()).add(row);
            }
        }

        List<Averaged> averaged() {
            List<Averaged> all = new ArrayList<>();
            if (byLabel.values().stream().allMatch(rows -> rows.size() < CONDITIONS_MIN)) {
                return all;
            }
            for (List<Integer> rows : table.rows().groups()) {
                of(rows).ifPresent(all::add);
            }
            return all;
        }

        private Optional<Averaged> of(List<Integer> rows) {
            List<Column> columns = new ArrayList<>();
            Map<Integer, String> says = new LinkedHashMap<>();
            for (Column column :
                    table.columns(Quantity.LATENCY_MEAN, Quantity.LATENCY_QUANTILE).toList()) {
                Map<Integer, String> means = means(rows, column);
                if (means.size() >= ROWS_MIN && means.size() >= SHARE * rows.size()) {
                    columns.add(column);
                    means.forEach(says::putIfAbsent);
                }
            }
            if (columns.isEmpty()) {
                return Optional.empty();
            }
            for (Column column : table.all(Quantity.THROUGHPUT)) {
                Map<Integer, String> sums = sums(rows, column);
                if (sums.size() >= ROWS_MIN && sums.size() >= SHARE * rows.size()) {
                    columns.add(column);
                    sums.forEach((row, how) -> says.merge(row, how, (a, b) -> a + "; " + b));
                }
            }
            return Optional.of(
                    new Averaged(table.rows().condition(rows.getFirst()), columns, says));
        }

        /** The rows of the same label under other conditions that have the figure. */
        private List<Integer> others(int row, Column column) {
            return byLabel.getOrDefault(table.label(row), List.of()).stream()
                    .filter(other -> table.rows().group(other) != table.rows().group(row))
                    .filter(column.numbers()::has)
                    .toList();
        }

        private Map<Integer, String> means(List<Integer> rows, Column column) {
            Numbers numbers = column.numbers();
            Map<Integer, String> found = new HashMap<>();
            for (int row : rows) {
                List<Integer> others = numbers.has(row) ? others(row, column) : List.of();
                if (others.size() < 2) {
                    continue;
                }
                double least = others.stream().mapToDouble(numbers::min).average().orElseThrow();
                double most = others.stream().mapToDouble(numbers::max).average().orElseThrow();
                if (numbers.max(row) >= least && numbers.min(row) <= most) {
                    found.put(
                            row,
                            say(
                                    "'%s' %s is the mean of %s",
                                    column.name(),
                                    Figures.of(column, numbers.value(row)),
                                    listed(others, column)));
                }
            }
            return found;
        }

        /** Those whose figure is the same multiple of a sum. */
        private Map<Integer, String> sums(List<Integer> rows, Column column) {
            Numbers numbers = column.numbers();
            Map<Integer, SharedScale.Range> ranges = new LinkedHashMap<>();
            for (int row : rows) {
                List<Integer> others = numbers.has(row) ? others(row, column) : List.of();
                double least = others.stream().mapToDouble(numbers::min).sum();
                double most = others.stream().mapToDouble(numbers::max).sum();
                if (others.size() >= 2 && least > 0) {
                    ranges.put(
                            row,
                            new SharedScale.Range(
                                    numbers.min(row) / most, numbers.max(row) / least));
                }
            }
            Optional<SharedScale> scale = SharedScale.of(List.copyOf(ranges.values()));
            Map<Integer, String> found = new HashMap<>();
            scale.ifPresent(times ->
                    ranges.forEach((row, range) -> {
                        if (times.within(range)) {
                            found.put(
                                    row,
                                    say(
                                            "'%s' %s is %s × the sum of %s",
                                            column.name(),
                                            Figures.of(numbers.value(row)),
                                            Figures.of(times.middle()),
                                            listed(others(row, column), column)));
                        }
                    }));
            return found;
        }

        private String listed(List<Integer> rows, Column column) {
            return String.join(
                    ", ",
                    rows.stream()
                            .limit(6)
                            .map(row -> Figures.of(column, column.numbers().value(row)))
                            .toList());
        }
    }
}
