import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import unrigged.table.ReadOptions;
import unrigged.table.Table;
import unrigged.table.TableFile;
import unrigged.table.TableFormat;

/** How long the first table that a JVM reads takes: 10⁵ rows of 10 cells in the format given. */
final class Speed {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 10;

    public static void main(String[] args) {
        TableFormat format = TableFormat.valueOf(args[0].toUpperCase(Locale.ROOT));
        byte[] content = content(format).getBytes(StandardCharsets.UTF_8);
        ReadOptions options = new ReadOptions(Optional.of(format), Optional.empty());
        long from = System.nanoTime();
        Table table = TableFile.of(content, "table", options).table(1);
        long ms = (System.nanoTime() - from) / 1_000_000;
        if (table.rows() != ROWS || table.header().size() != COLUMNS) {
            throw new IllegalStateException("not the table that was written");
        }
        System.out.println(ms + " " + content.length);
    }

    private static String content(TableFormat format) {
        StringBuilder text = new StringBuilder(format == TableFormat.JSON ? "[" : "");
        if (format == TableFormat.HTML) {
            text.append("<table>\n");
        }
        if (format != TableFormat.JSON) {
            text.append(row(format, -1)).append('\n');
        }
        if (format == TableFormat.MARKDOWN) {
            text.append("|---".repeat(COLUMNS)).append("|\n");
        }
        for (int row = 0; row < ROWS; row++) {
            text.append(row(format, row)).append(row == ROWS - 1 ? "" : format == TableFormat.JSON ? ",\n" : "\n");
        }
        return text.append(format == TableFormat.JSON ? "]" : format == TableFormat.HTML ? "\n</table>\n" : "\n").toString();
    }

    /** The header is row -1. */
    private static String row(TableFormat format, int row) {
        StringJoiner cells =
                switch (format) {
                    case CSV -> new StringJoiner(",");
                    case TSV -> new StringJoiner("\t");
                    case JSON -> new StringJoiner(", ", "{", "}");
                    case MARKDOWN -> new StringJoiner(" | ", "| ", " |");
                    case HTML -> new StringJoiner("", "<tr>", "</tr>");
                };
        for (int column = 0; column < COLUMNS; column++) {
            String name = "column_" + column;
            String value = column == 0 ? "framework-" + row % 500 : (row * 31L + column * 977L) % 100_000 + "." + column;
            cells.add(
                    switch (format) {
                        case JSON -> "\"" + name + "\": " + (column == 0 ? "\"" + value + "\"" : value);
                        case HTML -> row < 0 ? "<th>" + name + "</th>" : "<td>" + value + "</td>";
                        default -> row < 0 ? name : value;
                    });
        }
        return cells.toString();
    }
}
