package unrigged.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Text in columns that are as wide as their widest cell, two spaces apart. */
final class TerminalTable {
    private static final int GAP = 2;

    private TerminalTable() {}

    /** Every line with its line end; rows have the same number of cells. */
    static String of(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        Column[] columns = new Column[rows.getFirst().size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int indent = i == 0 ? 0 : GAP;
            int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            columns[i] = new Column(Math.max(1, indent + width), indent, Column.Overflow.TRUNCATE);
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
        rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
        return table.toString();
    }
}
