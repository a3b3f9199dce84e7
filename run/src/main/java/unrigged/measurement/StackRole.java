package unrigged.measurement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import unrigged.deployment.Topology;

/**
 * The role by which the stacks, and everybody else on this machine, reach the database without a
 * password: it can read the tables and wait, and leaves nothing behind.
 */
final class StackRole {
    /**
     * Built-in functions that write or end sessions and that PostgreSQL lets everybody call: large
     * objects (PostgreSQL manual, chapter "Large Objects"), the write-ahead log, other sessions.
     */
    private static final String WRITERS =
            "'lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lowrite', 'lo_truncate',"
                    + " 'lo_truncate64', 'pg_logical_emit_message', 'pg_terminate_backend',"
                    + " 'pg_cancel_backend'";

    private StackRole() {}

    /** Makes the role; by the superuser, in the database with the tables. */
    static void create(Statement statement) throws SQLException {
        String role = Topology.DATABASE;
        statement.execute("create role " + role + " login");
        // Also the right to make temporary tables.
        statement.execute("revoke all on database " + Topology.DATABASE + " from public");
        statement.execute("grant connect on database " + Topology.DATABASE + " to " + role);
        statement.execute("revoke all on schema public from public");
        statement.execute("grant usage on schema public to " + role);
        statement.execute("grant select on test, delay to " + role);
        statement.execute("revoke usage on language plpgsql from public");
        List<String> writers = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select oid::regprocedure::text from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname in ("
                                + WRITERS
                                + ")")) {
            while (rows.next()) {
                writers.add(rows.getString(1));
            }
        }
        for (String writer : writers) {
            statement.execute("revoke execute on function " + writer + " from public");
        }
    }

    /**
     * Takes back what the role may always change, its own defaults, so that no stack and no
     * stranger reaches into the next trial.
     */
    static void reset(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from pg_db_role_setting")) {
            if (rows.next() && rows.getInt(1) > 0) {
                String alter = "alter role " + Topology.DATABASE;
                statement.execute(alter + " reset all");
                statement.execute(alter + " in database " + Topology.DATABASE + " reset all");
            }
        }
    }
}
