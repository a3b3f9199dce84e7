package unrigged.table;

import unrigged.program.InvalidInputException;

/**
 * The text of a file, and the line and column of every offset in it. Offsets may be asked for in
 * any order; in ascending order the whole text is walked through once. For one thread.
 */
final class SourceText {
    /** Of characters, between two offsets whose line and column are kept. */
    private static final int STRIDE = 512;

    static final int CELLS_MAX = 2_000_000;
    private static final int QUOTED_MAX = 40;

    private final String name;
    private final String text;
    private final int[] lines;
    private final int[] columns;
    private int offset;
    private int line = 1;
    private int column = 1;
    private int cells;

    /**
     * @param name of the file, as messages show it
     */
    SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = new int[text.length() / STRIDE + 1];
        this.columns = new int[lines.length];
        for (int i = 0; i < lines.length; i++) {
            walkTo(i * STRIDE);
            lines[i] = line;
            columns[i] = column;
        }
        this.offset = 0;
        this.line = 1;
        this.column = 1;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    int line(int at) {
        moveTo(at);
        return line;
    }

    /** The cell of that text which begins at an offset. */
    Cell cell(String content, int at) {
        moveTo(at);
        return new Cell(content, line, column);
    }

    /** The cell that is written between two offsets; an empty one begins at the first. */
    Cell cell(int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && PlainText.isSpace(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && PlainText.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return begin == end ? cell("", from) : cell(text.substring(begin, end), begin);
    }

    /**
     * Counts what is kept of the file, over all its tables.
     *
     * @param at where the last of them is
     */
    void countCells(int more, int at) {
        cells += more;
        if (cells > CELLS_MAX) {
            throw tooManyCells(at);
        }
    }

    InvalidInputException tooManyCells(int at) {
        return error(
                at,
                "the cells are too many",
                "at most %,d in a file".formatted(CELLS_MAX),
                "split the file, or take out the columns that are no figures");
    }

    /** The complaint {@code what} about an offset; for the caller to throw. */
    InvalidInputException error(int at, String what, String expected, String hint) {
        return error(cell("", at), what, expected, hint);
    }

    /** The complaint {@code what} about a cell; for the caller to throw. */
    InvalidInputException error(Cell cell, String what, String expected, String hint) {
        return new InvalidInputException(
                name + ":" + cell.line() + ":" + cell.column() + ": " + what, expected, hint);
    }

    /** Text of the file within a message: in quotes, in one line, cut where it is long. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int end =
                text.offsetByCodePoints(
                        0, Math.min(QUOTED_MAX, text.codePointCount(0, text.length())));
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            quoted.append(Character.isISOControl(c) ? ' ' : c);
        }
        return quoted.append(end < text.length() ? "…'" : "'").toString();
    }

    private void moveTo(int at) {
        if (at < offset || at - offset > STRIDE) {
            int stride = at / STRIDE;
            offset = stride * STRIDE;
            line = lines[stride];
            column = columns[stride];
        }
        walkTo(at);
    }

    private void walkTo(int at) {
        while (offset < at) {
            char c = text.charAt(offset++);
            boolean ends =
                    c == '\n'
                            || c == '\r'
                                    && (offset == text.length() || text.charAt(offset) != '\n');
            if (ends) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
    }
}
