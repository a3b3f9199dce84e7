package unrigged.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/**
 * A table that was found in a document, readable or not: one that is not refuses no other.
 *
 * @param start its offset in the text
 * @param end the offset after it
 * @param rows null of one that is refused
 * @param refusal why it cannot be read; null of one that can
 */
record LocatedTable(
        int start,
        int end,
        @Nullable TableRows rows,
        List<Table.Remark> remarks,
        @Nullable InvalidInputException refusal) {
    LocatedTable(int start, int end, TableRows rows, List<Table.Remark> remarks) {
        this(start, end, rows, remarks, null);
    }

    static LocatedTable refused(int start, int end, InvalidInputException refusal) {
        return new LocatedTable(start, end, null, List.of(), refusal);
    }

    LocatedTable with(List<Table.Remark> others) {
        return new LocatedTable(start, end, rows, others, refusal);
    }

    /**
     * With a name.
     *
     * @throws InvalidInputException where it is refused, or has no rows
     */
    Table table(String name) {
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(rows).table(name, remarks);
    }
}
