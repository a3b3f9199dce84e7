package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;

/** A kept run against copies of it, into which a change is planted. */
class CompareCommandTest {
    private static final Path RESULTS = Path.of("../docs/results");
    private static final Path KEPT = RESULTS.resolve("quick-2026-11-29");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Another run by its seed, the same by its figures. */
    private RunDirectory copy(Consumer<ObjectNode> change) throws IOException {
        RunDirectory kept = new RunDirectory(KEPT);
        RunDirectory copy = new RunDirectory(Files.createDirectory(folder.resolve("new")));
        Files.copy(kept.plan(), copy.plan());
        Files.copy(kept.environment(), copy.environment());
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(kept.journal())) {
            ObjectNode event = (ObjectNode) Json.LINES.readTree(line);
            if (event.path("event").asString().equals("run-started")) {
                event.put("seed", 1);
            }
            change.accept(event);
            lines.add(Json.LINES.writeValueAsString(event));
        }
        Files.write(copy.journal(), lines);
        return copy;
    }

    private static void slow(ObjectNode event, String stack, double by) {
        JsonNode slot = event.path("slot");
        if (event.path("event").asString().equals("trial-measured")
                && slot.path("purpose").asString().equals("block")
                && slot.path("stack").asString().equals(stack)) {
            ObjectNode load = (ObjectNode) event.path("load");
            long ok = Math.round(load.path("ok").asLong() * by);
            load.put("ok", ok);
            load.put("perSecond", ok / load.path("durationS").asDouble());
        }
    }

    private static CommandCall compare(RunDirectory now, String... options) {
        List<String> call =
                new ArrayList<>(List.of("compare", KEPT.toString(), now.root().toString()));
        call.addAll(List.of(options));
        return CommandCall.of(call.toArray(String[]::new));
    }

    @Test
    void whatDidNotChangePassesTheGate() throws IOException {
        CommandCall call = compare(copy(_ -> {}), "--fail-on", "regression");
        assertEquals(0, call.status(), call.err());
        assertTrue(
                call.out().startsWith("No stack is shown to be slower or faster; of 18"),
                call.out());
        assertTrue(call.out().contains("Nothing else that was recorded differs."), call.out());
        assertEquals("", call.err());
    }

    @Test
    void aPlantedRegressionFailsTheGateAndIsInEveryFile() throws IOException {
        Path junit = folder.resolve("compare.xml");
        Path markdown = folder.resolve("compare.md");
        CommandCall call =
                compare(
                        copy(event -> slow(event, "tomcat-platform", 0.75)),
                        "--fail-on",
                        "regression:5%",
                        "--junit",
                        junit.toString(),
                        "--md",
                        markdown.toString(),
                        "--json");
        assertEquals(1, call.status(), call.err());
        assertTrue(call.err().contains("tomcat-platform in better-async (0.75×)"), call.err());
        JsonNode gate = Json.LINES.readTree(call.out()).path("gate");
        assertFalse(gate.path("passed").asBoolean());
        assertEquals("tomcat-platform", gate.path("failed").path(0).path("stack").asString());
        assertTrue(Files.readString(junit).contains("<failure type=\"regression\""));
        assertTrue(Files.readString(markdown).contains("**Gate failed: "));
    }

    @Test
    void withoutAGateARegressionIsToldAndTheStatusIsNought() throws IOException {
        Path junit = folder.resolve("compare.xml");
        CommandCall call =
                compare(
                        copy(event -> slow(event, "tomcat-platform", 0.75)),
                        "--junit",
                        junit.toString());
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().startsWith("Slower in the new run: "), call.out());
        assertTrue(Files.readString(junit).contains("<failure "));
    }

    @Test
    void aFigureThatIsBetterPassesEveryGate() throws IOException {
        RunDirectory now = copy(event -> slow(event, "flask-gunicorn", 0.5));
        CommandCall call = compare(now, "--fail-on", "regression");
        assertEquals(0, call.status(), call.out());
        assertTrue(call.out().contains("what changed may be flask-gunicorn"), call.out());
    }

    @Test
    void theSameRunTwiceIsRefused() {
        CommandCall call = compare(new RunDirectory(KEPT));
        assertEquals(2, call.status());
        assertTrue(call.err().contains("both are the same run"), call.err());
        assertEquals("", call.out());
    }

    /** A run of trials of 2026-11-24, before there were slices, on another kernel. */
    @Test
    void aRunOfAnOlderVersionIsComparedByItsBlocksAndWhatDiffersIsNamed() {
        CommandCall call =
                CommandCall.of(
                        "compare", RESULTS.resolve("quick-2026-11-24").toString(), KEPT.toString());
        assertEquals(0, call.status(), call.err());
        for (String text :
                List.of(
                        "anytime-valid over pairs of blocks",
                        "git revision of Unrigged",
                        "kernel",
                        "blocks",
                        "delay")) {
            assertTrue(call.out().contains(text), text + " in " + call.out());
        }
    }
}
