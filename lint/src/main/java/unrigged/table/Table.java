package unrigged.table;

import java.util.List;

/**
 * A table of one header row and rows of as many cells.
 *
 * @param name of the file, for messages; with the table's number where the file has several
 * @param header at least one, none of the names twice
 * @param rows each as long as the header; a row that the file ends early has empty cells, which are
 *     where the row ends
 * @param remarks what the file says around the table: comment lines, a caption, in the file's order
 */
public record Table(String name, List<Cell> header, List<List<Cell>> rows, List<Remark> remarks) {
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /**
     * A line of text beside the table.
     *
     * @param line in the file, from 1
     */
    public record Remark(String text, int line) {}
}
