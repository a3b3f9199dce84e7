package unrigged.experiment;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scenario's settings, resolved for one stack.
 *
 * @param workers processes or threads of the server
 * @param clients simultaneous connections that the load generator keeps busy
 * @param dbSessions size of PgBouncer's pool
 * @param delayNs how long the query sleeps at the database; 0 sends no sleep at all
 */
public record CellSettings(int workers, int clients, int dbSessions, long delayNs) {
    public CellSettings {
        atLeastOne("workers", workers);
        atLeastOne("clients", clients);
        atLeastOne("dbSessions", dbSessions);
        if (delayNs < 0) {
            throw new IllegalArgumentException("delayNs must be at least 0 but is " + delayNs);
        }
    }

    /** The same load for another number of workers. */
    public CellSettings withWorkers(int count) {
        return new CellSettings(count, clients, dbSessions, delayNs);
    }

    /** By the factor's id: the levels without their units. */
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
