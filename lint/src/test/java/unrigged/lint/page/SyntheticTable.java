package unrigged.lint.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.lint.Lint;
import unrigged.lint.LintResult;
import unrigged.lint.LintRule;
import unrigged.lint.LoadSettings;
import unrigged.lint.TableFinding;
import unrigged.lint.TableFinding.Mark;
import unrigged.lint.Understanding;
import unrigged.lint.Understanding.Told;
import unrigged.lint.UnderstoodTable;
import unrigged.table.ReadOptions;
import unrigged.table.TableFile;
import unrigged.table.TableFormat;

/**
 * Tables made for tests. Nothing in them was measured.
 *
 * @param lines the header, then the rows; cells are parted by {@code |}
 */
record SyntheticTable(String name, String remark, List<String> lines) {
    /** Twelve servers with several planted contradictions, and a condition. */
    static SyntheticTable contradictory() {
        return new SyntheticTable(
                "results/made-up.csv",
                "wrk -t4 -c64 -d30s http://host/ (made for tests: nothing was measured)",
                List.of(
                        "Rank|Framework|Language|Requests/s|Avg latency (ms)|P50 (ms)|P99 (ms)|Max (ms)|Requests|Errors|Memory (MB)",
                        "1|alpha|Java|82,110|0.78|0.71|2.10|14.2|2,463,300|0|212",
                        "2|bravo|Go|79,400|0.80|0.74|2.31|16.0|2,382,000|0|41",
                        "3|charlie|Rust|78,950|0.81|0.77|1.90|11.8|2,368,500|0|18",
                        "4|delta|Java|64,020|2.60|0.92|3.40|22.5|1,920,600|0|340",
                        "6|echo|C#|61,300|1.04|0.97|3.05|19.9|1,839,000|0|155",
                        "5|foxtrot|Java|52,480|1.22|1.15|0.98|31.0|1,574,400|0|298",
                        "7|golf|JavaScript|41,900|1.53|1.44|4.60|40.1|1,257,000|0|96",
                        "8|hotel|PHP|36,750|1.74|1.60|5.12|38.7|1,470,000|0|120",
                        "9|india|JavaScript|30,200|2.12|1.98|6.40|-1|906,000|0|88",
                        "10|juliett · uvicorn|Python|21,640|2.96|2.71|9.80|75.0|649,200|31,240|64",
                        "11|kilo · gunicorn|Python|12,070|5.30|5.02|14.1|90.3|362,100|0|71",
                        "12|lima|Ruby|8,930|7.17|6.80|21.7|120.5|267,900|0|133"));
    }

    /** The same load and servers, and nothing wrong. */
    static SyntheticTable clean() {
        return new SyntheticTable(
                "clean.csv",
                "wrk -t4 -c64 -d30s http://host/",
                List.of(
                        "Framework|Requests/s|Avg latency (ms)|P50 (ms)|P99 (ms)",
                        "alpha|82,110|0.78|0.71|2.10",
                        "bravo|79,400|0.80|0.74|2.31",
                        "charlie|78,950|0.81|0.77|1.90"));
    }

    /** Texts that try to leave their place, in every place that a table has. */
    static SyntheticTable hostile() {
        return new SyntheticTable(
                "dir/<title>'\"><script>alert(5)<!--.csv",
                "--><script>alert(4)</script> wrk -c64",
                List.of(
                        "Name|\"' onclick=alert(6) x='|<b>P50</b> (ms)|<b>P99</b> (ms)|Requests/s",
                        "</script><script>alert(1)</script>|</td></table>\u2028&amp;|2.0|1.0|1,000",
                        "<img src=x onerror=alert(2)>|{{head}}{{script}}|1.0|2.0|1,000",
                        "<img src=x onerror=alert(3)>|<!--|3.0|1.0|1,000"));
    }

    UnderstoodTable understood() {
        String csv =
                (remark.isEmpty() ? "" : "# " + remark + "\n")
                        + lines.stream().map(SyntheticTable::quoted).collect(joining("\n"));
        ReadOptions options = new ReadOptions(Optional.of(TableFormat.CSV), Optional.empty());
        return Understanding.of(
                TableFile.of(csv.getBytes(UTF_8), name, options).table(1),
                new Told(
                        Map.of(),
                        new LoadSettings(Map.of(), Optional.empty(), Optional.empty()),
                        Map.of(),
                        false));
    }

    private static String quoted(String line) {
        return '"' + line.replace("\"", "\"\"").replace("|", "\",\"") + '"';
    }

    static List<LintResult> linted(SyntheticTable... tables) {
        return Lint.of(List.of(tables).stream().map(SyntheticTable::understood).toList());
    }

    /** The same with these findings in the place of its own. */
    LintResult found(TableFinding... findings) {
        LintResult own = linted(this).getFirst();
        return new LintResult(
                own.table(), List.of(findings), own.checked(), own.notChecked(), own.missing());
    }

    /** Of the second column in these rows. */
    static TableFinding finding(Severity severity, int... rows) {
        LintRule rule =
                switch (severity) {
                    case ERROR -> LintRule.PERCENTILE_ORDER;
                    case WARNING -> LintRule.EQUAL_COLUMNS;
                    default -> LintRule.BELOW_NOISE;
                };
        return new TableFinding(
                new Finding(rule, severity, "What was found", "seen", List.of(), rule.remedy()),
                IntStream.of(rows).mapToObj(row -> new Mark(row, 1, "says " + row)).toList(),
                List.of(),
                "seen");
    }
}
