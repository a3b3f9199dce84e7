package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unrigged.table.TableFormat.CSV;
import static unrigged.table.TableFormat.TSV;

import org.junit.jupiter.api.Test;
import unrigged.program.InvalidInputException;

class DelimitedReaderTest {
    @Test
    void cellsKnowTheirTextAndTheirPlace() {
        String text =
                """
                framework,rps
                actix , 1000
                "a, ""b""\" , "2"
                """;
        assertEquals(
                """
                framework | rps
                actix | 1000
                a, "b" | 2
                """,
                TableText.texts(CSV, text));
        assertEquals(
                """
                1:1 | 1:11
                2:1 | 2:9
                3:1 | 3:14
                """,
                TableText.places(CSV, text));
    }

    @Test
    void tabsDivideTsv() {
        assertEquals(
                """
                name, all | rps
                a | 1
                 | 2
                """,
                TableText.texts(TSV, "name, all\trps\na\t1\n\t2\n"));
    }

    @Test
    void aQuotedCellMayHaveLines() {
        assertEquals(
                """
                1:1 | 1:3
                2:1 | 3:4
                """,
                TableText.places(CSV, "a,b\n\"1\n2\",3"));
    }

    @Test
    void columnsAreCountedInCharacters() {
        assertEquals("1:1 | 1:5\n2:1 | 2:3\n", TableText.places(CSV, "näm,rps\n🥇,1\n"));
    }

    @Test
    void aLongLineOfWideCharactersIsCountedToo() {
        String name = "🥇".repeat(5_000);
        assertEquals(
                "1:1 | 1:5003\n2:1 | 2:5002\n",
                TableText.places(CSV, "a" + name + ",b\n" + name + ",1\n"));
    }

    @Test
    void linesEndInAnyOfTheThreeWays() {
        assertEquals(
                """
                1:1
                2:1
                3:1
                4:1
                """,
                TableText.places(CSV, "a\r\n1\r2\n3"));
    }

    @Test
    void remarksAndBlankLinesAreNoRows() {
        Table table =
                TableText.one(
                        CSV,
                        """
                        # wrk -t4 -c64

                        name,rps
                        #
                        ## warm
                        a,1
                        \s\s
                        b,2
                        # end
                        """);
        assertEquals("name | rps\na | 1\nb | 2\n", TableText.texts(table));
        assertEquals("1 wrk -t4 -c64\n5 warm\n9 end\n", TableText.remarks(table));
    }

    @Test
    void aNumberSignThatIsAllOfACellIsNoRemark() {
        assertEquals("# | rps\n1 | 5\n", TableText.texts(CSV, "#,rps\n1,5\n"));
        assertEquals("#a | rps\n1 | 5\n", TableText.texts(CSV, "\"#a\",rps\n1,5\n"));
    }

    @Test
    void aShortRowEndsInEmptyCells() {
        String text = "a,b,c\n1\n";
        assertEquals("a | b | c\n1 |  | \n", TableText.texts(CSV, text));
        assertEquals("1:1 | 1:3 | 1:5\n2:1 | 2:2 | 2:2\n", TableText.places(CSV, text));
    }

    @Test
    void aLongRowIsRefusedAtTheFirstCellThatIsTooMuch() {
        assertEquals(
                "f:2:5: more cells than the 2 of the header: '3' has no column",
                TableText.refusal(CSV, "a,b\n1,2,3,4\n"));
    }

    @Test
    void aDecimalCommaIsACellTooMuch() {
        InvalidInputException refused = TableText.refused(CSV, "name,rps\nactix,1,38\n");
        assertEquals(
                "f:2:9: more cells than the 2 of the header: '38' has no column", refused.what());
        assertEquals("2 cells, as in the header in line 1", refused.expected().orElseThrow());
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedWhereItOpens() {
        assertEquals(
                "f:2:3: the quote that opens here is never closed",
                TableText.refusal(CSV, "a,b\n1,\"2\n3,4\n"));
    }

    @Test
    void textAfterAClosingQuoteIsRefused() {
        assertEquals(
                "f:2:5: text after the quote that closes a cell, which is at column 3",
                TableText.refusal(CSV, "a,b\n\"1\" x,2\n"));
    }

    @Test
    void aHeaderOfSemicolonsIsRefusedWithARemedy() {
        InvalidInputException refused =
                TableText.refused(CSV, "name;mean, ms;rps\nactix;1,2;500\n");
        assertEquals("f:1:5: the header is divided by semicolons, not by commas", refused.what());
        assertTrue(refused.hint().orElseThrow().contains("sed 'y/,;/.,/'"));
    }

    @Test
    void aHeaderOfTheOtherFormatIsRefused() {
        assertEquals(
                "give --format tsv; if the header is one name, quote it",
                TableText.refused(CSV, "a\tb\n1\t2\n").hint().orElseThrow());
        assertEquals(
                "f:1:2: the header is divided by commas, not by tabs",
                TableText.refusal(TSV, "a,b\n1,2\n"));
        assertEquals("a;b\n1\n", TableText.texts(CSV, "\"a;b\"\n1\n"));
    }

    @Test
    void namesOfColumnsAreThereAndDiffer() {
        assertEquals("column 1 | rps\na | 1\n", TableText.texts(CSV, ",rps\na,1\n"));
        assertEquals("f:1:7: column 3 has no name", TableText.refusal(CSV, "a,rps,\nb,1,\n"));
        assertEquals(
                "f:1:5: column 3 has the name 'a' of column 1, which is at 1:1",
                TableText.refusal(CSV, "a,b,a\n1,2,3\n"));
    }

    @Test
    void aHeaderAloneIsNoTable() {
        assertEquals(
                "f:2:1: a table with a header and no rows", TableText.refusal(CSV, "# x\na,b\n"));
        assertEquals(
                "f:1:1: no table: nothing but blank lines and remarks",
                TableText.refusal(CSV, "# x\n\n"));
    }

    @Test
    void moreColumnsOrCellsThanTheLimitsAreRefused() {
        assertEquals(
                "f:1:4891: the columns are too many",
                TableText.refusal(CSV, names(1_001) + "\n1\n"));
        String refusal = TableText.refusal(CSV, names(1_000) + "\n" + "1\n".repeat(2_001));
        assertEquals("f:2002:2: the cells are too many", refusal);
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder("c0");
        for (int i = 1; i < count; i++) {
            names.append(",c").append(i);
        }
        return names.toString();
    }
}
