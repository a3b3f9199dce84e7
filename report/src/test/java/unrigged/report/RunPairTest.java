package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import unrigged.config.ConfigNode;
import unrigged.config.Yaml;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Difference;
import unrigged.inference.Difference.Kind;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;

/** What two runs do not have alike besides their figures. */
class RunPairTest {
    private static final Path RESULTS = Path.of("../docs/results");

    private static final String RECORD =
            """
            {"unrigged": "0.1.0", "gitRevision": "aaaa", "java": "Vendor 25.0.3",
             "machine": {"cpu": "EPYC", "cpus": 2, "kernel": "6.18.1", "memory": "24684096 kB", "loadAverage": "0.1"},
             "parts": [{"part": "nginx", "version": "1.22.1"}],
             "stacks": [{"stack": "vertx", "definition": "0a0b"}]}
            """;

    private static final String PLAN =
            """
            name: mine
            mode: fair
            scale: scaled
            stacks: [a, b]
            blocks: 5
            seed: 7
            trial: {window: 4s}
            slice: {window: 500ms}
            settings:
              load: {keepalive: "false"}
              nginx: {worker_processes: "auto"}
            """;

    private static JsonNode json(String text) {
        return Json.LINES.readTree(text);
    }

    private static ConfigNode yaml(String text) {
        return Yaml.parse("plan.yaml", text);
    }

    @ParameterizedTest
    @CsvSource({
        "EPYC, Xeon, MACHINE, CPU model, EPYC, Xeon",
        "6.18.1, 6.19.0, SYSTEM, kernel, 6.18.1, 6.19.0",
        "24684096, 12342048, MACHINE, memory, 24684096 kB, 12342048 kB",
        "1.22.1, 1.24.0, VERSION, nginx, 1.22.1, 1.24.0",
        "aaaa, bbbb, UNRIGGED, git revision of Unrigged, aaaa, bbbb",
        "0a0b, 0c0d, STACK, definition of the stack vertx, 0a0b, 0c0d",
    })
    void whatDiffersHasItsKindAndBothValues(
            String before, String after, Kind kind, String what, String old, String now) {
        assertEquals(
                List.of(Difference.of(kind, what, Optional.of(old), Optional.of(now))),
                EnvironmentDifferences.of(json(RECORD), json(RECORD.replace(before, after))));
    }

    /** A kernel leaves some pages more or less; the load average is of the moment. */
    @Test
    void theSameMachineIsRecognised() {
        String later = RECORD.replace("24684096", "24684084").replace("0.1\"", "7.5\"");
        assertEquals(List.of(), EnvironmentDifferences.of(json(RECORD), json(later)));
    }

    @Test
    void aPlanDiffersByWhatDecidesFigures() {
        String other =
                PLAN.replace("seed: 7", "seed: 8")
                        .replace("blocks: 5", "blocks: 8")
                        .replace("window: 4s", "window: 9s")
                        .replace("500ms", "1s")
                        .replace("keepalive: \"false\"", "keepalive: \"true\", timeout: \"5s\"")
                        .replace("[a, b]", "[a, c]");
        assertEquals(
                List.of("blocks", "slice.window", "load.keepalive", "load.timeout"),
                PlanDifferences.of(yaml(PLAN), yaml(other), Optional.of("slice")).stream()
                        .map(Difference::what)
                        .toList());
    }

    /** Of trials and of slices, of two plans: what only one of them measured is no difference. */
    @Test
    void keptRunsOfTwoVersionsAreCompared() {
        RunPair runs =
                RunPair.read(
                        new RunDirectory(RESULTS.resolve("article-scenarios-2026-11-23")),
                        new RunDirectory(RESULTS.resolve("quick-2026-11-29")),
                        ComparedMetric.CPU);
        assertTrue(runs.comparison().compared().size() > 3, runs.toString());
        assertTrue(
                runs.differences().stream()
                        .filter(d -> d.kind() == Kind.STACK || d.kind() == Kind.VERSION)
                        .allMatch(d -> d.old().isPresent() && d.now().isPresent()));
        assertTrue(runs.differences().stream().anyMatch(d -> d.what().equals("delay")));
        assertEquals(List.of(), runs.withoutEnvironment());
    }
}
