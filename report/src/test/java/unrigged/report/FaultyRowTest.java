package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;

/** A flaw is planted in the journal of the stack that would lead; it must not. */
class FaultyRowTest {
    private static final String LEADER = "aiohttp-aiohttp";
    private static final String REFERENCE_STACK = "flask-gunicorn";
    private static final Set<String> VERDICTS = Set.of("faster", "slower", "tied");

    @TempDir private Path directory;

    /** What the stack with the highest throughput did wrong. */
    @SuppressWarnings("ImmutableEnumChecker") // what a flaw plants keeps no state
    enum Flaw {
        EVERY_TWENTIETH_ANSWER_IS_A_500(
                trial -> failed(trial).put("status", trial.path("load").path("ok").asLong() / 19)),
        A_WRONG_ANSWER(trial -> failed(trial).put("wrong-body", 1)),
        TIMEOUTS(trial -> failed(trial).put("timeout", trial.path("load").path("ok").asLong() / 9)),
        MORE_ANSWERS_THAN_THE_DELAY_ALLOWS(
                trial -> ((ObjectNode) trial.path("load")).put("perSecond", 1e6)),
        ANSWERS_SOONER_THAN_THE_DELAY(
                trial -> ((ObjectNode) trial.path("load").path("latencyMs")).put("p50", 0.01)),
        MORE_SESSIONS_THAN_THE_POOL(
                trial -> ((ObjectNode) trial.path("sessions")).put("database", 400)),
        A_SATURATED_GENERATOR(trial ->
                ((ObjectNode) trial.path("load")).put("health", "saturated: 0.99 of a core")),
        A_FAILED_TRIAL(trial -> {
            if (trial.path("slot").path("block").asInt() == 2) {
                trial.put("event", "trial-failed").put("phase", "window").put("reason", "died");
                trial.put("evidence", "");
            }
        });

        private final Consumer<ObjectNode> plant;

        Flaw(Consumer<ObjectNode> plant) {
            this.plant = plant;
        }

        private static ObjectNode failed(ObjectNode trial) {
            return ((ObjectNode) trial.path("load")).putObject("failed");
        }
    }

    @Test
    void withoutAFlawItLeads() {
        RunResult result = Report.read(healthy());
        assertEquals(LEADER, leader(result.scenarios().getFirst()));
        assertTrue(Headline.of(result).title().contains(LEADER));
        assertEquals("faster", json(result, LEADER).path("verdict").asString());
    }

    @ParameterizedTest
    @EnumSource
    void aRowWithAnErrorHasNoVerdictNoLeadAndNoPlaceInTheOrder(Flaw flaw) throws IOException {
        RunDirectory run = healthy();
        plant(run, "trial-measured", LEADER, flaw.plant);
        RunResult result = Report.read(run);
        ScenarioResult scenario = result.scenarios().getFirst();
        assertFalse(LEADER.equals(leader(scenario)));
        assertEquals(LEADER, scenario.rows().getLast().stack().stack());
        notCompared(result, LEADER);
        assertFalse(Headline.of(result).title().contains(LEADER), Headline.of(result).title());
        assertTrue(
                Headline.of(result)
                        .sentences()
                        .contains("Not compared: aiohttp-aiohttp in baseline."),
                Headline.of(result).sentences().toString());
        assertTrue(Files.readString(Report.write(run)).contains("\"verdict\":\"not compared\""));
    }

    @Test
    void noRankReversalRestsOnARowWithAnError() throws IOException {
        RunDirectory run = new SyntheticRun().scenarios("baseline", "better-sync").write(directory);
        assertTrue(reversals(Report.read(run)).contains(LEADER));
        plant(
                run,
                "trial-measured",
                LEADER,
                trial -> {
                    if (trial.path("slot").path("scenario").asString().equals("better-sync")) {
                        Flaw.A_WRONG_ANSWER.plant.accept(trial);
                    }
                });
        assertFalse(reversals(Report.read(run)).contains(LEADER));
    }

    private static Set<String> reversals(RunResult result) {
        return result.rankReversals().stream()
                .flatMap(f -> java.util.stream.Stream.of(f.a(), f.b()))
                .collect(Collectors.toSet());
    }

