package unrigged.sampling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.deployment.Treatment;
import unrigged.experiment.Factors;
import unrigged.experiment.Settings;
import unrigged.metric.DatabaseWork;

/**
 * Reads PgBouncer's counters whenever a snapshot of the machine is taken: what a stack does under
 * load may be less than what it does when it is looked at alone. Two questions per trial; the
 * console stays the caller's.
 */
public final class WorkMeter {
    private final PoolConsole pool;
    private final String poolName;
    private final Treatment treatment;
    private final List<Reading> readings = new ArrayList<>();

    /** Counters since PgBouncer's start. */
    private record Reading(long transactions, long queryTimeUs) {}

    /**
     * @param poolName the database by whose name the stack reaches the pool
     */
    public WorkMeter(PoolConsole pool, String poolName, Treatment treatment) {
        this.pool = pool;
        this.poolName = poolName;
        this.treatment = treatment;
    }

    /** Reads now. A question without an answer is a reading less, and the work stays unknown. */
    public void read() {
        try {
            for (Map<String, String> row : pool.ask("SHOW STATS")) {
                if (poolName.equals(row.get("database"))) {
                    readings.add(
                            new Reading(
                                    number(row, "total_xact_count"),
                                    number(row, "total_query_time")));
                }
            }
        } catch (IOException | NumberFormatException _) {
            // Said above.
        }
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.getOrDefault(column, ""));
    }

    /**
     * Between the two snapshots that were taken with the two readings.
     *
     * @param databaseTransactions that PostgreSQL counted between them
     */
    public Optional<DatabaseWork> between(
            Snapshot first, Snapshot last, OptionalLong databaseTransactions) {
        return between(
                last.atNs() - first.atNs(),
                last.kernel().acceptedSince(first.kernel()),
                databaseTransactions);
    }

    /**
     * Between the two readings of a slice. PostgreSQL's own count is too late for so short a time.
     */
    public Optional<DatabaseWork> between(SliceReading first, SliceReading last) {
        return between(
                last.atNs() - first.atNs(),
                last.kernel().acceptedSince(first.kernel()),
                OptionalLong.empty());
    }

    private Optional<DatabaseWork> between(
            long observedNs, long accepted, OptionalLong databaseTransactions) {
        if (readings.size() != 2) {
            return Optional.empty();
        }
        Reading from = readings.getFirst();
        Reading to = readings.getLast();
        return Optional.of(
                new DatabaseWork(
                        observedNs,
                        to.transactions - from.transactions,
                        (to.queryTimeUs - from.queryTimeUs) * 1_000,
                        accepted,
                        connectionsPerAnswer(),
                        databaseTransactions));
    }

    private OptionalInt connectionsPerAnswer() {
        Settings settings = treatment.settings();
        if (!treatment.workload().readsTable() || settings.level(Factors.POOL_SIZE) > 0) {
            return OptionalInt.empty();
        }
        int loads = settings.level(Factors.LOAD_KEEPALIVE) ? 0 : 1;
        int proxys = settings.level(Factors.UPSTREAM_KEEPALIVE) > 0 ? 0 : 1;
        return OptionalInt.of(loads + proxys + 1);
    }
}
