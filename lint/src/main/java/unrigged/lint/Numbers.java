package unrigged.lint;

import java.util.Arrays;

/**
 * The numbers of a column in its dimension's own unit, row by row, each with half of the last digit
 * that was written: the true value is within so much of it. A row can have none.
 *
 * <p>Not safe for use by several threads while it is filled.
 */
final class Numbers {
    private static final double ABSENT = -1;

    private final double[] values;

    /** {@link #ABSENT} where there is no number. */
    private final double[] halves;

    private int count;

    Numbers(int rows) {
        values = new double[rows];
        halves = new double[rows];
        Arrays.fill(halves, ABSENT);
    }

    void set(int row, double value, double half) {
        count += has(row) ? 0 : 1;
        values[row] = value;
        halves[row] = half;
    }

    boolean has(int row) {
        return row < values.length && halves[row] >= 0;
    }

    /** Of a row that {@link #has} one. */
    double value(int row) {
        return values[row];
    }

    /** The least that is written as that value. */
    double min(int row) {
        return values[row] - halves[row];
    }

    double max(int row) {
        return values[row] + halves[row];
    }

    /** Half of the last digit that is written. */
    double half(int row) {
        return halves[row];
    }

    /** How many rows have a number. */
    int count() {
        return count;
    }

    int rows() {
        return values.length;
    }

    /** The next row from this one on that has a number; −1 after the last. */
    int next(int row) {
        for (int at = row; at < values.length; at++) {
            if (has(at)) {
                return at;
            }
        }
        return -1;
    }
}
