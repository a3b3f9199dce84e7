package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Journal;
import unrigged.journal.Json;

/** The unit of the delays does not follow from a trial in which clients stalled. */
class CalibrationTest {
    /** A window of 3.5 s whose longest latency was 0.24 s, from before hung requests were told. */
    private static ObjectNode kept() {
        Path journal = Path.of("../docs/results/quick-2026-11-24/journal.jsonl");
        return Json.LINES.valueToTree(Journal.read(journal).measured().getFirst());
    }

    private static Optional<String> obstacle(ObjectNode trial) {
        Event.TrialMeasured measured = Json.LINES.treeToValue(trial, Event.TrialMeasured.class);
        return Calibration.obstacle(measured);
    }

    private static ObjectNode hanging(double oldestMs) throws Exception {
        ObjectNode trial = kept();
        ObjectNode load = (ObjectNode) trial.get("load");
        load.put("oldestInFlightMs", oldestMs);
        load.put("inFlightOverHalfWindow", 3);
        load.put("connectionsUnanswered", 1);
        return trial;
    }

    @Test
    void aTrialFromBeforeHungRequestsWereToldIsReadAndIsNoFault() throws Exception {
        assertEquals(Optional.empty(), obstacle(kept()));
    }

    @Test
    void aTrialWhoseRequestsHungIsAFault() throws Exception {
        String why = obstacle(hanging(3_200)).orElseThrow();
        assertTrue(why.startsWith("requests hung: 3 requests in flight"), why);
        assertTrue(why.contains("the oldest for 3.2 s; 1 of their connections"), why);
    }

    @Test
    void whereAnswersTakeNearlyAsLongNothingHangs() throws Exception {
        ObjectNode trial = hanging(3_200);
        ((ObjectNode) trial.get("load").get("latencyMs")).put("max", 2_400);
        assertEquals(Optional.empty(), obstacle(trial));
    }
}
