package unrigged.lint.page;

import java.util.BitSet;
import java.util.List;
import unrigged.lint.LintResult;
import unrigged.lint.TableFinding;
import unrigged.lint.TableFinding.Mark;

/**
 * The rows of a table that the page has, so that it stays small: all, or where they are many, those
 * with findings first.
 *
 * @param shown the page has them
 * @param found have a finding; those that are not shown among them
 * @param total of the table
 */
record PageRows(BitSet shown, BitSet found, int total) {
    private static final int ROWS_MAX = 2_000;
    private static final int CELLS_MAX = 40_000;

    static PageRows of(LintResult result) {
        int total = result.table().source().rows();
        int max = Math.max(1, Math.min(ROWS_MAX, CELLS_MAX / result.table().columns().size()));
        BitSet found = new BitSet();
        for (TableFinding finding : result.findings()) {
            finding.marks().forEach(mark -> found.set(mark.row()));
        }
        BitSet shown = new BitSet();
        if (total <= max) {
            shown.set(0, total);
            return new PageRows(shown, found, total);
        }
        // Each finding has its part, so that one about all rows hides no other.
        for (TableFinding finding : result.findings()) {
            add(finding.marks(), max / result.findings().size(), shown);
        }
        for (int row = found.nextSetBit(0); row >= 0; row = found.nextSetBit(row + 1)) {
            if (shown.cardinality() >= max) {
                break;
            }
            shown.set(row);
        }
        // Rows without a finding are what those with one are read beside.
        for (int left = max - shown.cardinality(), row = 0; left > 0; left--) {
            row = shown.nextClearBit(row);
            shown.set(row);
        }
        return new PageRows(shown, found, total);
    }

    private static void add(List<Mark> marks, int max, BitSet to) {
        BitSet own = new BitSet();
        for (Mark mark : marks) {
            own.set(mark.row());
            if (own.cardinality() >= max) {
                break;
            }
        }
        to.or(own);
    }

    boolean all() {
        return shown.cardinality() == total;
    }

    /** How many of those with findings the page has. */
    int foundShown() {
        BitSet both = (BitSet) found.clone();
        both.and(shown);
        return both.cardinality();
    }
}
