package unrigged.lint;

import java.util.List;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;

/**
 * A finding about cells of a table.
 *
 * @param marks at least one, by row
 */
public record TableFinding(Finding finding, List<Mark> marks) {
    public TableFinding {
        marks = List.copyOf(marks);
        if (marks.isEmpty()) {
            throw new IllegalArgumentException(
                    "a finding must be about a cell, that of " + finding.rule().id() + " is not");
        }
    }

    /**
     * A cell, and what of it contradicts what.
     *
     * @param row of the table, from 0
     * @param column of the table, from 0
     * @param says with the equation and its numbers, one line
     */
    public record Mark(int row, int column, String says) {}

    /** Whether it is more than a note. */
    public boolean contradiction() {
        return finding.severity() == Severity.ERROR || finding.severity() == Severity.WARNING;
    }

    /** Numbers of the rows, from 1, each once. */
    public List<Integer> rowNumbers() {
        return marks.stream().map(mark -> mark.row() + 1).distinct().sorted().toList();
    }

    /** Indices of the columns, each once. */
    public List<Integer> columns() {
        return marks.stream().map(Mark::column).distinct().sorted().toList();
    }
}
