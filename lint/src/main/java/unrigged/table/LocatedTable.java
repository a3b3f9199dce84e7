package unrigged.table;

import java.util.List;

/**
 * A table that was found in a document.
 *
 * @param start its offset in the text
 * @param end the offset after it
 */
record LocatedTable(int start, int end, TableRows rows, List<Table.Remark> remarks) {
    LocatedTable with(List<Table.Remark> others) {
        return new LocatedTable(start, end, rows, others);
    }
}
