package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.metric.DatabaseWork;

/**
 * Whether a stack did the work of each answer while it was measured: verification sees a few
 * hundred requests, and a stack may save what it does only under load. Source: the table of audits.
 *
 * <p>The counters are read when the load says that its window begins and ends, late where the
 * machine is busy. So queries get an allowance for that, and what a query takes is set against the
 * queries of the same two readings. Requests under way at a reading are left out. Work of others
 * only adds to what is counted.
 */
final class DatabaseWorkAudits {
    /** Of the work that an answer takes; what is missing beyond it was saved. */
    static final double MISSING_SHARE = 0.10;

    /** How much later than the load a reading may be. */
    static final double LATE_S = 0.3;

    /** Transactions per answer are a whole number, but for readings that are late. */
    private static final double WHOLE = 0.2;

    private DatabaseWorkAudits() {}

    static List<Finding> of(CellTrials cell) {
        if (cell.stack().request().isPresent()) {
            return List.of();
        }
        Optional<Finding> queries =
                finding(
                        cell,
                        AuditRule.MISSING_QUERIES,
                        DatabaseWorkAudits::queries,
                        "Fewer queries reached the database than there were answers");
        // Whoever asks for nothing neither sleeps nor connects: one flaw has one reason.
        return queries.isPresent()
                ? List.of(queries.get())
                : Stream.of(
                                finding(
                                        cell,
                                        AuditRule.MISSING_QUERY_TIME,
                                        DatabaseWorkAudits::sleep,
                                        "Queries took less time at the database than their delay"),
                                finding(
                                        cell,
                                        AuditRule.MISSING_CONNECTIONS,
                                        DatabaseWorkAudits::connections,
                                        "Database connections were kept, and the plan asks for one per request"))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static OptionalDouble queries(TrialMeasured trial, DatabaseWork work) {
        double seconds = work.observedNs() / 1e9 - LATE_S;
        return missing(
                (double) work.transactions(),
                trial.load().perSecond() * seconds - trial.settings().clients());
    }

    private static OptionalDouble sleep(TrialMeasured trial, DatabaseWork work) {
        return missing(
                (double) work.queryTimeNs(), answered(trial, work) * trial.settings().delayNs());
    }

    private static OptionalDouble connections(TrialMeasured trial, DatabaseWork work) {
        return work.connectionsPerAnswer().isEmpty()
                ? OptionalDouble.empty()
                : missing(
                        (double) work.connectionsAccepted(),
                        work.connectionsPerAnswer().getAsInt()
                                * (answered(trial, work) - trial.settings().clients()));
    }

    /** Answers whose queries were counted: a driver may take several transactions for one. */
    private static double answered(TrialMeasured trial, DatabaseWork work) {
        double answers = trial.load().perSecond() * work.observedNs() / 1e9;
        double each = Math.ceil(work.transactions() / Math.max(1, answers) - WHOLE);
        return work.transactions() / Math.max(1, each);
    }

    /** The share of {@code needed} that is not there; empty when nothing is needed. */
    private static OptionalDouble missing(double done, double needed) {
        return needed <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, 1 - done / needed));
    }

    private static Optional<Finding> finding(
            CellTrials cell,
            AuditRule rule,
            BiFunction<TrialMeasured, DatabaseWork, OptionalDouble> missing,
            String what) {
        return WorstTrial.of(
                        cell.measured(),
                        MISSING_SHARE,
                        trial ->
                                trial.work()
                                        .map(work -> missing.apply(trial, work))
                                        .orElse(OptionalDouble.empty()))
                .filter(WorstTrial::found)
                .map(worstTrial ->
                        rule.finding(
                                what,
                                worstTrial.evidence(
                                        say(
                                                "%s are missing",
                                                WorstTrial.percent(worstTrial.value()))),
                                worstTrial.values("missing", "share")));
    }
}
