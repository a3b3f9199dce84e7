package unrigged.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Text for a console in columns that are as wide as their widest cell. */
public final class TextTable {
    private TextTable() {}

    /**
     * A column.
     *
     * @param left whether its cells begin at its left edge; else they end at its right one
     * @param <R> what a line shows
     */
    record Column<R>(String heading, boolean left, Function<R, String> cell) {}

    /** The headings, then a line for each row, without line ends. */
    static <R> List<String> lines(List<Column<R>> columns, List<R> rows) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i <= rows.size(); i++) {
            lines.add(new StringBuilder());
        }
        for (Column<R> column : columns) {
            List<String> cells = new ArrayList<>(List.of(column.heading()));
            rows.forEach(row -> cells.add(column.cell().apply(row)));
            int width = cells.stream().mapToInt(TextTable::width).max().orElse(0);
            for (int i = 0; i < cells.size(); i++) {
                String gap = " ".repeat(width - width(cells.get(i)));
                lines.get(i)
                        .append("  ")
                        .append(column.left() ? cells.get(i) + gap : gap + cells.get(i));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    /** Text from elsewhere, which does not steer this console: without control characters. */
    public static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
