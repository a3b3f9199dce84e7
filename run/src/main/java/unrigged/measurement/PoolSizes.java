package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import unrigged.deployment.DeploymentTopology;
import unrigged.deployment.Placement;
import unrigged.sampling.PoolConsole;
import unrigged.sampling.PoolState;

/**
 * How many sessions each server's pool may have. A change is a new configuration and RELOAD, which
 * takes PgBouncer some 26 ms; sessions beyond the new size end within 0.3 s of being idle. When a
 * scenario's turn comes, all servers that had a slice in it before are changed at once: hundreds of
 * sessions may end, whose processes take some ms of CPU time each until they are gone. No slice
 * begins before that.
 */
final class PoolSizes {
    private static final Duration STEP = Duration.ofMillis(10);

    /** Sessions that applications hold do not end, whatever the size is. */
    private static final Duration RESIZE_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    /** As long as no process of the database ends. */
    private static final Duration SETTLED = Duration.ofMillis(50);

    private final DeploymentTopology topology;
    private final IntSupplier databaseProcesses;
    private final Map<String, Integer> now = new HashMap<>();

    /** By scenario: what its servers had last time. */
    private final Map<String, Map<String, Integer>> asked = new HashMap<>();

    /**
     * @param databaseProcesses how many there are now
     */
    PoolSizes(DeploymentTopology topology, IntSupplier databaseProcesses) {
        this.topology = topology;
        this.databaseProcesses = databaseProcesses;
        for (Placement placement : topology.placements()) {
            now.put(placement.database(), placement.treatment().cellSettings().dbSessions());
        }
    }

    void set(PoolConsole console, String database, String scenario, int sessions)
            throws InterruptedException, IOException {
        Map<String, Integer> ofScenario = asked.computeIfAbsent(scenario, _ -> new HashMap<>());
        ofScenario.put(database, sessions);
        if (now.getOrDefault(database, 0) != sessions) {
            now.putAll(ofScenario);
            PrivateFile.write(topology.poolFile(), topology.poolConfiguration(now));
            console.ask("RELOAD");
            await(() -> withinSizes(PoolState.all(console)), RESIZE_TIMEOUT);
            awaitProcessesGone();
        }
    }

    private boolean withinSizes(Map<String, PoolState> pools) {
        return now.entrySet().stream()
                .allMatch(size ->
                        Optional.ofNullable(pools.get(size.getKey()))
                                .filter(pool -> pool.open() > size.getValue())
                                .isEmpty());
    }

    /** PgBouncer has closed its connections; PostgreSQL's processes still end. */
    private void awaitProcessesGone() throws InterruptedException {
        int before = Integer.MAX_VALUE;
        for (long left = END_TIMEOUT.dividedBy(SETTLED); left > 0; left--) {
            int processes = databaseProcesses.getAsInt();
            if (processes >= before) {
                return;
            }
            before = processes;
            Thread.sleep(SETTLED);
        }
    }

    /**
     * Waits until no client holds or awaits a session; at most {@code timeout}. Where applications
     * keep connections there is nothing to wait for.
     */
    static void awaitIdle(PoolConsole console, String database, Duration timeout)
            throws InterruptedException, IOException {
        await(
                () ->
                        PoolState.of(console, database)
                                .filter(state -> state.active() > 0 || state.waiting() > 0)
                                .isEmpty(),
                timeout);
    }

    /** What is asked of the pool. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition wanted, Duration timeout)
            throws InterruptedException, IOException {
        for (long left = timeout.dividedBy(STEP); left > 0 && !wanted.holds(); left--) {
            Thread.sleep(STEP);
        }
    }
}
