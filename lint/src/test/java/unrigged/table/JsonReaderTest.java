package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static unrigged.table.TableFormat.JSON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.program.InvalidInputException;

class JsonReaderTest {
    @Test
    void anArrayOfObjectsIsATable() {
        String text =
                """
                [
                  {"name": " actix ", "rps": 1.50e3},
                  {"name": "axum", "rps": null, "ok": true}
                ]
                """;
        assertEquals(
                """
                name | rps | ok
                actix | 1.50e3 |\s
                axum |  | true
                """,
                TableText.texts(JSON, text));
        assertEquals(
                """
                2:4 | 2:23 | 3:33
                2:12 | 2:30 | 2:36
                3:12 | 3:27 | 3:39
                """,
                TableText.places(JSON, text));
    }

    @Test
    void objectsInARowAreFlattenedWithDots() {
        assertEquals(
                "name | latency.p50 | latency.tail.p99\na | 1 | 2\n",
                TableText.texts(
                        JSON,
                        """
                        [{"name": "a", "latency": {"p50": 1, "tail": {"p99": 2}}}]
                        """));
    }

    @Test
    void theOneArrayOfObjectsIsFoundAnywhereAndScalarsBesideItAreRemarks() {
        Table table =
                TableText.one(
                        JSON,
                        """
                        {"tool": "wrk",
                         "settings": {"connections": 64, "keepAlive": true, "note": null},
                         "args": ["-c", 64],
                         "data": {"results": [{"n": "a", "rps": 1}], "at": "noon"},
                         "empty": [], "end": 1e3}
                        """);
        assertEquals("n | rps\na | 1\n", TableText.texts(table));
        assertEquals(
                """
                1 tool: wrk
                2 settings.connections: 64
                2 settings.keepAlive: true
                3 args: -c, 64
                4 data.at: noon
                5 end: 1e3
                """,
                TableText.remarks(table));
    }

    @Test
    void arraysUnderAHeaderOfTextsAreATable() {
        assertEquals(
                "name | rps\na | 1\nb | \n",
                TableText.texts(JSON, "{\"rows\": [[\"name\", \"rps\"], [\"a\", 1], [\"b\"]]}"));
        assertEquals(
                "f:1:28: more cells than the 2 of the header: '3' has no column",
                TableText.refusal(JSON, "[[\"name\", \"rps\"], [\"a\", 2, 3, 4]]"));
    }

    @Test
    void anObjectOfArraysHasThemAsColumns() {
        Table table =
                TableText.one(
                        JSON, "{\"unit\": \"ms\", \"name\": [\"a\", \"b\"], \"p99\": [1, 2.0]}");
        assertEquals("name | p99\na | 1\nb | 2.0\n", TableText.texts(table));
        assertEquals("1 unit: ms\n", TableText.remarks(table));
        assertEquals(
                "f:1:29: the array 'p99' has 1 values, and 'name' before it 2",
                TableText.refusal(JSON, "{\"name\": [\"a\", \"b\"], \"p99\": [1]}"));
    }

    @Test
    void ofSeveralTablesEachHasTheScalarsOfTheObjectsThatItIsIn() {
        List<Table> tables =
                TableText.all(
                        JSON,
                        "{\"tool\": \"wrk\", \"a\": {\"c\": 64, \"t\": [{\"x\": 1}]}, \"b\": {\"c\": 8, \"t\": [[\"y\"], [2]]}}");
        assertEquals(2, tables.size());
        assertEquals("x\n1\n", TableText.texts(tables.getFirst()));
        assertEquals("1 tool: wrk\n1 a.c: 64\n", TableText.remarks(tables.getFirst()));
        assertEquals("y\n2\n", TableText.texts(tables.getLast()));
        assertEquals("1 tool: wrk\n1 b.c: 8\n", TableText.remarks(tables.getLast()));
    }

    @Test
    void oneObjectOfUnequalArraysRefusesNoOther() {
        TableFile file =
                TableFile.of(
                        "{\"a\": {\"x\": [1, 2], \"y\": [1]}, \"b\": {\"x\": [1], \"y\": [2]}}"
                                .getBytes(StandardCharsets.UTF_8),
                        "f.json",
                        new ReadOptions(Optional.empty(), Optional.empty()));
        assertThrows(InvalidInputException.class, () -> file.table(1));
        assertEquals("x | y\n1 | 2\n", TableText.texts(file.table(2)));
    }

