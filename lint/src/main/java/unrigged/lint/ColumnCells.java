package unrigged.lint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;
import unrigged.table.Cell;
import unrigged.table.Table;

/** What the cells of one column are: numbers with or without units, or text. */
final class ColumnCells {
    /** From this share of numbers on, the other cells are holes in a column of numbers. */
    private static final double NUMERIC_SHARE = 0.6;

    private static final int NONE = -1;

    private final Table table;
    private final int column;
    private final boolean decimalComma;
    private final Numbers numbers;

    /** Those that follow numbers, in the order in which they appear. */
    private final List<String> suffixes = new ArrayList<>();

    /** Of each row with a number; null while all have the first. */
    private int @Nullable [] suffixOf;

    private final BitSet words = new BitSet();
    private int suffix;
    private int comma = NONE;
    private int thousands = NONE;
    private int written;

    private ColumnCells(Table table, int column, boolean decimalComma) {
        this.table = table;
        this.column = column;
        this.decimalComma = decimalComma;
        this.numbers = new Numbers(table.rows());
    }

    /** Of each column, read row by row, as the file has them. */
    static List<ColumnCells> of(Table table, boolean decimalComma) {
        List<ColumnCells> columns = new ArrayList<>();
        for (int column = 0; column < table.header().size(); column++) {
            columns.add(new ColumnCells(table, column, decimalComma));
        }
        for (int row = 0; row < table.rows(); row++) {
            for (ColumnCells column : columns) {
                column.read(row);
            }
        }
        return columns;
    }

    private void read(int row) {
        String text = table.text(row, column);
        int decimals = NumberText.plainDecimals(text);
        if (decimals >= 0) {
            number(row, NumberText.plain(text, decimals));
            return;
        }
        boolean hasComma = text.indexOf(',') >= 0;
        if (hasComma && comma == NONE && !decimalComma && NumberText.decimalComma(text)) {
            comma = row;
        }
        Optional<NumberText> number =
                NumberText.of(decimalComma && hasComma ? NumberText.withDecimalPoint(text) : text);
        if (number.isPresent()) {
            number(row, number.get());
            thousands = thousands == NONE && text.indexOf(',') > 0 ? row : thousands;
        } else if (!NumberText.absent(text)) {
            written++;
            words.set(row);
        }
    }

    private void number(int row, NumberText number) {
        written++;
        numbers.set(row, number.value(), number.half());
        if (suffixes.isEmpty() || !suffixes.get(suffix).equals(number.suffix())) {
            suffix = suffixes.indexOf(number.suffix());
            if (suffix < 0) {
                suffix = suffixes.size();
                suffixes.add(number.suffix());
            }
            if (suffixOf == null && suffix > 0) {
                suffixOf = new int[table.rows()];
            }
        }
        if (suffixOf != null) {
            suffixOf[row] = suffix;
        }
    }

    /**
     * Refuses numbers with decimal commas where they are not said to be there.
     *
     * @throws InvalidInputException with the place of the first
     */
    void requireDecimalPoints() {
        if (comma != NONE && numbers.count() + commas() >= NUMERIC_SHARE * written) {
            Cell cell = cell(comma);
            throw new InvalidInputException(
                    "%s:%d:%d: '%s' has a decimal comma"
                            .formatted(table.name(), cell.line(), cell.column(), cell.text()),
                    "numbers with a decimal point; commas part thousands",
                    "say --decimal-comma when all of the table's numbers are written so");
        }
    }

    private long commas() {
        return words.stream().filter(row -> NumberText.decimalComma(text(row))).count();
    }

    private String text(int row) {
        return table.text(row, column);
    }

    Cell cell(int row) {
        return table.cell(row, column);
    }

    /** As they are written, without units. */
    Numbers numbers() {
        return numbers;
    }

    /** What follows numbers, each once; empty text where nothing does. */
    List<String> suffixes() {
        return suffixes;
    }

    /** Which of the {@link #suffixes} follows the number of a row. */
    int suffix(int row) {
        return suffixOf == null ? 0 : suffixOf[row];
    }

    /** The rows of cells that are neither a number nor known for none. */
    BitSet words() {
        return words;
    }

    /** A cell whose commas part thousands. */
    Optional<Cell> thousands() {
        return thousands == NONE ? Optional.empty() : Optional.of(cell(thousands));
    }

    /** How many cells have something in them. */
    int written() {
        return written;
    }

    boolean numeric() {
        return numbers.count() > 0 && numbers.count() >= NUMERIC_SHARE * written;
    }
}
