package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unrigged.table.TableFormat.HTML;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.program.InvalidInputException;

/** Rows that the parser is not given are what they are when it is: an upper-case tag is for it. */
class PlainRowsTest {
    private static final List<String> PIECES =
            List.of(
                    "<tr><td>a</td><td>1</td></tr>",
                    "<tr><td>b</td><td> 2  3 </td></tr>\n",
                    "<tr class=\"x\"><td title=\"a > b\">c</td><td>4</td></tr>",
                    "<tr><td>d</td></tr>",
                    "<tr><td>e</td><td>5</td><td>6</td></tr>",
                    "<tr><td colspan=\"2\">f</td></tr>",
                    "<tr><th>g</th><th>7</th></tr>",
                    "<tr><th>h</th><td>8</td></tr>",
                    "<tr><td>i &amp; j</td><td>9</td></tr>",
                    "<tr></tr>",
                    "<tr><td></td><td></td></tr>\r\n",
                    "text",
                    "<!-- ",
                    " -->",
                    "<td>",
                    "</td>",
                    "<b>",
                    "</b>",
                    "</table>",
                    "<tbody>",
                    "</tbody>",
                    "<script>",
                    "</script>",
                    "<textarea>",
                    "</textarea>",
                    "<svg>",
                    "<select>",
                    "<template>",
                    "</template>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table>%s%s%s</table>",
                "<table><tbody>%s%s\n%s</tbody><tfoot>%s%s</tfoot></table>",
                "<!-- <table>%s%s%s</table> --><table>%s%s</table>",
                "<table>%s<!-- %s%s -->%s%s</table>",
                "<table>%s<template>%s%s</template></table>",
                "<table>%s%s<tr><td><textarea>%s%s</textarea></td><td>1</td></tr></table>",
                "<table>%s<td>%s%s</td></table>",
                "%s%s<table>%s%s</table>%s",
                "<table>%s%s<tr><td><table>%s%s</table></td></tr></table>",
                "<table>%s%s%s",
                "<h1>%s%s</h1><table>%s%s</table>"
            })
    void anotherPlaceIsReadByTheParser(String page) {
        String row = PIECES.getFirst();
        same(page.formatted(row, row, row, row, row));
    }

    @Test
    void anyOrderOfPiecesIsTheSame() {
        SplittableRandom random = new SplittableRandom(11);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder page = new StringBuilder("<table>").append(PIECES.getFirst());
            int pieces = 1 + random.nextInt(8);
            for (int piece = 0; piece < pieces; piece++) {
                boolean row = random.nextInt(4) > 0;
                page.append(PIECES.get(random.nextInt(row ? 4 : PIECES.size())));
            }
            read += same(page.append("</table>").toString()) ? 1 : 0;
        }
        assertTrue(read > 1_000, read + " were tables");
    }

    /** Whether there is a table to be read. */
    private static boolean same(String page) {
        String parsed = shown(page.replace("<tr", "<TR"));
        assertEquals(parsed, shown(page), page);
        return !parsed.startsWith("refused");
    }

    private static String shown(String page) {
        try {
            StringBuilder shown = new StringBuilder();
            for (Table table : TableText.all(HTML, page)) {
                shown.append(TableText.texts(table)).append(TableText.places(table));
                shown.append(TableText.remarks(table));
            }
            return shown.toString().replace("<TR", "<tr");
        } catch (InvalidInputException e) {
            // Of a table that is cut, a single row may be seen or not.
            boolean cut = e.what().matches(".*(no table: |has no end).*");
            return "refused: " + (cut ? "cut" : e.what().replace("<TR", "<tr"));
        }
    }
}
