package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/**
 * CSV and TSV: a cell that begins with a quote ends with one, and a doubled quote in it is one.
 * Blank lines are skipped; lines that begin with {@code #} are remarks, unless the {@code #} is all
 * of a first cell. Done here, since commons-csv says of a cell neither its line nor its column.
 */
final class DelimitedReader {
    private static final Map<Character, String> NAMES =
            Map.of(',', "commas", ';', "semicolons", '\t', "tabs");

    private final SourceText source;
    private final String text;
    private final char delimiter;
    private final String format;
    private final List<Table.Remark> remarks = new ArrayList<>();
    private final Cells row;
    private int at;

    /** Of the header: delimiters of other formats outside of quotes, and the first of them. */
    private int foreign;

    private int firstForeign;

    DelimitedReader(SourceText source, char delimiter, String format) {
        this.source = source;
        this.text = source.text();
        this.delimiter = delimiter;
        this.format = format;
        this.row = new Cells(source, 16);
    }

    List<LocatedTable> read() {
        @Nullable TableRows rows = null;
        int start = 0;
        while (at < text.length()) {
            if (isBlankLine() || isRemark()) {
                nextLine();
            } else if (rows == null) {
                start = at;
                countForeign();
                readRow();
                refuseForeign();
                rows = new TableRows(source, row.all());
                nextLine();
            } else {
                readRow();
                rows.add(row, at);
                nextLine();
            }
        }
        if (rows == null) {
            throw source.error(
                    0,
                    "no table: nothing but blank lines and remarks",
                    "a header and rows in " + format,
                    "give another file");
        }
        return List.of(new LocatedTable(start, at, rows, remarks));
    }

    private boolean isBlankLine() {
        int end = at;
        while (end < text.length() && !isLineEnd(end)) {
            char c = text.charAt(end);
            if (c == delimiter || !PlainText.isSpace(c)) {
                return false;
            }
            end++;
        }
        at = end;
        return true;
    }

    private boolean isRemark() {
        if (text.charAt(at) != '#') {
            return false;
        }
        int next = at + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        if (next < text.length() && text.charAt(next) == delimiter) {
            return false;
        }
        int begin = at;
        while (at < text.length() && !isLineEnd(at)) {
            at++;
        }
        int from = begin;
        while (from < at && text.charAt(from) == '#') {
            from++;
        }
        String remark = PlainText.stripped(text.substring(from, at));
        if (!remark.isEmpty()) {
            source.countCells(1, begin);
            remarks.add(new Table.Remark(remark, source.line(begin)));
        }
        return true;
    }

    /** Reads the cells of the row that begins here, up to the end of its line, or too many. */
    private void readRow() {
        row.clear();
        while (row.size() <= TableRows.COLUMNS_MAX) {
            readCell();
            if (at == text.length() || isLineEnd(at)) {
                return;
            }
            at++;
        }
    }

    private void readCell() {
        int begin = at;
        skipSpaces();
        if (at < text.length() && text.charAt(at) == '"') {
            readQuoted();
            return;
        }
        while (!endsCell()) {
            at++;
        }
        row.add(begin, at);
    }

    private void readQuoted() {
        int open = at;
        int from = open + 1;
        StringBuilder content = new StringBuilder();
        while (true) {
            int quote = text.indexOf('"', from);
            if (quote < 0) {
                throw source.error(
                        open,
                        "the quote that opens here is never closed",
                        "a quote at the end of the cell",
                        "close it; a quote within a quoted cell is written twice");
            }
            content.append(text, from, quote);
            if (!text.startsWith("\"\"", quote)) {
                at = quote + 1;
                break;
            }
            content.append('"');
            from = quote + 2;
        }
        int end = at;
        skipSpaces();
        if (!endsCell()) {
            throw source.error(
                    at,
                    "text after the quote that closes a cell, which is at column "
                            + source.cell("", end - 1).column(),
                    "the next delimiter, or the end of the line",
                    "quote the whole cell; a quote within a quoted cell is written twice");
        }
        row.add(PlainText.stripped(content.toString()), open);
    }

    private void skipSpaces() {
        while (!endsCell() && PlainText.isSpace(text.charAt(at))) {
            at++;
        }
    }

    private boolean endsCell() {
        return at == text.length() || text.charAt(at) == delimiter || isLineEnd(at);
    }

    private boolean isLineEnd(int offset) {
        char c = text.charAt(offset);
        return c == '\n' || c == '\r';
    }

    private void nextLine() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (at < text.length()) {
            at++;
        }
    }

    private void countForeign() {
        boolean quoted = false;
        for (int i = at; i < text.length() && (quoted || !isLineEnd(i)); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && c != delimiter && NAMES.containsKey(c)) {
                firstForeign = foreign == 0 ? i : firstForeign;
                foreign++;
            }
        }
    }

    /**
     * A header without tabs is no TSV, and one with as many semicolons or tabs as commas may be no
     * CSV.
     */
    private void refuseForeign() {
        int enough = delimiter == '\t' && row.size() > 1 ? Integer.MAX_VALUE : row.size() - 1;
        if (foreign > 0 && foreign >= enough) {
            throw foreignDelimiter(text.charAt(firstForeign));
        }
    }

    private InvalidInputException foreignDelimiter(char other) {
        String remedy =
                switch (other) {
                    case ',' -> "give --format csv; if the header is one name, quote it";
                    case '\t' -> "give --format tsv; if the header is one name, quote it";
                    default ->
                            "such files usually have decimal commas, and which commas are is not"
                                    + " guessed: save the table with commas as delimiters and points in"
                                    + " the numbers; where no number has another comma, sed"
                                    + " 'y/,;/.,/' does it";
                };
        return source.error(
                firstForeign,
                "the header is divided by %s, not by %s"
                        .formatted(NAMES.get(other), NAMES.get(delimiter)),
                format + ", which has " + NAMES.get(delimiter) + " between its cells",
                remedy);
    }
}
