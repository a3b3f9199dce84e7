package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Severity;
import unrigged.journal.Json;
import unrigged.metric.DatabaseWork;

/** Rows of which each trial gave 4,000 answers in ten seconds. */
class TransactionAuditTest {
    private static final CellTrials FLASK = cell("flask-gunicorn", 1.96, 1.97, 1.95);
    private static final CellTrials TOMCAT = cell("tomcat-platform", 3.10, 3.09, 3.11);

    private static CellTrials cell(String name, double... perAnswer) {
        List<TrialMeasured> trials = new ArrayList<>();
        for (double figure : perAnswer) {
            trials.add(
                    trial(
                            Double.isNaN(figure)
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.round(figure * 4_000))));
        }
        StackInfo stack =
                new StackInfo(
                        name,
                        "Any",
                        "Any",
                        "any",
                        "sync",
                        "Sync",
                        "any",
                        true,
                        Optional.empty(),
                        Optional.empty());
        return new CellTrials("baseline", stack, Optional.empty(), trials, List.of());
    }

    private static TrialMeasured trial(OptionalLong transactions) {
        SyntheticTrial trial = new SyntheticTrial();
        trial.work =
                Optional.of(
                        new DatabaseWork(
                                10_000_000_000L,
                                4_000,
                                24_000_000_000L,
                                12_000,
                                OptionalInt.of(3),
                                transactions));
        return trial.measured();
    }

    @Test
    void moreThanTheFewestIsNotedWithBothFigures() {
        Finding finding = TransactionAudit.of(TOMCAT, List.of(FLASK, TOMCAT)).orElseThrow();
        assertEquals(Severity.NOTE, finding.severity());
        assertEquals(
                "3.10 per answer, 1.96 for flask-gunicorn; threshold 0.5 more", finding.evidence());
        assertTrue(finding.remedy().contains("driver.pool_size=4"), finding.remedy());
        assertEquals(Optional.empty(), TransactionAudit.of(FLASK, List.of(FLASK, TOMCAT)));
    }

    @Test
    void alikeOrAloneOrOneTrialAsideIsNone() {
        CellTrials like = cell("vertx", 2.4, 2.41, 2.39);
        assertEquals(Optional.empty(), TransactionAudit.of(like, List.of(FLASK, like)));
        assertEquals(Optional.empty(), TransactionAudit.of(TOMCAT, List.of(TOMCAT)));
        assertEquals(Optional.empty(), TransactionAudit.of(TOMCAT, List.of()));
        CellTrials once = cell("vertx", 1.97, 3.2, 1.96);
        assertEquals(Optional.empty(), TransactionAudit.of(once, List.of(FLASK, once)));
    }

    @Test
    void whatWasNotRecordedIsNoFigure() throws Exception {
        CellTrials unknown = cell("old", Double.NaN, Double.NaN);
        assertEquals(Optional.empty(), TransactionAudit.of(unknown, List.of(FLASK, unknown)));
        assertEquals(Optional.empty(), TransactionAudit.of(TOMCAT, List.of(unknown, TOMCAT)));
        DatabaseWork old =
                Json.LINES.readValue(
                        "{\"observedNs\":1,\"transactions\":2,\"queryTimeNs\":3,\"connectionsAccepted\":4,\"connectionsPerAnswer\":3}",
                        DatabaseWork.class);
        assertEquals(OptionalLong.empty(), old.databaseTransactions());
        assertEquals(
                1.965,
                TransactionAudit.perAnswer(cell("x", 1.96, Double.NaN, 1.97)).orElseThrow(),
                1e-9);
    }
}
