package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.inference.Aggregation;
import unrigged.inference.Aggregation.Shape;
import unrigged.inference.Analysis;
import unrigged.inference.Figure;
import unrigged.inference.Metric;
import unrigged.inference.Metric.Column;
import unrigged.inference.Metric.Content;
import unrigged.inference.Metric.Display;
import unrigged.inference.Metric.Unit;
import unrigged.inference.Metrics;
import unrigged.inference.RunResult;
import unrigged.inference.Verdict.Better;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.metric.Histograms;

/** A metric is declared once, and every format has it. */
class MetricsTest {
    private static final Path DOCUMENT = Path.of("../docs/method.md");

    @TempDir private Path directory;

    @Test
    void aMetricThatIsOnlyDeclaredIsInEveryFormat() {
        Metric<Figure.Count> lastBlock =
                new Metric<>(
                        "lastBlock",
                        Unit.SESSIONS,
                        Better.NEITHER,
                        Aggregation.maximum(trial -> OptionalInt.of(trial.slot().block())),
                        Display.table(
                                "Last",
                                "block",
                                "number of the last block",
                                new Column("last block", Content.FIGURE)));
        RunResult result = result(and(Metrics.ALL, lastBlock));
        assertEquals(4, row(result).path("lastBlock").asInt());
        List<String> csv = ResultCsv.of(result, and(Metrics.ALL, lastBlock)).lines().toList();
        int column = List.of(csv.getFirst().split(",", -1)).indexOf("last_block");
        assertEquals("4", csv.get(1).split(",", -1)[column]);
        String text = String.join("\n", ResultTable.lines(result, and(Metrics.TABLE, lastBlock)));
        assertTrue(text.contains("PSS MiB  last block  !"), text);
        assertTrue(text.contains("280           4  1 warning"), text);
        JsonNode page = PageData.metrics(and(Metrics.TABLE, lastBlock));
        assertEquals("lastBlock", page.path(page.size() - 1).path("key").asString());
        assertEquals("Last", page.path(page.size() - 1).path("title").asString());
    }

    @Test
    void everyMetricIsInJsonUnderItsKeyOrWithItsReason() {
        RunResult result = Report.read(small());
        for (Metric<?> metric : Metrics.ALL) {
            boolean known = false;
            for (JsonNode row : RunResultJson.of(result).path("scenarios").path(0).path("rows")) {
                known |= row.has(metric.key()) || row.has(metric.whyKey());
            }
            assertTrue(known, metric.name());
        }
    }

    @Test
    void keysAndColumnsAreNamedOnceEach() {
        List<String> names = new ArrayList<>();
        for (Metric<?> metric : Metrics.ALL) {
            names.addAll(ResultCsv.columns(metric));
            names.add(metric.key() + " in JSON");
            names.add(metric.whyKey() + " in JSON");
        }
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    }

    @Test
    void everyDeclarationIsInTheRegistry() throws IllegalAccessException {
        List<Metric<?>> declared = new ArrayList<>();
        for (Field field : Metrics.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.get(null) instanceof Metric<?> metric) {
                declared.add(metric);
            }
        }
        assertEquals(new HashSet<>(declared), new HashSet<>(Metrics.OF_SLICES));
        assertEquals(declared.size(), Metrics.OF_SLICES.size());
        assertTrue(Metrics.ALL.containsAll(Metrics.TABLE));
    }

    @Test
    void theDocumentedTableIsTheRegistry() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| JSON | CSV | unit | better | aggregation | what it is |");
        lines.add("|---|---|---|---|---|---|");
        Metrics.OF_SLICES.forEach(metric -> lines.add(documented(metric)));
        String table = String.join("\n", lines);
        assertTrue(
                Files.readString(DOCUMENT).contains("\n\n" + table + "\n\n"),
                () -> DOCUMENT + " must have this table:\n" + table);
    }

    private static String documented(Metric<?> metric) {
        List<String> keys = new ArrayList<>(List.of(metric.key()));
        if (!metric.shownKey().equals(metric.key())) {
            keys.add(metric.shownKey());
        }
        if (metric.aggregation().shape() == Shape.RATIO) {
            keys.add(metric.verdictKey());
        }
        List<String> columns =
                ResultCsv.columns(metric).stream()
                        .map(name ->
                                metric.aggregation().shape() == Shape.BY_TIER
                                        ? name.replaceFirst("_[a-z]+", "_TIER")
                                        : name)
                        .distinct()
                        .toList();
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        code(keys),
                        code(columns),
                        metric.unit().words(),
                        metric.better().name().toLowerCase(Locale.ROOT),
                        metric.aggregation().words(),
                        metric.display().description());
    }

    private static String code(List<String> names) {
        return String.join(" ", names.stream().map(name -> "`" + name + "`").toList());
    }

    private static List<Metric<?>> and(List<Metric<?>> metrics, Metric<?> another) {
        List<Metric<?>> all = new ArrayList<>(metrics);
        all.add(another);
        return all;
    }

    private RunResult result(List<Metric<?>> metrics) {
        return Analysis.of(
                Journal.read(small().journal()), _ -> Histograms.pooled(List.of()), metrics);
    }

    private static JsonNode row(RunResult result) {
        return RunResultJson.of(result).path("scenarios").path(0).path("rows").path(0);
    }

    private RunDirectory small() {
        return new SyntheticRun()
                .stacks(3)
                .scenarios("better-async", "better-sync")
                .write(directory);
    }
}
