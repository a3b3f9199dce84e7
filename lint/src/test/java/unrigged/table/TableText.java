package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import unrigged.program.InvalidInputException;

/** Texts → tables → texts that a test can compare. */
final class TableText {
    private TableText() {}

    static List<Table> all(TableFormat format, String text) {
        ReadOptions options = new ReadOptions(Optional.of(format), Optional.empty());
        return all(TableFile.of(text.getBytes(StandardCharsets.UTF_8), "f", options));
    }

    static List<Table> all(TableFile file) {
        return IntStream.rangeClosed(1, file.count()).mapToObj(file::table).toList();
    }

    static Table one(TableFormat format, String text) {
        List<Table> tables = all(format, text);
        assertEquals(1, tables.size());
        return tables.getFirst();
    }

    static String texts(TableFormat format, String text) {
        return texts(one(format, text));
    }

    /** Each row in a line, the header first. */
    static String texts(Table table) {
        return lines(table, Cell::text);
    }

    /** Line and column of each cell. */
    static String places(TableFormat format, String text) {
        return places(one(format, text));
    }

    static String places(Table table) {
        return lines(table, cell -> cell.line() + ":" + cell.column());
    }

    static String remarks(Table table) {
        return table.remarks().stream()
                .map(remark -> remark.line() + " " + remark.text() + "\n")
                .collect(Collectors.joining());
    }

    /** What is wrong with a text. */
    static String refusal(TableFormat format, String text) {
        return refused(format, text).what();
    }

    static InvalidInputException refused(TableFormat format, String text) {
        return assertThrows(InvalidInputException.class, () -> all(format, text));
    }

    private static List<Cell> row(Table table, int row) {
        return IntStream.range(0, table.header().size())
                .mapToObj(column -> table.cell(row, column))
                .toList();
    }

    private static String lines(Table table, Function<Cell, String> shown) {
        return Stream.concat(
                        Stream.of(table.header()),
                        IntStream.range(0, table.rows()).mapToObj(row -> row(table, row)))
                .map(row -> row.stream().map(shown).collect(Collectors.joining(" | ")) + "\n")
                .collect(Collectors.joining());
    }
}
