package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import unrigged.lint.Column.Origin;

/** Columns that are ratios by their content: in one row each of them is exactly 1. */
final class RatioColumns {
    private static final int ROWS_MIN = 5;
    private static final double RATIO_MAX = 1000;

    private RatioColumns() {}

    /** Of the columns that nothing else is known of, those that are ratios. */
    static List<Column> recognised(List<Column> columns) {
        List<Column> unknown =
                columns.stream()
                        .filter(column -> column.origin() == Origin.NOTHING && plausible(column))
                        .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        List<Column> ratios = new ArrayList<>();
        for (int row = 0; row < unknown.getFirst().numbers().rows(); row++) {
            int at = row;
            if (unknown.stream().allMatch(column -> one(column.numbers(), at))) {
                unknown.forEach(column -> ratios.add(column.byContent(Quantity.RATIO)));
                break;
            }
        }
        return ratios;
    }

    /** Numbers with decimals around 1. */
    private static boolean plausible(Column column) {
        Numbers numbers = column.numbers();
        if (numbers.count() < ROWS_MIN) {
            return false;
        }
        for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
            double value = numbers.value(row);
            if (!(value > 0) || value > RATIO_MAX || numbers.max(row) - value >= 0.5) {
                return false;
            }
        }
        return true;
    }

    private static boolean one(Numbers numbers, int row) {
        return numbers.has(row) && numbers.value(row) == 1;
    }
}
