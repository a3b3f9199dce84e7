package unrigged.measurement;

import java.io.IOException;
import java.util.Map;
import unrigged.sampling.PoolConsole;

/**
 * What PgBouncer says of the pool of one database name.
 *
 * @param active clients that have a session
 * @param waiting clients that await one
 * @param open sessions, busy or idle
 */
record PoolState(int active, int waiting, int open) {
    static PoolState of(PoolConsole console, String database) throws IOException {
        int active = 0;
        int waiting = 0;
        int open = 0;
        for (Map<String, String> row : console.ask("SHOW POOLS")) {
            if (database.equals(row.get("database"))) {
                active += number(row, "cl_active");
                waiting += number(row, "cl_waiting");
                open +=
                        number(row, "sv_active")
                                + number(row, "sv_idle")
                                + number(row, "sv_used")
                                + number(row, "sv_tested");
            }
        }
        return new PoolState(active, waiting, open);
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.getOrDefault(column, "0"));
    }
}
