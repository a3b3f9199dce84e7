package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static unrigged.table.TableFormat.HTML;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReaderTest {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <h1>Bench &amp; marks</h1>
            <p>64 connections
            <table>
              <caption>Best of <b>three</b></caption>
              <thead><tr><th>name</th><th>req/s</th></tr></thead>
              <tbody>
                <tr><td><a href="x">actix</a>
                  web</td><td>1&nbsp;000</td></tr>
                <tr><td>a<br>b<script>1</script><td>2
              </tbody>
            </table>
            """;

    @Test
    void aTableElementIsATable() {
        assertEquals(
                """
                name | req/s
                actix web | 1 000
                a b | 2
                """,
                TableText.texts(HTML, PAGE));
        assertEquals(
                """
                6:14 | 6:27
                8:9 | 9:15
                10:9 | 10:37
                """,
                TableText.places(HTML, PAGE));
    }

    @Test
    void theCaptionAndTheHeadingBeforeAreRemarks() {
        assertEquals(
                "2 Bench & marks\n5 Best of three\n", TableText.remarks(TableText.one(HTML, PAGE)));
    }

    @Test
    void severalTablesAreReturnedAndLayoutOfOneRowIsNone() {
        List<Table> tables =
                TableText.all(
                        HTML,
                        """
                        <table><tr><td colspan=2>menu</table>
                        <h2>One</h2><table><tr><td>a<tr><td>1</table>
                        <h2>Two</h2><table><tr><td>b<tr><td>2</table>
                        """);
        assertEquals("a\n1\n", TableText.texts(tables.getFirst()));
        assertEquals("3 Two\n", TableText.remarks(tables.getLast()));
        assertEquals("f, table 2", tables.getLast().name());
    }

    @Test
    void aRaisedOrLoweredTextDoesNotBecomePartOfANumber() {
        assertEquals(
                "10^3 req | x_1\n123^1 | 4\n",
                TableText.texts(
                        HTML,
                        "<table><tr><th>10<sup>3</sup> req<th>x<sub>1</sub>"
                                + "<tr><td>123<sup>1</sup><td>4</table>"));
    }

    @Test
    void mergedCellsAreRefused() {
        String table =
                """
                <table>
                <tr><th>a<th>b
                <tr><td colspan="1">1<td rowspan=2>2
                <tr><td>3
                </table>
                """;
        assertEquals("f:3:22: merged cells: rowspan='2'", TableText.refusal(HTML, table));
        assertEquals(
                "f:2:5: merged cells: colspan='2'",
                TableText.refusal(HTML, table.replace("<th>a", "<th colspan='2'>a")));
    }

    @Test
    void aTableWithinATableIsRefused() {
        assertEquals(
                "f:1:21: a table within a table",
                TableText.refusal(
                        HTML, "<table><tr><td>a<td><table><tr><td>1</table><tr><td>2</table>"));
    }

    @Test
    void aSecondHeaderRowIsRefused() {
        assertEquals(
                "f:3:5: a second header row",
                TableText.refusal(
                        HTML,
                        "<table>\n<tr><th>a<th>b\n<tr><th>ms<th>ms\n<tr><td>1<td>2\n</table>"));
        assertEquals(
                "a | b\n1 | 2\n",
                TableText.texts(HTML, "<table><tr><th>a<th>b<tr><th>1<td>2</table>"));
    }

    @Test
    void aTableWithoutAnEndMayBeCut() {
        assertEquals(
                "f:2:1: the table that begins here has no end",
                TableText.refusal(HTML, "<p>\n<table><tr><td>a<tr><td>1<tr><td>2"));
    }

    @Test
    void aLongRowIsRefusedAndAShortOneEndsEmpty() {
        assertEquals(
                "f:1:26: more cells than the 1 of the header: '2' has no column",
                TableText.refusal(HTML, "<table><tr><td>a<tr><td>1<td>2</table>"));
        assertEquals(
                "a | b\n1 | \n", TableText.texts(HTML, "<table><tr><td>a<td>b<tr><td>1</table>"));
    }

    @Test
    void aPageWithoutATableIsRefused() {
        String none = "f:1:1: no table: no table element with two rows";
        assertEquals(none, TableText.refusal(HTML, "<p>text"));
        assertEquals(none, TableText.refusal(HTML, "<table><tr><td>a</table>"));
        assertEquals(none, TableText.refusal(HTML, "<!-- <table><tr><td>a<tr><td>1</table> -->"));
    }

    @Test
    void elementsThatAreTooDeepAreRefused() {
        String deep = "<div>".repeat(300) + "<table><tr><td>a<tr><td>1</table>";
        assertEquals(
                "f:1:1508: elements within each other more than 256 deep",
                TableText.refusal(HTML, deep));
    }
}
