package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Value;
import unrigged.metric.DatabaseWork;

/**
 * Whether the database does more transactions for an answer of this row than for one of another:
 * what a pool or a driver sends besides the query is work that its row pays for and others do not.
 */
final class TransactionAudit {
    /**
     * Transactions are whole, and a statement that only some connections take is half a one. The
     * estimate of one window of 3 s is off by up to a fifth (decision 12).
     */
    static final double MORE = 0.5;

    private TransactionAudit() {}

    /**
     * @param others the rows that this one may be compared with; itself may be among them
     */
    static Optional<Finding> of(CellTrials cell, Collection<CellTrials> others) {
        OptionalDouble own = perAnswer(cell);
        Optional<CellTrials> fewest =
                others.stream()
                        .filter(c -> perAnswer(c).isPresent())
                        .min(Comparator.comparingDouble(c -> perAnswer(c).getAsDouble()));
        if (own.isEmpty() || fewest.isEmpty()) {
            return Optional.empty();
        }
        double least = perAnswer(fewest.get()).getAsDouble();
        if (own.getAsDouble() - least < MORE) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.MORE_TRANSACTIONS.finding(
                        "The database does more transactions for each answer than for another row's",
                        say(
                                "%.2f per answer, %.2f for %s; threshold %.1f more",
                                own.getAsDouble(), least, fewest.get().stack().stack(), MORE),
                        List.of(
                                Value.of("transactionsPerAnswer", own.getAsDouble(), "transactions")
                                        .against(least + MORE),
                                Value.of("transactionsPerAnswerMin", least, "transactions"))));
    }

    /** The median over the trials where it is known. */
    static OptionalDouble perAnswer(CellTrials cell) {
        double[] figures =
                cell.measured().stream()
                        .map(TransactionAudit::perAnswer)
                        .flatMapToDouble(OptionalDouble::stream)
                        .toArray();
        return figures.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(figures));
    }

    private static OptionalDouble perAnswer(TrialMeasured trial) {
        Optional<DatabaseWork> work = trial.work();
        double answers =
                trial.load().perSecond() * work.map(DatabaseWork::observedNs).orElse(0L) / 1e9;
        return answers <= 0 || work.orElseThrow().databaseTransactions().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(work.get().databaseTransactions().getAsLong() / answers);
    }
}
