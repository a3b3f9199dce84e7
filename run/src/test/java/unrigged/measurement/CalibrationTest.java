package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Event;
import unrigged.journal.Json;

/** The unit of the delays does not follow from a trial in which clients stalled. */
class CalibrationTest {
    /** A window of 3.5 s whose longest latency was 0.24 s, from before hung requests were told. */
    private static ObjectNode kept() throws Exception {
        Path journal = Path.of("../docs/results/quick-2026-11-24/journal.jsonl");
        try (Stream<String> lines = Files.lines(journal)) {
            String line =
                    lines.filter(l -> l.contains("\"event\":\"trial-measured\""))
                            .findFirst()
                            .orElseThrow();
            return (ObjectNode) Json.LINES.readTree(line);
        }
    }

    private static Optional<String> failure(ObjectNode trial) {
        Event.TrialMeasured measured = Json.LINES.treeToValue(trial, Event.TrialMeasured.class);
        return Calibration.failure(measured).map(TrialException::reason);
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
    void aTrialFromBeforeHungRequestsWereToldIsReadAndIsNoError() throws Exception {
        assertEquals(Optional.empty(), failure(kept()));
    }

    @Test
    void aTrialWhoseRequestsHungIsAnError() throws Exception {
        String why = failure(hanging(3_200)).orElseThrow();
        assertTrue(why.startsWith("requests hung: 3 requests in flight"), why);
        assertTrue(why.contains("the oldest for 3.2 s; 1 of their connections"), why);
    }

    @Test
    void whereAnswersTakeNearlyAsLongNothingHangs() throws Exception {
        ObjectNode trial = hanging(3_200);
        ((ObjectNode) trial.get("load").get("latencyMs")).put("max", 2_400);
        assertEquals(Optional.empty(), failure(trial));
    }
}
