package unrigged.topology;

import java.util.ArrayList;
import java.util.List;
import unrigged.plan.Settings;

/**
 * How many connections the parts of one topology have to hold at a time, derived from its cell: a
 * limit that a part reaches would be measured instead of the stack. The settings of the plan are
 * the least; what the cell needs goes beyond them.
 *
 * @param databaseConnections PostgreSQL's {@code max_connections}
 * @param poolClients PgBouncer's {@code max_client_conn}
 * @param proxyConnections nginx's {@code worker_connections}, should one worker get them all
 * @param openFiles of the process that needs most
 */
public record Capacity(
        int databaseConnections, int poolClients, int proxyConnections, int openFiles) {
    /** The controller's own: its questions during a trial, and a person who looks. */
    private static final int OWN = 5;

    /** PostgreSQL keeps three for superusers; the stacks cannot have them. */
    private static final int RESERVED = 3;

    /** Listening sockets, logs, event queues and libraries of a process. */
    private static final int FILES_BESIDE_CONNECTIONS = 64;

    public static Capacity of(Cell cell) {
        Settings settings = cell.settings();
        int clients = cell.cell().clients();
        int held = Math.max(1, settings.integer("driver", "pool_size"));
        // A connection that was closed is still there until PgBouncer has seen it: hence twice.
        int poolClients =
                2 * Math.max(clients, Math.multiplyExact(cell.cell().workers(), held)) + OWN;
        int database =
                Math.max(
                        settings.integer("postgresql", "max_connections"),
                        cell.cell().dbSessions() + OWN + RESERVED);
        int pool = Math.max(settings.integer("pgbouncer", "max_client_conn"), poolClients);
        // From the client and to the server.
        int proxy = 2 * clients + FILES_BESIDE_CONNECTIONS;
        return new Capacity(
                database,
                pool,
                proxy,
                FILES_BESIDE_CONNECTIONS
                        + Math.max(2 * clients, poolClients + cell.cell().dbSessions()));
    }

    /**
     * What this machine does not allow; empty when it allows all.
     *
     * @param openFilesLimit of a process
     * @param localPorts how many ports outgoing connections have
     */
    public List<String> shortages(int openFilesLimit, int localPorts, Cell cell) {
        List<String> missing = new ArrayList<>();
        if (openFiles > openFilesLimit) {
            missing.add(
                    "open files: a process needs %d, the limit (ulimit -Hn) is %d"
                            .formatted(openFiles, openFilesLimit));
        }
        if (cell.cell().clients() > localPorts) {
            missing.add(
                    "local ports: %d clients, net.ipv4.ip_local_port_range has %d"
                            .formatted(cell.cell().clients(), localPorts));
        }
        return missing;
    }
}
