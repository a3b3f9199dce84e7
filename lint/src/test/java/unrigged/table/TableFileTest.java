package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

class TableFileTest {
    private static final ReadOptions UNTOLD = new ReadOptions(Optional.empty(), Optional.empty());

    private static final String JSON_TEXT = "[{\"a\": 1, \"b\": 2}]";
    private static final String HTML_TEXT = "<table><tr><th>a<th>b<tr><td>1<td>2</table>";
    private static final String MARKDOWN_TEXT = "|a|b|\n|-|-|\n|1|2|\n";

    private static String read(String name, String text) {
        Table table = TableFile.of(text.getBytes(StandardCharsets.UTF_8), name, UNTOLD).table(1);
        return TableText.texts(table);
    }

    private static InvalidInputException refused(String name, String text) {
        return assertThrows(InvalidInputException.class, () -> read(name, text));
    }

    @ParameterizedTest
    @CsvSource({
        "x.html, '<table><tr><th colspan=2>m<tr><td>1<td>2</table>" + HTML_TEXT + "', 1:12",
        "x.html, '<table><tr><th>a<th>a<tr><td>1<td>2</table>" + HTML_TEXT + "', 1:17",
        "x.html, '<table><tr><th>a<tr><td>1<td>2</table>" + HTML_TEXT + "', 1:26",
        "x.md, '|a|a|\n|-|-|\n|1|2|\n\n" + MARKDOWN_TEXT + "', 1:4",
        "x.md, '|a|b|\n|-|-|\n|1|2|3|\n\n" + MARKDOWN_TEXT + "', 3:6",
        "x.md, '|a|b|\n|-|-|\n\n" + MARKDOWN_TEXT + "', 1:2",
    })
    void oneBadTableRefusesNoOther(String name, String text, String place) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "a | b\n1 | 2\n", TableText.texts(TableFile.of(content, name, UNTOLD).table(2)));
        InvalidInputException refusal = refused(name, text);
        assertTrue(refusal.what().startsWith(name + ":" + place + ": "), refusal.what());
        assertThrows(
                InvalidInputException.class, () -> TableFile.of(content, name, UNTOLD).table(3));
    }

    @ParameterizedTest
    @CsvSource({
        "x.csv, 'a,b\n1,2'",
        "X.CSV, 'a,b\n1,2'",
        "x.tsv, 'a\tb\n1\t2'",
        "x.tab, 'a\tb\n1\t2'",
        "x.json, '" + JSON_TEXT + "'",
        "x.md, '" + MARKDOWN_TEXT + "'",
        "x.markdown, '" + MARKDOWN_TEXT + "'",
        "x.html, '" + HTML_TEXT + "'",
        "x.htm, '" + HTML_TEXT + "'",
    })
    void theEndingOfTheNameSaysTheFormat(String name, String text) {
        assertEquals("a | b\n1 | 2\n", read(name, text));
    }

    @ParameterizedTest
    @CsvSource({
        "'a,b\n1,2'",
        "'# x\ty\na,b\n1,2'",
        "'a\tb\n1\t2'",
        "'" + JSON_TEXT + "'",
        "' " + MARKDOWN_TEXT + "'",
        "'\n" + HTML_TEXT + "'",
    })
    void withoutAKnownEndingTheContentSaysIt(String text) {
        assertEquals("a | b\n1 | 2\n", read("-", text));
        assertEquals("a | b\n1 | 2\n", read("results.txt", text));
    }

    @Test
    void contentThatCanBeTwoFormatsIsNotGuessed() {
        InvalidInputException refused = refused("-", "a,b\tc\n1,2\t3\n");
        assertEquals("standard input:1:1: the content can be TSV and CSV", refused.what());
        assertEquals(
                "give --format csv, tsv, json, markdown or html", refused.hint().orElseThrow());
        assertEquals(
                "standard input:1:1: the content can be HTML and MARKDOWN",
                refused("-", HTML_TEXT + "\n\n" + MARKDOWN_TEXT).what());
        assertEquals(
                "x:1:1: no table: neither the name nor the content says what format this is",
                refused("x", "hello\n").what());
    }

    @Test
    void theToldFormatGoesBeforeTheName() {
        ReadOptions told = new ReadOptions(Optional.of(TableFormat.JSON), Optional.empty());
        byte[] content = JSON_TEXT.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "a | b\n1 | 2\n", TableText.texts(TableFile.of(content, "x.csv", told).table(1)));
    }

    @Test
    void severalTablesAreNumbered() {
        TableFile tables =
                TableFile.of(
                        (MARKDOWN_TEXT + "\n" + MARKDOWN_TEXT).getBytes(StandardCharsets.UTF_8),
                        "x.md",
                        UNTOLD);
        assertEquals("x.md, table 1", tables.table(1).name());
        assertEquals("x.md, table 2", tables.table(2).name());
        assertEquals(2, tables.count());
    }

    @Test
    void anEmptyFileHasNoTable() {
        assertEquals("x.csv:1:1: no table: the file is empty", refused("x.csv", "").what());
        assertEquals("x.csv:1:1: no table: the file is empty", refused("x.csv", " \n").what());
    }

    @Test
    void aFileOfMoreThanTheLimitIsRefused() {
        byte[] content = new byte[(32 << 20) + 1];
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class, () -> TableFile.of(content, "x.csv", UNTOLD));
        assertEquals("x.csv: 33,554,433 bytes are too many", refused.what());
    }
}
