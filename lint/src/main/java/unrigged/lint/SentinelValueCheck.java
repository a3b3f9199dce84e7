package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import unrigged.inference.Finding.Severity;

/** No time and no rate is negative; a row that has other figures had a throughput and latencies. */
final class SentinelValueCheck implements TableCheck {
    /** A zero that is written with coarser digits than this part of the median may be rounded. */
    private static final double DIGIT = 0.01;

    @Override
    public LintRule rule() {
        return LintRule.SENTINEL_VALUE;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<Column> columns =
                table.columns().stream()
                        .filter(column ->
                                column.quantity().measured() || column.is(Quantity.FAILURES))
                        .toList();
        LintFindings negative = new LintFindings(LintRule.SENTINEL_VALUE, Severity.ERROR, table);
        LintFindings zero = new LintFindings(LintRule.SENTINEL_VALUE, Severity.WARNING, table);
        for (Column column : columns) {
            column(table, column, columns, negative, zero);
        }
        return new CheckOutcome.Checked(
                Stream.of(
                                negative.finding("A negative figure stands for none"),
                                zero.finding("A zero is no value of this figure"))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static void column(
            UnderstoodTable table,
            Column column,
            List<Column> columns,
            LintFindings negative,
            LintFindings zero) {
        Numbers numbers = column.numbers();
        boolean zeroMeans =
                switch (column.quantity()) {
                    case THROUGHPUT, LATENCY_MEAN, LATENCY_QUANTILE, RATIO -> true;
                    default -> false;
                };
        double median = 0;
        for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
            double value = numbers.value(row);
            if (value < 0) {
                negative.add(
                        row,
                        -value,
                        say("'%s' is %s", column.name(), Figures.of(column, value)),
                        column);
            } else if (value == 0
                    && zeroMeans
                    && !(column.is(Quantity.THROUGHPUT) && RequestCounts.failures(table, row) > 0)
                    && others(row, column, columns)) {
                median = median == 0 ? median(numbers) : median;
                if (numbers.max(row) < DIGIT * median) {
                    zero.add(
                            row,
                            1,
                            say(
                                    "'%s' is 0, %s in the median row",
                                    column.name(), Figures.of(column, median)),
                            column);
                }
            }
        }
    }

    /** Of those above 0; 0 without any. */
    private static double median(Numbers numbers) {
        double[] positive =
                IntStream.range(0, numbers.rows())
                        .filter(row -> numbers.has(row) && numbers.value(row) > 0)
                        .mapToDouble(numbers::value)
                        .toArray();
        return positive.length == 0 ? 0 : Medians.of(DoubleStream.of(positive));
    }

    /** Whether the row has another figure that is not zero. */
    private static boolean others(int row, Column column, List<Column> columns) {
        return columns.stream()
                .anyMatch(other ->
                        !other.equals(column)
                                && other.numbers().has(row)
                                && other.numbers().value(row) > 0);
    }
}
