package unrigged.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unrigged.program.InvalidInputException;

/** A table while it is read: refuses what no table may have, whatever format it is written in. */
final class TableRows {
    static final int COLUMNS_MAX = 1_000;

    private final SourceText source;
    private final List<Cell> header;
    private final List<Cells> rows = new ArrayList<>();

    /**
     * @param header where it is longer than it may be, its further cells may be left out; at least
     *     one; the name of the first may be empty, and is {@code column 1} then
     */
    TableRows(SourceText source, List<Cell> header) {
        this.source = source;
        this.header = named(source, header);
    }

    /**
     * @param row where it is longer than any header may be, its further cells may be left out
     * @param end where a row that is shorter than the header ends: its further cells are there
     */
    void add(Cells row, int end) {
        int width = header.size();
        if (row.size() > width) {
            Cell extra = row.cell(width);
            throw source.error(
                    extra,
                    "more cells than the %d of the header: %s has no column"
                            .formatted(width, SourceText.quoted(extra.text())),
                    width + " cells, as in the header in line " + header.getFirst().line(),
                    "quote or escape a cell that has the delimiter in it, or name the column in the"
                            + " header");
        }
        source.countCells(width, end);
        rows.add(row.copy(width, end));
    }

    Table table(String name, List<Table.Remark> remarks) {
        if (rows.isEmpty()) {
            throw source.error(
                    header.getFirst(),
                    "a table with a header and no rows",
                    "one row or more under the header",
                    "give the file with the measurements in it");
        }
        return new Table(name, header, rows, remarks);
    }

    static InvalidInputException tooManyColumns(SourceText source, List<Cell> header) {
        return source.error(
                header.get(COLUMNS_MAX),
                "the columns are too many",
                "at most %,d".formatted(COLUMNS_MAX),
                "take out the columns that are no figures");
    }

    private static List<Cell> named(SourceText source, List<Cell> header) {
        if (header.size() > COLUMNS_MAX) {
            throw tooManyColumns(source, header);
        }
        List<Cell> names = new ArrayList<>(header);
        Cell first = header.getFirst();
        if (first.empty()) {
            names.set(0, new Cell("column 1", first.line(), first.column()));
        }
        Map<String, Cell> byName = new HashMap<>();
        for (Cell name : names) {
            if (name.empty()) {
                throw source.error(
                        name,
                        "column %d has no name".formatted(names.indexOf(name) + 1),
                        "a name for every column but the first",
                        "name it in the header, or take out the delimiter at the end of the lines");
            }
            Cell before = byName.put(name.text(), name);
            if (before != null) {
                throw source.error(
                        name,
                        "column %d has the name %s of column %d, which is at %d:%d"
                                .formatted(
                                        names.lastIndexOf(name) + 1,
                                        SourceText.quoted(name.text()),
                                        names.indexOf(before) + 1,
                                        before.line(),
                                        before.column()),
                        "one name for one column",
                        "rename one of the two, or take it out");
            }
        }
        return names;
    }
}
