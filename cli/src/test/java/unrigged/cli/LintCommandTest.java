package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

class LintCommandTest {
    private static final String CONTRADICTED =
            """
            # closed loop of 64 connections
            framework,requests_per_s,latency_mean_ms,p50_ms,p99_ms
            alpha,10000,6.40,6.0,14.1
            beta,20000,9.60,9.1,7.2
            """;
    private static final String CLEAN =
            """
            framework,requests_per_s,latency_mean_ms
            alpha,10000,6.40
            beta,5000,12.71
            """;

    @TempDir private Path directory;

    private CommandCall lint(String name, String table, String... options) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, table);
        List<String> call = new ArrayList<>(List.of("lint", file.toString()));
        call.addAll(List.of(options));
        return CommandCall.of(call.toArray(String[]::new));
    }

    @Test
    void aContradictionIsStatusOneWithTheEquation() throws IOException {
        CommandCall call = lint("a.csv", CONTRADICTED);
        assertEquals(1, call.status(), call.err());
        assertTrue(call.out().contains("connections      64, from line 1"), call.out());
        assertTrue(
                call.out().contains("beta: 20,000/s × 9.6 ms = 192 in flight, of 64"), call.out());
        assertTrue(call.out().contains("beta: P50 9.1 ms > P99 7.2 ms"), call.out());
        assertTrue(call.out().endsWith("a.csv: 2 errors, in 1 of 2 rows\n"), call.out());
    }

    @Test
    void thePageIsWrittenBesides() throws IOException {
        Path page = directory.resolve("a.html");
        CommandCall call = lint("a.csv", CONTRADICTED, "--html", page.toString());
        assertEquals(1, call.status(), call.err());
        assertTrue(call.out().endsWith("a.csv: 2 errors, in 1 of 2 rows\n"), call.out());
        assertTrue(
                Files.readString(page).contains("<h1>Two errors in 1 of 2 rows of a.csv</h1>"),
                "the headline");
        CommandCall nowhere =
                lint("a.csv", CLEAN, "--html", directory.resolve("none/a.html").toString());
        assertEquals(2, nowhere.status());
        assertTrue(nowhere.err().contains("--html: "), nowhere.err());
    }

    @Test
    void aCleanTableIsStatusZeroAndSaysWhatWasChecked() throws IOException {
        CommandCall call = lint("a.csv", CLEAN, "--connections", "64");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("checked, nothing found: closed-loop"), call.out());
        assertTrue(call.out().contains("missing to judge it: "), call.out());
        assertTrue(call.out().contains("a.csv: nothing contradicts itself; "), call.out());
    }

    @Test
    void jsonHasRowsColumnsAndCells() throws IOException {
        CommandCall call = lint("a.csv", CONTRADICTED, "--json");
        assertEquals(1, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals(2, root.path("rows").asInt());
        JsonNode finding = root.path("findings").get(0);
        assertEquals("closed-loop", finding.path("rule").asString());
        assertEquals("fault", finding.path("severity").asString());
        assertEquals(2, finding.path("rows").get(0).asInt());
        assertEquals("beta", finding.path("labels").get(0).asString());
        assertEquals("requests_per_s", finding.path("columns").get(0).asString());
        assertEquals("latency_mean_ms", finding.path("columns").get(1).asString());
        assertEquals(4, finding.path("cells").get(0).path("line").asInt());
        assertEquals("20000", finding.path("cells").get(0).path("text").asString());
        assertTrue(finding.path("remedy").asString().length() > 20);
        assertTrue(root.path("checked").size() >= 4, call.out());
        assertTrue(root.path("notChecked").get(0).path("why").asString().length() > 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a.md   | '| framework | Req/s | Latency (ms) |\\n|---|--:|--:|\\n| alpha | 10,000 | 6.4 |\\n| beta | 20,000 | 9.6 |\\n'
                    a.html | '<table><tr><th>framework<th>Req/s<th>Latency</tr><tr><td>alpha<td>10,000<td>6.4 ms</tr><tr><td>beta<td>20,000<td>9.6 ms</tr></table>'
                    a.tsv  | 'framework\\trps\\tlatency_ms\\nalpha\\t10000\\t6.4\\nbeta\\t20000\\t9.6\\n'
                    a.json | '[{"framework":"alpha","rps":10000,"latency_ms":6.4},{"framework":"beta","rps":20000,"latency_ms":9.6}]'
                    """)
    void theSameTableIsReadFromEveryFormat(String name, String table) throws IOException {
        CommandCall call =
                lint(
                        name,
                        table.replace("\\n", "\n").replace("\\t", "\t"),
                        "--connections",
                        "64",
                        "--json");
        assertEquals(1, call.status(), call.err());
        JsonNode findings = Json.LINES.readTree(call.out()).path("findings");
        assertEquals(1, findings.size(), call.out());
        assertEquals("closed-loop", findings.get(0).path("rule").asString());
        assertEquals(2, findings.get(0).path("rows").get(0).asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "framework,requests_per_s\nalpha,\"1,5\"\n",
                "framework,stars\nalpha,1\n",
                "framework,rps,latency\nalpha,1,3ms\nbeta,2,3\n",
                "\uFEFFframework,rps\nalpha,1\n",
                "framework,rps\nalpha,1,2\n",
                "",
            })
    void whatIsNotUnderstoodIsStatusTwoWithLineAndColumn(String table) throws IOException {
        CommandCall call = lint("a.csv", table);
        assertEquals(2, call.status(), call.out());
        assertTrue(
                call.err().matches("(?s)unrigged: .*a\\.csv:\\d+:\\d+: .*to fix: .*"), call.err());
        assertEquals("", call.out());
    }

    @Test
    void latin1IsReadWhenItIsSaid() throws IOException {
        Path file = directory.resolve("l.csv");
        Files.write(
                file,
                "framework,rps,latency_ms\ncaf\u00e9,10,100\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(2, CommandCall.of("lint", file.toString()).status());
        assertEquals(
                0, CommandCall.of("lint", file.toString(), "--encoding", "ISO-8859-1").status());
    }

    @Test
    void aColumnIsToldByAName() throws IOException {
        String table = "x,a,b\nalpha,10000,6.4\nbeta,20000,9.6\n";
        assertEquals(2, lint("a.csv", table).status());
        CommandCall call =
                lint(
                        "a.csv",
                        table,
                        "--map",
                        "a=requests_per_s,b=latency_mean_ms",
                        "--connections",
                        "64");
        assertEquals(1, call.status(), call.err());
        CommandCall unknown = lint("a.csv", table, "--map", "c=rps");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("--map: "), unknown.err());
    }

    @Test
    void allTablesOfADocumentAreCheckedOrOne() throws IOException {
        String document =
                """
                | a | rps |
                |---|---|
                | x | 1 |

                | option | meaning |
                |---|---|
                | -c | clients |

                | a | p50_ms | p99_ms |
                |---|---|---|
                | y | 9.1 | 7.2 |
                """;
        CommandCall call = lint("a.md", document);
        assertEquals(1, call.status(), call.err());
        assertTrue(call.out().contains("a.md, table 1: nothing contradicts itself"), call.out());
        assertTrue(call.out().contains("a.md, table 3: 1 error, in 1 of 1 rows\n"), call.out());
        assertTrue(
                call.out()
                        .contains(
                                "a.md, table 2: passed over, at 5:3: no column of results is recognised: 'option' (label), 'meaning' (label)\n"),
                call.out());
        JsonNode json = Json.LINES.readTree(lint("a.md", document, "--json").out());
        assertEquals(2, json.path("tables").size());
        assertTrue(json.path("passedOver").get(0).path("table").asString().endsWith("table 2"));
        assertEquals(0, lint("a.md", document, "--table", "1").status());
        assertEquals(2, lint("a.md", document, "--table", "2").status());
        assertEquals(1, lint("a.md", document, "--table", "3").status());
        assertEquals(2, lint("a.md", document, "--table", "4").status());
    }

    @Test
    void aColumnIsToldOfTheTablesThatHaveIt() throws IOException {
        String document =
                """
                | a | speed |
                |---|---|
                | x | 1 |

                | a | rps |
                |---|---|
                | y | 2 |
                """;
        CommandCall call = lint("a.md", document, "--map", "speed=rps");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("speed  throughput in 1/s, by --map"), call.out());
        CommandCall unknown = lint("a.md", document, "--map", "sped=rps");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("has no column 'sped'"), unknown.err());
    }

    @Test
    void aDocumentInWhichNoTableIsUnderstoodIsStatusTwo() throws IOException {
        String none = "| a | b |\n|---|---|\n| x | y |\n";
        CommandCall call = lint("a.md", none + "\n" + none);
        assertEquals(2, call.status());
        assertTrue(call.err().contains("none of the 2 tables is understood: "), call.err());
        assertTrue(call.err().contains("table 2, at 5:3: no column of results"), call.err());
    }

    @Test
    void tablesOfTheSameRowsAreSetBesideEachOther() throws IOException {
        Path first = directory.resolve("first.csv");
        Path second = directory.resolve("second.csv");
        Files.writeString(first, "f,ratio\na,1.60\nb,1.43\nc,1.00\nd,0.91\ne,1.04\nf,1.21\n");
        Files.writeString(second, "f,ratio\na,1.60\nb,1.43\nc,1.00\nd,0.91\ne,1.04\nf,1.29\n");
        CommandCall call = CommandCall.of("lint", first.toString(), second.toString(), "--json");
        assertEquals(1, call.status(), call.err());
        JsonNode finding = Json.LINES.readTree(call.out()).path("findings").get(0);
        assertEquals("tables-differ", finding.path("rule").asString());
        assertEquals(6, finding.path("rows").get(0).asInt());
        assertEquals(second.toString(), finding.path("table").asString());
    }

    @Test
    void aRunIsATableToo() {
        CommandCall call = CommandCall.of("lint", "../docs/results/quick-2026-11-29-2");
        assertEquals(0, call.status(), call.out() + call.err());
    }

    @Test
    void everyRuleIsExplained() {
        CommandCall list = CommandCall.of("explain");
        assertEquals(0, list.status(), list.err());
        for (String line : list.out().split("\n", -1)) {
            if (line.startsWith("  ")) {
                String rule = line.strip().split(" ", -1)[0];
                CommandCall call = CommandCall.of("explain", rule);
                assertEquals(0, call.status(), call.err());
                assertTrue(call.out().startsWith("# " + rule), call.out());
            }
        }
        CommandCall wrong = CommandCall.of("explain", "closed-lop");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("did you mean 'closed-loop'?"), wrong.err());
    }
}
