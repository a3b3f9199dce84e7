package unrigged.lint;

import java.util.BitSet;

/**
 * The numbers of a column in its dimension's own unit, row by row, each with half of the last digit
 * that was written: the true value is within so much of it. A row can have none.
 *
 * <p>Not safe for use by several threads while it is filled.
 */
final class Numbers {
    private final double[] values;
    private final double[] halves;
    private final BitSet present = new BitSet();

    Numbers(int rows) {
        values = new double[rows];
        halves = new double[rows];
    }

    void set(int row, double value, double half) {
        values[row] = value;
        halves[row] = half;
        present.set(row);
    }

    boolean has(int row) {
        return present.get(row);
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
        return present.cardinality();
    }

    int rows() {
        return values.length;
    }

    /** The next row from this one on that has a number; −1 after the last. */
    int next(int row) {
        return present.nextSetBit(row);
    }
}
