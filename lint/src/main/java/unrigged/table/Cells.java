package unrigged.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a file, those of a row or of a column, as places in its text: a table of 10⁶ cells is
 * held in a few bytes for each. Texts that are not written as they read, for they have escapes or
 * markup, are kept.
 */
final class Cells {
    /** Of each cell: its place, and the begin and end of its text. */
    private static final int NUMBERS = 3;

    private static final int MISSING = -1;
    private static final @Nullable String[] NONE = {};

    private final SourceText source;
    private int[] places;
    private @Nullable String[] texts = NONE;
    private int size;

    Cells(SourceText source, int expected) {
        this.source = source;
        places = new int[NUMBERS * expected];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        texts = NONE;
    }

    /** The cell that is written between two offsets; an empty one begins at the first. */
    void add(int from, int to) {
        String text = source.text();
        int begin = PlainText.begin(text, from, to);
        int end = PlainText.end(text, begin, to);
        add(begin == end ? from : begin, begin, end);
    }

    /** The cell of a place whose text is written, without white space, between two offsets. */
    void add(int place, int begin, int end) {
        set(size, place, begin, end);
    }

    /** The cell of that text which begins at an offset. */
    void add(String text, int place) {
        set(size, text, place);
    }

    /** The same for one of a row's columns; those before it may be missing. */
    void set(int column, String text, int place) {
        String written = source.text();
        int begin = written.startsWith(text, place) ? place : place + 1;
        if (begin == place || written.startsWith(text, begin)) {
            set(column, place, begin, begin + text.length());
        } else {
            set(column, place, begin, begin);
            keep(column, text);
        }
    }

    private void keep(int i, String text) {
        if (i >= texts.length) {
            texts = Arrays.copyOf(texts, places.length / NUMBERS);
        }
        texts[i] = text;
    }

    private void set(int column, int place, int begin, int end) {
        if (NUMBERS * (column + 1) > places.length) {
            places = Arrays.copyOf(places, 2 * NUMBERS * (column + 1));
        }
        for (; size <= column; size++) {
            places[NUMBERS * size] = MISSING;
        }
        places[NUMBERS * column] = place;
        places[NUMBERS * column + 1] = begin;
        places[NUMBERS * column + 2] = end;
    }

    boolean has(int column) {
        return column < size && places[NUMBERS * column] != MISSING;
    }

    private @Nullable String kept(int i) {
        return i < texts.length ? texts[i] : null;
    }

    String text(int i) {
        String own = kept(i);
        return own == null
                ? source.text().substring(places[NUMBERS * i + 1], places[NUMBERS * i + 2])
                : own;
    }

    int place(int i) {
        return places[NUMBERS * i];
    }

    Cell cell(int i) {
        return source.cell(text(i), place(i));
    }

    List<Cell> all() {
        return IntStream.range(0, size).mapToObj(this::cell).toList();
    }

    /** So many of them, to be kept; in the place of those that are missing, empty ones. */
    Cells copy(int width, int empty) {
        Cells copy = new Cells(source, width);
        System.arraycopy(places, 0, copy.places, 0, NUMBERS * Math.min(size, width));
        copy.size = width;
        for (int i = 0; i < width; i++) {
            if (!has(i)) {
                copy.set(i, empty, empty, empty);
            }
        }
        copy.texts = texts.length == 0 ? NONE : Arrays.copyOf(texts, width);
        return copy;
    }

    /** One of other cells behind these. */
    void add(Cells others, int i) {
        int column = size;
        set(
                column,
                others.places[NUMBERS * i],
                others.places[NUMBERS * i + 1],
                others.places[NUMBERS * i + 2]);
        String text = others.kept(i);
        if (text != null) {
            keep(column, text);
        }
    }
}
