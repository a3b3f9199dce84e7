package unrigged.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scenario's settings, resolved for one stack.
 *
 * @param workers processes or threads of the server
 * @param clients simultaneous connections that the load generator keeps busy
 * @param dbSessions size of PgBouncer's pool
 * @param delayNs how long the query sleeps at the database; 0 sends no sleep at all
 * @param changed by the factor's id, as a plan writes them: settings of the plan that the scenario
 *     changes; empty in older journals
 */
public record CellSettings(
        int workers,
        int clients,
        int dbSessions,
        long delayNs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> changed) {
    public CellSettings {
        atLeastOne("workers", workers);
        atLeastOne("clients", clients);
        atLeastOne("dbSessions", dbSessions);
        if (delayNs < 0) {
            throw new IllegalArgumentException("delayNs must be at least 0 but is " + delayNs);
        }
        changed = sorted(changed);
    }

    /** With the plan's settings as they are. */
    public CellSettings(int workers, int clients, int dbSessions, long delayNs) {
        this(workers, clients, dbSessions, delayNs, Map.of());
    }

    /** By the factor's id; older journals have none. */
    static Map<String, String> sorted(@Nullable Map<String, String> changed) {
        return changed == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(changed));
    }

    /** The same load for another number of workers. */
    public CellSettings withWorkers(int count) {
        return new CellSettings(count, clients, dbSessions, delayNs, changed);
    }

    /** The same with another number of connections to the load generator. */
    public CellSettings withClients(int count) {
        return new CellSettings(workers, count, dbSessions, delayNs, changed);
    }

    /** The same with another size of the pool. */
    public CellSettings withDbSessions(int count) {
        return new CellSettings(workers, clients, count, delayNs, changed);
    }

    /** The same with another query delay. */
    public CellSettings withDelay(Duration delay) {
        return new CellSettings(workers, clients, dbSessions, delay.toNanos(), changed);
    }

    /** The same with another level of one of the plan's settings. */
    CellSettings withChanged(String factor, String level) {
        Map<String, String> more = new TreeMap<>(changed);
        more.put(factor, level);
        return new CellSettings(workers, clients, dbSessions, delayNs, more);
    }

    /** The same in a closed loop, as if there were no other. */
    public CellSettings closed() {
        Map<String, String> others = new TreeMap<>(changed);
        others.remove(Factors.LOAD_RATE.id());
        return new CellSettings(workers, clients, dbSessions, delayNs, others);
    }

    /** Of an open loop, over its clients at most; empty of a closed one. */
    public OptionalDouble ratePerSecond() {
        return ratePerSecond(changed);
    }

    static OptionalDouble ratePerSecond(Map<String, String> changed) {
        String rate = changed.get(Factors.LOAD_RATE.id());
        return rate == null ? OptionalDouble.empty() : Factors.LOAD_RATE.domain().parse(rate);
    }

    /** By the factor's id: the levels without their units; what is changed is among the plan's. */
    public Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>();
        put(levels, Factors.WORKERS, workers);
        put(levels, Factors.CLIENTS, clients);
        put(levels, Factors.DB_SESSIONS, dbSessions);
        put(levels, Factors.DELAY, Duration.ofNanos(delayNs));
        return Collections.unmodifiableMap(levels);
    }

    private static <T> void put(Map<String, String> levels, Factor<T> factor, T value) {
        levels.put(factor.id(), factor.level(value));
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
