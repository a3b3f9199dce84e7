package unrigged.table;

import java.util.List;

/** A table of one header row and rows of as many cells. Not safe for use by several threads. */
public final class Table {
    private final String name;
    private final List<Cell> header;
    private final List<Cells> rows;
    private final List<Remark> remarks;

    /**
     * @param header at least one, none of the names twice
     * @param rows each as long as the header; a row that the file ends early has empty cells, which
     *     are where the row ends
     */
    Table(String name, List<Cell> header, List<Cells> rows, List<Remark> remarks) {
        this.name = name;
        this.header = List.copyOf(header);
        this.rows = rows;
        this.remarks = List.copyOf(remarks);
    }

    /** Of the file, for messages; with the table's number where the file has several. */
    public String name() {
        return name;
    }

    /** At least one, none of the names twice. */
    public List<Cell> header() {
        return header;
    }

    /** How many there are below the header. */
    public int rows() {
        return rows.size();
    }

    /**
     * The text of a cell.
     *
     * @param row from 0
     */
    public String text(int row, int column) {
        return rows.get(row).text(column);
    }

    /**
     * A cell with its place.
     *
     * @param row from 0
     */
    public Cell cell(int row, int column) {
        return rows.get(row).cell(column);
    }

    /** What the file says around the table: comment lines, a caption, in the file's order. */
    public List<Remark> remarks() {
        return remarks;
    }

    /**
     * A line of text beside the table.
     *
     * @param line in the file, from 1
     */
    public record Remark(String text, int line) {}
}
