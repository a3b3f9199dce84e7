package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static unrigged.table.TableFormat.MARKDOWN;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReaderTest {
    @Test
    void aTableOfPipesIsATable() {
        String text =
                """
                # Results

                With 64
                *connections*.

                |  name | rps  |
                | :---- | ---: |
                | actix | 1    |
                  axum  | 2
                |       | 3    |
                |       |
                """;
        Table table = TableText.one(MARKDOWN, text);
        assertEquals(
                """
                name | rps
                actix | 1
                axum | 2
                 | 3
                 |\s
                """,
                TableText.texts(table));
        assertEquals(
                """
                6:4 | 6:11
                8:3 | 8:11
                9:3 | 9:11
                10:2 | 10:11
                11:2 | 11:10
                """,
                TableText.places(MARKDOWN, text));
        assertEquals("1 Results\n3 With 64 connections.\n", TableText.remarks(table));
    }

    @Test
    void markupIsReducedToItsText() {
        assertEquals(
                """
                a | b
                bold | code
                label | alt
                x|y | <3
                123^1 | a b
                1 000 | a\\b
                """,
                TableText.texts(
                        MARKDOWN,
                        """
                        a | b
                        --|--
                        **bold** | `code`
                        [label][1] | ![alt](x.png)
                        x\\|y | &lt;3
                        123<sup>1</sup> | a<br>b
                        1&nbsp;000 | a\\b

                        [1]: http://localhost/
                        """));
    }

    @Test
    void everyTableOfTheDocumentIsOne() {
        List<Table> tables =
                TableText.all(
                        MARKDOWN,
                        """
                        ## A
                        | a |
                        |---|
                        | 1 |

                        - item

                          | b |
                          |---|
                          | 2 |

                        > ## C
                        > <table>
                        > <tr><th>c
                        > <tr><td>3
                        > </table>

                        ```
                        | d |
                        |---|
                        | 4 |
                        ```
                        """);
        assertEquals(
                List.of("a\n1\n", "b\n2\n", "c\n3\n"),
                tables.stream().map(TableText::texts).toList());
        assertEquals("1 A\n6 item\n", TableText.remarks(tables.get(1)));
        assertEquals("12 C\n", TableText.remarks(tables.get(2)));
        assertEquals(15, tables.get(2).cell(0, 0).line());
        assertEquals(7, tables.get(2).cell(0, 0).column());
    }

    @Test
    void moreCellsThanTheHeaderAreRefused() {
        assertEquals(
                "f:3:12: more cells than the 2 of the header: '1' has no column",
                TableText.refusal(MARKDOWN, "| a | b |\n|---|---|\n| x | 1, | 1 |\n"));
    }

    @Test
    void aRowOfDashesThatDoesNotFitItsHeaderIsRefused() {
        assertEquals(
                "f:3:1: the row of dashes has 2 cells, the header above it 3: Markdown shows no table"
                        + " here",
                TableText.refusal(MARKDOWN, "\n| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n"));
        String none =
                "f:1:1: no table: neither a row of names over a row of dashes, nor a table element";
        assertEquals(none, TableText.refusal(MARKDOWN, "text\n---|---\n"));
        assertEquals(none, TableText.refusal(MARKDOWN, "    | a |\n    |---|\n    | 1 |\n"));
    }

    @Test
    void textAfterATableEndsIt() {
        assertEquals("a | b\n1 | 2\n", TableText.texts(MARKDOWN, "|a|b|\n|-|-|\n|1|2|\ntext\n"));
    }

    @Test
    void aTabAsIndentationMovesNoCell() {
        assertEquals(
                "2:3 | 2:5\n4:3 | 4:5\n",
                TableText.places(MARKDOWN, "-\n\t|a|b|\n\t|-|-|\n\t|1|2|\n"));
    }

    @Test
    void anHtmlTableIsReadByTheRulesOfHtml() {
        Table table =
                TableText.one(
                        MARKDOWN,
                        """
                        # Title

                        Before.

                        <div>

                        <table>
                        <caption>Cap</caption>

                        <tr><th>a</th></tr>

                        <tr><td>1</td></tr>
                        </table>

                        </div>
                        """);
        assertEquals("a\n1\n", TableText.texts(table));
        assertEquals("1 Title\n8 Cap\n", TableText.remarks(table));
        assertEquals(
                "f:2:5: merged cells: colspan='2'",
                TableText.refusal(MARKDOWN, "<table>\n<tr><td colspan=2>a\n<tr><td>1\n</table>\n"));
    }

    @Test
    void anHtmlTableThatAnEmptyLineInterruptsIsRefused() {
        assertEquals(
                "f:4:1: the HTML table that begins in line 1 is interrupted: after an empty line,"
                        + " this is not HTML for Markdown",
                TableText.refusal(
                        MARKDOWN,
                        """
                        <table>
                        <tr><td>a</td></tr>

                            <tr><td>1</td></tr>
                        <tr><td>2</td></tr>
                        </table>
                        """));
    }

    @Test
    void aHeaderAloneIsRefused() {
        assertEquals(
                "f:1:2: a table with a header and no rows",
                TableText.refusal(MARKDOWN, "|a|b|\n|-|-|\n"));
    }

    @Test
    void aParagraphBeforeATableIsNotEndless() {
        assertEquals(
                "f:1002:1: a paragraph of 1,001 lines before a table",
                TableText.refusal(MARKDOWN, "1\n".repeat(1_000) + "|a|\n|-|\n|1|\n"));
    }
}
