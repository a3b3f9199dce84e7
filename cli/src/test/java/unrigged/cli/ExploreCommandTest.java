package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** Explorations of kept runs, and what cannot be explored. */
class ExploreCommandTest {
    private static final String KEPT = "../docs/results/quick-2026-11-29-2";

    private static CommandCall explore(String... words) {
        List<String> call = new ArrayList<>(List.of("explore"));
        call.addAll(List.of(words));
        return CommandCall.of(call.toArray(String[]::new));
    }

    @Test
    void aRunThatMeasuredEverythingPredictsNothing() {
        CommandCall call = explore("--run", KEPT);
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains(" of 18 verdicts are decided: "), call.out());
        assertTrue(call.out().contains(", 0 of 0 predicted ones."), call.out());
        assertTrue(
                call.out().contains("vertx against flask-gunicorn in 3 universes: 3 faster"),
                call.out());
    }

    /** Two runs of the same scenarios a few days apart. */
    @Test
    void besideAnotherRunItSaysHowFarTheyAgree() {
        CommandCall call =
                explore("--run", KEPT, "--against", "../docs/results/quick-2026-11-29", "--json");
        assertEquals(0, call.status(), call.err());
        JsonNode root = Json.LINES.readTree(call.out());
        assertEquals(18, root.path("universes").size());
        JsonNode check = root.path("check").path("all");
        assertEquals(18, check.path("cells").asInt());
        assertTrue(check.path("agreementRatio").asDouble() > 0.8, call.out());
        assertEquals(0, check.path("contradictions").asInt());
        assertEquals("measured", root.path("universes").get(0).path("source").asString());
    }

    @Test
    void whatCannotBeExploredIsSaid() {
        assertTrue(explore().err().contains("expected at least two stacks"));
        assertTrue(explore("flask-gunicorn").err().contains("but found 1"));
        assertTrue(explore("flask-gunicorn,flsk").err().contains("flsk"));
        assertTrue(
                explore("flask-gunicorn,vertx", "--against", KEPT)
                        .err()
                        .contains("--against: says what an explored run is set beside"));
        assertTrue(
                explore("flask-gunicorn,vertx", "--where", "delay=2ms,clients=20")
                        .err()
                        .contains("there are 2 universes, too few to choose from"));
        assertTrue(explore("vertx", "--run", KEPT).err().contains("leave out vertx"));
    }

    @Test
    void aDryRunSaysWhatABlockHas() {
        CommandCall call =
                explore(
                        "flask-gunicorn,starlette-uvicorn",
                        "--where",
                        "delay=1ms..40ms/8,clients=7..120/4",
                        "--dry-run");
        assertEquals(0, call.status(), call.err());
        assertTrue(call.out().contains("each block measures 11 of 64 scenarios"), call.out());
    }
}
