package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding.Severity;

/** The synthetic trial has a window of 10 s, and no answer took longer than 160 ms. */
class HungRequestAuditTest {
    private static Optional<Finding> found(Consumer<SyntheticTrial> flaw) {
        SyntheticTrial trial = new SyntheticTrial();
        flaw.accept(trial);
        return HungRequestAudit.of(
                new CellTrials(
                        "baseline",
                        SyntheticTrial.FLASK,
                        Optional.of(trial.settings),
                        List.of(trial.measured()),
                        List.of()));
    }

    private static void hang(SyntheticTrial trial, double oldestMs) {
        trial.oldestInFlightMs = OptionalDouble.of(oldestMs);
        trial.inFlightOverHalfWindow = OptionalLong.of(3);
        trial.connectionsUnanswered = OptionalInt.of(2);
    }

    @Test
    void aRequestInFlightForMoreThanHalfOfTheWindowIsAnError() {
        Finding finding = found(trial -> hang(trial, 9_400)).orElseThrow();
        assertEquals(Severity.ERROR, finding.severity());
        assertTrue(
                finding.evidence()
                        .contains(
                                "3 requests in flight for more than half of the window (10.0 s) when it ended, the oldest for 9.4 s; 2 of their connections got no answer"),
                finding.evidence());
    }

    @Test
    void whereAnswersTakeNearlyAsLongNothingHangs() {
        assertEquals(
                Optional.empty(),
                found(trial -> {
                    hang(trial, 9_400);
                    trial.p99 = OptionalDouble.of(8_000);
                }));
    }

    @Test
    void requestsOfOrdinaryAgeAndOldJournalsSayNothing() {
        assertEquals(Optional.empty(), found(_ -> {}));
        assertEquals(
                Optional.empty(),
                found(trial -> {
                    trial.oldestInFlightMs = OptionalDouble.empty();
                    trial.inFlightOverHalfWindow = OptionalLong.empty();
                    trial.connectionsUnanswered = OptionalInt.empty();
                }));
    }
}
