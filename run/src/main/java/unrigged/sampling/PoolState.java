package unrigged.sampling;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What PgBouncer says of the pool of one database name, whose clients are all of one role.
 *
 * @param active clients that have a session
 * @param waiting clients that await one
 * @param busy sessions that a client has
 * @param open sessions, busy or idle
 */
public record PoolState(int active, int waiting, int busy, int open) {
    /** Empty while no client has come to that pool. */
    public static Optional<PoolState> of(PoolConsole console, String database) throws IOException {
        return Optional.ofNullable(all(console).get(database));
    }

    /** By database name, those to which a client has come. */
    public static Map<String, PoolState> all(PoolConsole console) throws IOException {
        Map<String, PoolState> states = new HashMap<>();
        for (Map<String, String> row : console.ask("SHOW POOLS")) {
            states.put(row.getOrDefault("database", ""), of(row));
        }
        return states;
    }

    private static PoolState of(Map<String, String> row) {
        int busy = number(row, "sv_active");
        return new PoolState(
                number(row, "cl_active"),
                number(row, "cl_waiting"),
                busy,
                busy + number(row, "sv_idle") + number(row, "sv_used") + number(row, "sv_tested"));
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.getOrDefault(column, "0"));
    }
}
