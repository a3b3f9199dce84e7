package unrigged.sampling;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import unrigged.metric.Clock;
import unrigged.metric.SessionPeaks;

/**
 * Asks PgBouncer and PostgreSQL every 100 ms, while the load runs, how many sessions there are, and
 * keeps the peaks; and how many transactions PostgreSQL has done. One thread; its two connections
 * are opened at readiness and are not counted.
 */
public final class SessionSampler implements AutoCloseable {
    private static final long EVERY_NS = 100_000_000;

    private static final String QUESTION =
            """
            select
                (select count(*) from pg_stat_activity
                    where backend_type = 'client backend' and pid <> pg_backend_pid()),
                (select xact_commit + xact_rollback from pg_stat_database
                    where datname = current_database())\
            """;

    private final PoolConsole pool;
    private final String poolName;
    private final Optional<Connection> database;
    private final Clock clock;
    private final TransactionSamples transactions = new TransactionSamples();
    private final Thread thread;
    private volatile boolean over;
    private @Nullable Integer busy;
    private @Nullable Integer open;
    private @Nullable Integer waiting;
    private @Nullable Integer backends;
    private int samples;
    private long asked;

    /**
     * The connections stay the caller's.
     *
     * @param poolName the database by whose name clients reach the pool
     * @param database empty where PostgreSQL has sessions of others as well
     */
    public SessionSampler(
            PoolConsole pool, String poolName, Optional<Connection> database, Clock clock) {
        this.pool = pool;
        this.poolName = poolName;
        this.database = database;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("session-watch").unstarted(this::sample);
    }

    public void start() {
        thread.start();
    }

    /** Ends the watch and returns what it saw. */
    public SessionPeaks stop() throws InterruptedException {
        close();
        thread.join();
        return new SessionPeaks(of(busy), of(open), of(waiting), of(backends), samples);
    }

    /**
     * Transactions of everybody but this watch, as PostgreSQL counted them; to be asked after
     * {@link #stop}. Empty when it gave too few figures.
     */
    public OptionalLong transactionsBetween(long fromNs, long toNs) {
        return transactions.between(fromNs, toNs);
    }

    private void sample() {
        while (!over) {
            askPool();
            database.ifPresent(this::askDatabase);
            samples++;
            LockSupport.parkNanos(EVERY_NS);
        }
    }

    private void askPool() {
        try {
            PoolState.of(pool, poolName).ifPresent(this::keep);
        } catch (IOException _) {
            // One question unanswered is one sample less; none answered shows as an absent peak.
        }
    }

    private void keep(PoolState state) {
        busy = max(busy, state.busy());
        open = max(open, state.open());
        waiting = max(waiting, state.waiting());
    }

    private void askDatabase(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            asked++;
            if (rows.next()) {
                backends = max(backends, rows.getInt(1));
                transactions.add(clock.nowNs(), rows.getLong(2) - asked);
            }
        } catch (SQLException _) {
            // As above.
        }
    }

    private static int max(@Nullable Integer known, int seen) {
        return known == null ? seen : Math.max(known, seen);
    }

    private static OptionalInt of(@Nullable Integer peak) {
        return peak == null ? OptionalInt.empty() : OptionalInt.of(peak);
    }

    /** Lets the thread end, whether it was started or not. */
    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
