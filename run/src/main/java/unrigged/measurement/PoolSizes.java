package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import unrigged.deployment.DeploymentTopology;
import unrigged.deployment.Placement;
import unrigged.sampling.PoolConsole;

/**
 * How many sessions each server's pool may have. A change is a new configuration and RELOAD, which
 * takes PgBouncer some 26 ms; sessions beyond the new size end within 0.3 s of being idle. When a
 * scenario's turn comes, all servers that had a slice in it before are changed at once.
 */
final class PoolSizes {
    private static final long STEP_NS = 10_000_000;
    private static final int STEPS_MAX = 200;

    private final DeploymentTopology topology;
    private final Map<String, Integer> now = new HashMap<>();

    /** By scenario: what its servers had last time. */
    private final Map<String, Map<String, Integer>> asked = new HashMap<>();

    PoolSizes(DeploymentTopology topology) {
        this.topology = topology;
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
            awaitAtMost(console, database, sessions);
        }
    }

    private static void awaitAtMost(PoolConsole console, String database, int sessions)
            throws InterruptedException, IOException {
        for (int step = 0; step < STEPS_MAX && open(console, database) > sessions; step++) {
            LockSupport.parkNanos(STEP_NS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static int open(PoolConsole console, String database) throws IOException {
        return PoolState.of(console, database).open();
    }

    /**
     * Waits until no client holds or awaits a session; at most {@code timeout}. Where applications
     * keep connections there is nothing to wait for.
     *
     * @return whether it came to that
     */
    static boolean awaitIdle(PoolConsole console, String database, Duration timeout)
            throws InterruptedException, IOException {
        long steps = timeout.toNanos() / STEP_NS;
        for (long step = 0; step < steps; step++) {
            PoolState state = PoolState.of(console, database);
            if (state.active() == 0 && state.waiting() == 0) {
                return true;
            }
            LockSupport.parkNanos(STEP_NS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }
}
