package unrigged.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import unrigged.measurement.StartedStack;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;

/**
 * Looks, while requests are under way, at how many queries sleep at the database and at which
 * processes have a connection to the pool, and keeps the most. The connection stays the caller's.
 */
final class LoadObserver implements AutoCloseable {
    private static final long EVERY_NS = 3_000_000;
    private static final long PROCESSES_EVERY_NS = 15_000_000;
    private static final String SLEEPING =
            "select count(*) from pg_stat_activity where wait_event = 'PgSleep'";

    private final Connection database;
    private final StartedStack stack;
    private final Clock clock;
    private final Thread thread;
    private final PoolClientSampler poolClients;
    private final CarrierThreads carriers = new CarrierThreads();
    private volatile boolean over;
    private int sleeping;
    private long slowestNs;
    private long lookedNs;
    private long unseenNs;
    private volatile @Nullable Throwable broken;

    private LoadObserver(Connection database, StartedStack stack, Clock clock) {
        this.database = database;
        this.stack = stack;
        this.clock = clock;
        this.poolClients = PoolClientSampler.follow(stack.poolPort(), stack::tree, clock);
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("watch")
                        .uncaughtExceptionHandler((_, thrown) -> broken = thrown)
                        .unstarted(this::observe);
    }

    static LoadObserver start(Connection database, StartedStack stack, Clock clock) {
        LoadObserver observer = new LoadObserver(database, stack, clock);
        // Before the load: what the threads have done until now is not for it.
        observer.lookAtCarriers();
        observer.lookedNs = clock.nowNs();
        observer.thread.start();
        return observer;
    }

    private void observe() {
        long processesNs = 0;
        while (!over) {
            long askedNs = clock.nowNs();
            sleeping = Math.max(sleeping, sleepingNow());
            long now = clock.nowNs();
            slowestNs = Math.max(slowestNs, now - askedNs);
            unseenNs = Math.max(unseenNs, now - lookedNs);
            lookedNs = now;
            if (clock.nowNs() - processesNs > PROCESSES_EVERY_NS) {
                poolClients.look();
                lookAtCarriers();
                processesNs = clock.nowNs();
            }
            LockSupport.parkNanos(EVERY_NS);
        }
        lookAtCarriers();
    }

    private void lookAtCarriers() {
        carriers.look(stack.tree().stream().map(ProcessTable.Row::pid).toList());
    }

    private int sleepingNow() {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(SLEEPING)) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException _) {
            // One look less; when none succeeds, nothing was seen sleeping, and that is said.
            return 0;
        }
    }

    /** Ends the watch; what it saw can be asked for then. */
    void stop() throws InterruptedException {
        over = true;
        thread.join();
        poolClients.stop();
        if (broken != null) {
            throw new IllegalStateException("the watch over the stack broke off", broken);
        }
    }

    int sleeping() {
        return sleeping;
    }

    /** The longest time in which the database was not looked at. */
    long unseenNs() {
        return unseenNs;
    }

    Set<Long> poolClients() {
        return poolClients.seen();
    }

    /** How much was looked at; to be asked after {@link #stop}. */
    String account() {
        return "%s; the database's slowest answer took %d ms"
                .formatted(poolClients.account(), slowestNs / 1_000_000);
    }

    /** Threads that carried virtual ones; to be asked after {@link #stop}. */
    int carriers() {
        return carriers.working();
    }

    @Override
    public void close() {
        over = true;
        poolClients.leave();
    }
}