    @Test
    void anErrorOfTheReferenceStackLeavesNoVerdictAtAll() throws IOException {
        RunDirectory run = healthy();
        plant(run, "trial-measured", REFERENCE_STACK, Flaw.A_WRONG_ANSWER.plant);
        RunResult result = Report.read(run);
        ScenarioResult scenario = result.scenarios().getFirst();
        assertEquals(Optional.empty(), scenario.leader());
        for (Row row : scenario.rows()) {
            if (row.why().isEmpty()) {
                notCompared(result, row.stack().stack());
            }
        }
        assertEquals(
                "the reference stack, flask-gunicorn, has an error: some answers were wrong",
                json(result, LEADER).path("throughputRatioWhy").asString());
        assertTrue(
                Headline.of(result).title().startsWith("Nothing can be compared: "),
                Headline.of(result).title());
    }

    @Test
    void differentWorkIsNotRankedTogether() throws IOException {
        RunDirectory run = healthy();
        ask(run, "GET /item", LEADER);
        RunResult result = Report.read(run);
        notCompared(result, LEADER);
        assertFalse(LEADER.equals(leader(result.scenarios().getFirst())));
        assertEquals(
                "its request was GET /item and the reference stack's the article's request",
                json(result, LEADER).path("throughputRatioWhy").asString());
        String table = String.join("\n", ResultTable.lines(result));
        assertTrue(
                table.contains("aiohttp-aiohttp: not compared, because its request was GET /item"),
                table);
    }

    @Test
    void stacksThatWereAskedTheSameAreRankedWhereTheReferenceStackWasAskedItToo()
            throws IOException {
        RunDirectory run = healthy();
        ask(run, "GET /item", LEADER, REFERENCE_STACK, "flask-gevent");
        RunResult result = Report.read(run);
        assertEquals(LEADER, leader(result.scenarios().getFirst()));
        assertEquals("faster", json(result, LEADER).path("verdict").asString());
        notCompared(result, "starlette-uvicorn");
    }

    private static void notCompared(RunResult result, String stack) {
        JsonNode row = json(result, stack);
        assertEquals("not compared", row.path("verdict").asString(), stack);
        assertFalse(row.has("throughputRatio"), row.toString());
        for (String name : List.of("p50Verdict", "p99Verdict")) {
            assertFalse(VERDICTS.contains(row.path(name).asString("")), row.toString());
        }
        assertTrue(row.path("throughputPerSecond").asDouble() > 0, "its own figure stays");
        String csv =
                ResultCsv.of(result)
                        .lines()
                        .filter(line -> line.contains("," + stack + ","))
                        .findFirst()
                        .orElseThrow();
        assertTrue(csv.contains(",,,,not compared,"), csv);
        String text =
                ResultTable.lines(result).stream()
                        .filter(line -> line.startsWith("  " + stack + ": not compared"))
                        .findFirst()
                        .orElse("");
        assertFalse(text.isEmpty(), String.join("\n", ResultTable.lines(result)));
    }

    private static String leader(ScenarioResult scenario) {
        return scenario.leader().map(RunResult.Leader::stack).orElse("");
    }

    private static JsonNode json(RunResult result, String stack) {
        for (JsonNode row : RunResultJson.of(result).path("scenarios").path(0).path("rows")) {
            if (row.path("stack").asString().equals(stack)) {
                return row;
            }
        }
        throw new AssertionError("no row of " + stack);
    }

    private RunDirectory healthy() {
        return new SyntheticRun().scenarios("baseline").stacks(5).write(directory);
    }

    /** Changes the records of one kind that speak of the stack. */
    private static void plant(
            RunDirectory run, String event, String stack, Consumer<ObjectNode> flaw)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.journal())) {
            ObjectNode record = (ObjectNode) Json.LINES.readTree(line);
            if (record.path("event").asString().equals(event)
                    && record.path("slot").path("stack").asString("").equals(stack)) {
                flaw.accept(record);
            }
            lines.add(Json.LINES.writeValueAsString(record));
        }
        Files.write(run.journal(), lines);
    }

    private static void ask(RunDirectory run, String request, String... stacks) throws IOException {
        List<String> lines = Files.readAllLines(run.journal());
        ObjectNode start = (ObjectNode) Json.LINES.readTree(lines.getFirst());
        for (JsonNode info : start.path("stacks")) {
            if (List.of(stacks).contains(info.path("stack").asString())) {
                ((ObjectNode) info).put("request", request);
            }
        }
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, Json.LINES.writeValueAsString(start));
        Files.write(run.journal(), changed);
    }
}
