package unrigged.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import unrigged.catalog.Concurrency;

/**
 * A named set of settings, written as rules so that the same scenario can be meant on another
 * machine.
 *
 * <p>Rules may name {@code cpus}, {@code cpu_per_request} (seconds of CPU that one request of the
 * reference stack takes over all tiers), {@code workers_sync}, {@code workers_async}, {@code
 * workers} (of the stack at hand) and {@code clients}, each only where it is already known.
 *
 * @param delay in seconds
 * @param changed by the factor's id, as a plan writes them: settings of the plan that the scenario
 *     changes
 */
public record Scenario(
        String name,
        String title,
        WorkerRule workersSync,
        WorkerRule workersAsync,
        Formula clients,
        Formula dbSessions,
        Formula delay,
        Map<String, String> changed) {

    static final Set<String> WORKER_NAMES = Set.of("cpus");
    static final Set<String> CLIENT_NAMES = Set.of("cpus", "workers_sync", "workers_async");
    static final Set<String> SESSION_NAMES =
            Set.of("cpus", "workers", "workers_sync", "workers_async", "clients");
    static final Set<String> DELAY_NAMES = Set.of("cpus", "cpu_per_request");

    public Scenario {
        changed = Map.copyOf(changed);
    }

    /** The same with one more of the plan's settings changed. */
    Scenario withChanged(String factor, String level) {
        Map<String, String> more = new HashMap<>(changed);
        more.put(factor, level);
        return new Scenario(
                name, title, workersSync, workersAsync, clients, dbSessions, delay, more);
    }

    /** Of an open loop; empty of a closed one. */
    public OptionalDouble ratePerSecond() {
        return CellSettings.ratePerSecond(changed);
    }

    /**
     * Whether the settings can be resolved only after {@code cpu_per_request} has been measured.
     */
    public boolean needsCalibration() {
        return delay.uses("cpu_per_request");
    }

    /**
     * Whether the controller searches each stack's worker count; both kinds of stack are tuned
     * alike.
     */
    public boolean tuned() {
        return workersSync.tuned();
    }

    /**
     * What the scenario means on this machine for a stack of this concurrency; where it is tuned,
     * before the search.
     */
    public CellSettings resolve(Machine machine, Concurrency concurrency) {
        Map<String, Double> values = new HashMap<>();
        values.put("cpus", (double) machine.cpus());
        int workersSync = this.workersSync.count(values);
        int workersAsync = this.workersAsync.count(values);
        int workers = concurrency.sync() ? workersSync : workersAsync;
        values.put("workers_sync", (double) workersSync);
        values.put("workers_async", (double) workersAsync);
        values.put("workers", (double) workers);
        int clients = count(this.clients, values);
        values.put("clients", (double) clients);
        int sessions = count(dbSessions, values);
        machine.cpuPerRequestNs().ifPresent(ns -> values.put("cpu_per_request", ns / 1e9));
        return new CellSettings(workers, clients, sessions, delayNs(values), changed);
    }

    /** To 0.1 ms: finer than the database's sleep can keep, and a number that can be read. */
    private long delayNs(Map<String, Double> values) {
        return Math.max(0, Math.round(delay.value(values) * 1e4) * 100_000);
    }

    private static int count(Formula formula, Map<String, Double> values) {
        return Math.max(1, (int) Math.round(formula.value(values)));
    }
}
