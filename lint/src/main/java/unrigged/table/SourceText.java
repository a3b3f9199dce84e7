package unrigged.table;

import unrigged.program.InvalidInputException;

/**
 * The text of a file, and the line and column of every offset in it. Offsets may be asked for in
 * any order: what is found of the lines is kept for every {@link #STRIDE} characters, and no more
 * than these are looked through again. For one thread.
 */
final class SourceText {
    private static final int STRIDE = 512;

    static final int CELLS_MAX = 2_000_000;
    private static final int QUOTED_MAX = 40;

    private final String name;
    private final String text;
    private final boolean hasReturns;

    /** Whether a character can be two of the text's. */
    private final boolean hasSurrogates;

    /** Of the line that a stride begins in: its number, its begin, and that of the next line. */
    private final int[] lines;

    private final int[] begins;
    private final int[] nexts;

    /** Of the begin of a stride; needed only where not every character is one of the text's. */
    private final int[] columns;

    private int known;

    /** The line that was asked for last. */
    private int line = 1;

    private int begin;
    private int next;
    private int cells;

    /**
     * @param name of the file, as messages show it
     * @param hasSurrogates false only where the text has none
     */
    SourceText(String name, String text, boolean hasSurrogates) {
        this.name = name;
        this.text = text;
        this.hasReturns = text.indexOf('\r') >= 0;
        this.hasSurrogates = hasSurrogates;
        int strides = text.length() / STRIDE + 1;
        this.lines = new int[strides];
        this.begins = new int[strides];
        this.nexts = new int[strides];
        this.columns = new int[hasSurrogates ? strides : 0];
        this.next = nextLine(0);
        keepStrides();
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
        return new Cell(content, line, column(at));
    }

    /**
     * Counts what is kept of the file, over all its tables: cells, and remarks with them.
     *
     * @param at where the last of them is
     */
    void countCells(int more, int at) {
        cells += more;
        if (cells > CELLS_MAX) {
            throw tooManyCells(at);
        }
    }

    int counted() {
        return cells;
    }

    /** From a count on that there was before. */
    void countAgain(int before) {
        cells = before;
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
        if (at < begin) {
            int stride = at / STRIDE;
            line = lines[stride];
            begin = begins[stride];
            next = nexts[stride];
        }
        while (at >= next) {
            line++;
            begin = next;
            next = nextLine(begin);
            keepStrides();
        }
    }

    /** Of the line that is at hand. */
    private int column(int at) {
        if (!hasSurrogates) {
            return at - begin + 1;
        }
        int stride = at / STRIDE;
        return stride * STRIDE <= begin
                ? 1 + characters(begin, at)
                : columns[stride] + characters(stride * STRIDE, at);
    }

    /** A stride may begin within a pair of surrogates: the first of a pair counts. */
    private int characters(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Character.isLowSurrogate(text.charAt(i)) ? 0 : 1;
        }
        return count;
    }

    private void keepStrides() {
        for (; known < lines.length && known * STRIDE < next; known++) {
            lines[known] = line;
            begins[known] = begin;
            nexts[known] = next;
            if (hasSurrogates) {
                int before = Math.max(begin, (known - 1) * STRIDE);
                columns[known] =
                        (before == begin ? 1 : columns[known - 1])
                                + characters(before, known * STRIDE);
            }
        }
    }

    /** Where the line after the one of that offset begins; beyond the text for the last one. */
    private int nextLine(int from) {
        int stride = from / STRIDE + 1;
        if (stride < known && begins[stride] <= from) {
            return nexts[stride];
        }
        if (!hasReturns) {
            int feed = text.indexOf('\n', from);
            return feed < 0 ? Integer.MAX_VALUE : feed + 1;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
