package unrigged.measurement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table {@code delay} of one row, from which the statement of a stack with a live delay reads
 * how many seconds it sleeps. The row stays in the kept cluster, whatever it was set to last: who
 * starts such a stack sets it first.
 */
final class DelayTable {
    private DelayTable() {}

    /** Makes the table, with a delay of 0; by the superuser. */
    static void create(Statement statement) throws SQLException {
        statement.execute("create table delay (seconds double precision not null)");
        statement.execute("insert into delay values (0)");
    }

    /** From now on statements that begin sleep so long; those that sleep already are not woken. */
    static void set(Connection superuser, long delayNs) throws SQLException {
        try (PreparedStatement update =
                superuser.prepareStatement("update delay set seconds = ?")) {
            update.setDouble(1, delayNs / 1e9);
            int rows = update.executeUpdate();
            if (rows != 1) {
                throw new IllegalStateException(
                        "the table delay has %d rows, expected 1".formatted(rows));
            }
        }
        vacuum(superuser);
    }

    /**
     * Leaves one frozen version of the row and the table's page in memory. Autovacuum is off, and
     * every update leaves the version before it for all statements to skip.
     */
    static void vacuum(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("vacuum (freeze) delay");
        }
    }
}