    @Test
    void anArrayInARowIsRefused() {
        InvalidInputException refused =
                TableText.refused(JSON, "{\"results\": [\n{\"mean\": 1, \"times\": [1, 2]}]}");
        assertEquals("f:2:22: an array in a row, at 'times'", refused.what());
        assertEquals(
                "take it out of the rows, or put one number in its place: for example with jq"
                        + " 'del(.. | .times?)'",
                refused.hint().orElseThrow());
    }

    @Test
    void aRowUnlikeTheOthersIsRefused() {
        assertEquals(
                "f:1:12: a row that is not like the first one",
                TableText.refusal(JSON, "[{\"a\": 1}, 2]"));
    }

    @Test
    void aNameTwiceInAnObjectIsRefused() {
        assertEquals(
                "f:1:11: 'a' is twice in one object",
                TableText.refusal(JSON, "[{\"a\": 1, \"a\": 2}]"));
        assertEquals(
                "f:1:18: 'a' is twice in one object",
                TableText.refusal(JSON, "[{\"a\": {\"b\": 1}, \"a\": {\"c\": 2}}]"));
        assertEquals(
                "f:1:28: 'a' is twice in one object",
                TableText.refusal(JSON, "[{\"a\": 1}, {\"a\": {\"b\": 1}, \"a\": {\"c\": 2}}]"));
        assertEquals(
                "f:1:10: 'x' is twice in one object",
                TableText.refusal(JSON, "{\"x\": 1, \"x\": [{\"a\": 1}]}"));
        assertEquals(
                "f:1:18: 'a.b' is twice in one object",
                TableText.refusal(JSON, "[{\"a\": {\"b\": 1}, \"a.b\": 2}]"));
    }

    @Test
    void aDocumentWithoutATableIsRefused() {
        InvalidInputException refused =
                TableText.refused(JSON, "{\"a\": {\"rps\": 1}, \"b\": {\"rps\": 2}}");
        assertEquals(
                "f:1:1: no table: neither an array of objects, nor an array of arrays under a header"
                        + " of texts, nor an object of arrays as the columns",
                refused.what());
        assertEquals(
                "make one array of the objects, for example with jq 'to_entries | map({name: .key} +"
                        + " .value)'",
                refused.hint().orElseThrow());
        for (String none :
                new String[] {"3", "[]", "[1, 2]", "[[1, 2], [3, 4]]", "[1, {\"a\": 1}]"}) {
            assertEquals(refused.what(), TableText.refusal(JSON, none));
        }
        assertEquals(
                "f:1:2: no table: the objects of the array are empty",
                TableText.refusal(JSON, "[{}, {}]"));
        assertEquals(
                "f:1:3: a table with a header and no rows", TableText.refusal(JSON, "[[\"a\"]]"));
    }

    @Test
    void textThatIsNotJsonIsRefusedWhereItIsWrong() {
        assertEquals(
                "f:2:1: not valid JSON: Unexpected end-of-input: expected close marker for Object",
                TableText.refusal(JSON, "[{\"a\": 1\n"));
        assertEquals(
                "f:1:11: not valid JSON: Non-standard token 'NaN'",
                TableText.refusal(JSON, "[{\"a\": NaN}]"));
        assertEquals(
                "f:2:1: a second value after the end of the document",
                TableText.refusal(JSON, "{\"a\": 1}\n{\"a\": 2}\n"));
    }

    @Test
    void objectsWithoutMembersAreCountedToo() {
        assertEquals(
                "f:1:6000003: the cells are too many",
                TableText.refusal(JSON, "[" + "{},".repeat(2_000_001) + "{}]"));
    }

    @Test
    void aDocumentThatIsTooDeepIsRefused() {
        String deep = "{\"a\":".repeat(70) + "1" + "}".repeat(70);
        assertEquals(
                "f:1:321: Document nesting depth (65) exceeds the maximum allowed (64)",
                TableText.refusal(JSON, deep));
    }
}
