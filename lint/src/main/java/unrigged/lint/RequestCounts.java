package unrigged.lint;

import java.util.OptionalDouble;

/** How many requests a row says it had. */
final class RequestCounts {
    private RequestCounts() {}

    /** Of all fates: as counted, else answers and failures together. */
    static OptionalDouble all(UnderstoodTable table, int row) {
        OptionalDouble requests = table.setting(Quantity.REQUESTS, row);
        if (requests.isPresent()) {
            return requests;
        }
        OptionalDouble answers = answers(table, row);
        return answers.isPresent()
                ? OptionalDouble.of(answers.getAsDouble() + failures(table, row))
                : answers;
    }

    static OptionalDouble answers(UnderstoodTable table, int row) {
        return table.first(Quantity.OK_ANSWERS)
                .map(Column::numbers)
                .filter(numbers -> numbers.has(row))
                .map(numbers -> OptionalDouble.of(numbers.value(row)))
                .orElseGet(OptionalDouble::empty);
    }

    /** Of all columns of failures together; none is 0. */
    static double failures(UnderstoodTable table, int row) {
        double sum = 0;
        for (Column column : table.all(Quantity.FAILURES)) {
            if (column.numbers().has(row)) {
                sum += Math.max(0, column.numbers().value(row));
            }
        }
        return sum;
    }
}
