package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.metric.DatabaseWork;

/** 4,000 answers in ten seconds of a cell whose query sleeps for 6 ms. */
class DatabaseWorkAuditsTest {
    private static final String QUERIES =
            "Fewer queries reached the database than there were answers";
    private static final String SLEEP = "Queries took less time at the database than their delay";
    private static final String CONNECTIONS =
            "Database connections were kept, and the plan asks for one per request";

    private static List<String> raised(DatabaseWork work) {
        SyntheticTrial trial = new SyntheticTrial();
        trial.work = Optional.of(work);
        CellTrials cell =
                new CellTrials(
                        trial.scenario,
                        SyntheticTrial.FLASK,
                        Optional.of(trial.settings),
                        List.of(trial.measured()),
                        List.of());
        return DatabaseWorkAudits.of(cell).stream().map(Finding::what).toList();
    }

    private static DatabaseWork work(
            double seconds, long transactions, double queryS, long connections, int perAnswer) {
        return new DatabaseWork(
                (long) (seconds * 1e9),
                transactions,
                (long) (queryS * 1e9),
                connections,
                perAnswer == 0 ? OptionalInt.empty() : OptionalInt.of(perAnswer),
                OptionalLong.empty());
    }

    @Test
    void theWholeWorkOfEveryAnswerIsNoFinding() {
        assertEquals(List.of(), raised(work(10, 4_000, 24, 12_000, 3)));
        assertEquals(List.of(), raised(work(10, 4_200, 200, 90_000, 3)), "more is none either");
        assertEquals(List.of(), raised(work(10, 8_000, 24, 12_000, 3)), "two texts per answer");
        assertEquals(List.of(), raised(work(10, 4_000, 24, 11_889, 3)), "37 were under way");
    }

    @Test
    void readingsThatComeLateAreNone() {
        assertEquals(List.of(), raised(work(9.5, 3_800, 22.8, 11_400, 3)), "the first");
        assertEquals(List.of(), raised(work(10.3, 4_000, 24, 12_000, 3)), "the last");
        assertEquals(List.of(), raised(work(10, 3_880, 23.3, 11_640, 3)), "both");
        assertEquals(List.of(), raised(work(10, 6_400, 19.2, 9_600, 3)), "both, two texts");
    }

    @Test
    void eachKindOfWorkThatIsMissingIsAnError() {
        assertEquals(List.of(QUERIES), raised(work(10, 3_400, 20.4, 10_200, 3)));
        assertEquals(List.of(SLEEP), raised(work(10, 4_000, 21, 12_000, 3)));
        assertEquals(List.of(CONNECTIONS), raised(work(10, 4_000, 24, 10_500, 3)));
        assertEquals(List.of(CONNECTIONS), raised(work(10, 8_000, 24, 8_000, 3)));
    }

    @Test
    void heldConnectionsThatThePlanAsksForAreNone() {
        assertEquals(List.of(), raised(work(10, 4_000, 24, 8_000, 0)));
    }
}
