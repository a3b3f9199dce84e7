package unrigged.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unrigged.program.InvalidInputException;
import unrigged.table.Cell;
import unrigged.table.Table;

/**
 * What the cells of one column are: numbers with or without units, or text.
 *
 * @param parsed of each row; empty where it has no number
 * @param units those that are written in cells
 * @param words cells of a column of numbers that are neither a number nor known for none
 * @param thousands a cell whose commas part thousands
 * @param written how many cells have something in them
 */
record ColumnCells(
        List<Optional<NumberText>> parsed,
        Set<String> units,
        List<Cell> words,
        Optional<Cell> thousands,
        int written) {
    /** From this share of numbers on, the other cells are holes in a column of numbers. */
    private static final double NUMERIC_SHARE = 0.6;

    static ColumnCells of(Table table, int column, boolean decimalComma) {
        List<Optional<NumberText>> parsed = new ArrayList<>(table.rows().size());
        Set<String> units = new LinkedHashSet<>();
        List<Cell> words = new ArrayList<>();
        Cell thousands = null;
        Cell comma = null;
        int written = 0;
        String suffix = null;
        for (List<Cell> row : table.rows()) {
            Cell cell = row.get(column);
            String text = cell.text();
            if (comma == null && !decimalComma && NumberText.decimalComma(text)) {
                comma = cell;
            }
            Optional<NumberText> number =
                    NumberText.of(
                            decimalComma && text.indexOf(',') >= 0
                                    ? NumberText.withDecimalPoint(text)
                                    : text);
            parsed.add(number);
            if (number.isPresent()) {
                written++;
                if (!number.get().suffix().equals(suffix)) {
                    suffix = number.get().suffix();
                    units.add(suffix);
                }
                thousands = thousands == null && text.indexOf(',') > 0 ? cell : thousands;
            } else if (!NumberText.absent(text)) {
                written++;
                words.add(cell);
            }
        }
        ColumnCells cells =
                new ColumnCells(parsed, units, words, Optional.ofNullable(thousands), written);
        if (comma != null && cells.numbers() + commas(words) >= NUMERIC_SHARE * written) {
            throw new InvalidInputException(
                    "%s:%d:%d: '%s' has a decimal comma"
                            .formatted(table.name(), comma.line(), comma.column(), comma.text()),
                    "numbers with a decimal point; commas part thousands",
                    "say --decimal-comma when all of the table's numbers are written so");
        }
        return cells;
    }

    private static long commas(List<Cell> words) {
        return words.stream().filter(cell -> NumberText.decimalComma(cell.text())).count();
    }

    int numbers() {
        return written - words.size();
    }

    boolean numeric() {
        return numbers() > 0 && numbers() >= NUMERIC_SHARE * written;
    }
}
