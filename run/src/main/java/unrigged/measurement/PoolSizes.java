package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import unrigged.deployment.DeploymentTopology;
import unrigged.deployment.Placement;
import unrigged.sampling.PoolConsole;
import unrigged.sampling.PoolState;

/**
 * How many sessions each server's pool may have. A change is a new configuration and RELOAD, which
 * takes PgBouncer some 26 ms; sessions beyond the new size end within 0.3 s of being idle. When a
 * scenario's turn comes, all servers that had a slice in it before are changed at once.
 */
final class PoolSizes {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration RESIZE_TIMEOUT = Duration.ofSeconds(2);

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
            await(console, database, state -> state.open() <= sessions, RESIZE_TIMEOUT);
        }
    }

    /**
     * Waits until no client holds or awaits a session; at most {@code timeout}. Where applications
     * keep connections there is nothing to wait for.
     */
    static void awaitIdle(PoolConsole console, String database, Duration timeout)
            throws InterruptedException, IOException {
        await(console, database, state -> state.active() == 0 && state.waiting() == 0, timeout);
    }

    private static void await(
            PoolConsole console, String database, Predicate<PoolState> wanted, Duration timeout)
            throws InterruptedException, IOException {
        for (long left = timeout.dividedBy(STEP);
                left > 0 && PoolState.of(console, database).filter(wanted.negate()).isPresent();
                left--) {
            Thread.sleep(STEP);
        }
    }
}
