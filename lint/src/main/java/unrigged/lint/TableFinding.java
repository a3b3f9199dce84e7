package unrigged.lint;

import java.util.List;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;

/**
 * A finding about cells of a table.
 *
 * @param marks at least one, by row
 * @param told the rows that the evidence tells of, the furthest off first
 * @param rest of the evidence, behind these rows; empty for nothing
 */
public record TableFinding(Finding finding, List<Mark> marks, List<Told> told, String rest) {
    public TableFinding {
        marks = List.copyOf(marks);
        told = List.copyOf(told);
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

    /**
     * A row of the evidence.
     *
     * @param row of the table, from 0
     * @param says the equation with its numbers, one line
     */
    public record Told(int row, String says) {}

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
