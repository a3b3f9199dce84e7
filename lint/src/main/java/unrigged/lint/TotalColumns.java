package unrigged.lint;

import java.util.List;

/** Columns called a total that are counts of requests: whole numbers above the only throughput. */
final class TotalColumns {
    private TotalColumns() {}

    /** Of the columns that are called a sum, those that count requests. */
    static List<Column> counts(List<Column> columns) {
        List<Column> throughputs =
                columns.stream().filter(column -> column.is(Quantity.THROUGHPUT)).toList();
        if (throughputs.size() != 1) {
            return List.of();
        }
        return columns.stream()
                .filter(column ->
                        column.is(Quantity.SUM) && counted(column, throughputs.getFirst()))
                .map(column -> column.byContent(Quantity.REQUESTS))
                .toList();
    }

    private static boolean counted(Column total, Column throughput) {
        Numbers numbers = total.numbers();
        for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
            boolean above =
                    !throughput.numbers().has(row)
                            || numbers.value(row) > throughput.numbers().value(row);
            if (!above || numbers.value(row) != Math.rint(numbers.value(row))) {
                return false;
            }
        }
        return numbers.count() > 0;
    }
}
