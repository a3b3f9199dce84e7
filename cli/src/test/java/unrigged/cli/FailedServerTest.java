package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Json;

/**
 * A kept claim of 30 universes in ten blocks, in which the second server of the reference stack
 * failed: it had no further slice in that block.
 */
@Tag("slow")
class FailedServerTest {
    private static final Path KEPT = Path.of("../docs/results/claim-2026-11-29");
    private static final String CLAIM = "starlette-uvicorn > flask-gunicorn";
    private static final String SECOND = "flask-gunicorn-2";
    private static final String SCENARIO = "delay30x-clients37-sessions9";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The kept run, with those slices of the second server failed that are asked for. */
    private String run(Predicate<JsonNode> fails) throws IOException {
        List<String> lines = new ArrayList<>();
        Set<Integer> gone = new HashSet<>();
        for (String line : Files.readAllLines(KEPT.resolve("journal.jsonl"))) {
            JsonNode record = Json.LINES.readTree(line);
            JsonNode slot = record.path("slot");
            if (!slot.path("turn").path("server").asString("").equals(SECOND)) {
                lines.add(line);
            } else if (fails.test(slot)) {
                gone.add(slot.path("block").asInt());
                lines.add(failed(record).toString());
            } else if (!gone.contains(slot.path("block").asInt())) {
                lines.add(line);
            }
        }
        Files.copy(KEPT.resolve("plan.yaml"), folder.resolve("plan.yaml"));
        Files.write(folder.resolve("journal.jsonl"), lines);
        return folder.toString();
    }

    private static ObjectNode failed(JsonNode measured) {
        ObjectNode failed = Json.LINES.createObjectNode();
        for (String key : List.of("v", "at", "slot", "attempt", "settings", "timeline")) {
            failed.set(key, measured.path(key));
        }
        return failed.put("event", "trial-failed")
                .put("phase", "window")
                .put("reason", "no request was answered right; failures: {}")
                .put("evidence", "");
    }

    private static boolean isFirstOfTheLastBlock(JsonNode slot) {
        return slot.path("block").asInt() == 10
                && slot.path("scenario").asString().equals(SCENARIO);
    }

    @Test
    void inOneUniverseItCostsThisUniverseAlone() throws IOException {
        String run = run(FailedServerTest::isFirstOfTheLastBlock);
        CommandCall call = CommandCall.of("claim", CLAIM, "--run", run);
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains(" of 29 universes ("), call.out());
        assertTrue(
                call.out()
                        .contains(
                                "no figure in "
                                        + SCENARIO
                                        + ": the reference stack, flask-gunicorn, has an error: 1 of "),
                call.out());
        assertTrue(call.out().contains("what decides how large it is cannot be told"), call.out());
        JsonNode json =
                Json.LINES.readTree(CommandCall.of("claim", CLAIM, "--run", run, "--json").out());
        assertEquals(1, json.path("unmeasured").size());
        assertEquals(
                29,
                StreamSupport.stream(json.path("universes").spliterator(), false)
                        .filter(one -> one.path("source").asString().equals("measured"))
                        .count());
    }

    @Test
    void anExplorationNamesTheUniverseThatItPredictsForThatReason() throws IOException {
        String run = run(FailedServerTest::isFirstOfTheLastBlock);
        CommandCall call = CommandCall.of("explore", "--run", run);
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains(" of 29 measured ones, "), call.out());
        assertTrue(call.out().contains(" of 1 predicted ones."), call.out());
        assertTrue(
                call.out().contains("no figure of starlette-uvicorn in " + SCENARIO + ": the ref"),
                call.out());
        JsonNode json =
                Json.LINES.readTree(CommandCall.of("explore", "--run", run, "--json").out());
        assertEquals(SCENARIO, json.path("unmeasured").get(0).path("scenario").asString());
    }

    @Test
    void inAllUniversesNothingIsSaidAndWhy() throws IOException {
        String run = run(_ -> true);
        for (List<String> command : List.of(List.of("claim", CLAIM), List.of("explore"))) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--run", run));
            CommandCall call = CommandCall.of(words.toArray(String[]::new));
            assertEquals(2, call.status(), call.out());
            assertTrue(
                    call.err().contains(" says nothing of ")
                            && call.err().contains("the reference stack, flask-gunicorn, has an"),
                    call.err());
        }
    }
}
