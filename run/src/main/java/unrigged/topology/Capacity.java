package unrigged.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.plan.Settings;

/**
 * How many connections the parts of one topology have to hold at a time, derived from its cell: a
 * limit that a part reaches would be measured instead of the stack. The default settings are the
 * least; what the cell needs goes beyond them. One that the plan sets lower is no default: it is
 * refused.
 *
 * @param databaseConnections PostgreSQL's {@code max_connections}
 * @param poolClients PgBouncer's {@code max_client_conn}
 * @param proxyConnections nginx's {@code worker_connections}, should one worker get them all
 * @param openFiles of the process that needs most
 * @param tasks processes and threads of all parts together, at least
 */
public record Capacity(
        int databaseConnections, int poolClients, int proxyConnections, int openFiles, int tasks) {
    /** The controller's own: its questions during a trial, and a person who looks. */
    private static final int OWN = 5;

    /** PostgreSQL keeps three for superusers; the stacks cannot have them. */
    private static final int RESERVED = 3;

    /** Listening sockets, logs, event queues and libraries of a process. */
    private static final int FILES_BESIDE_CONNECTIONS = 64;

    /**
     * The generator's JVM, PostgreSQL's own processes, PgBouncer, nginx: what there is anywhere.
     */
    private static final int TASKS_BESIDE_WORKERS = 40;

    public static Capacity of(Cell cell) {
        Settings settings = cell.settings();
        int clients = cell.cell().clients();
        int poolClients = poolClients(cell);
        int database =
                Math.max(
                        settings.integer("postgresql", "max_connections"),
                        databaseConnections(cell));
        int pool = Math.max(settings.integer("pgbouncer", "max_client_conn"), poolClients);
        // From the client and to the server.
        int proxy = 2 * clients + FILES_BESIDE_CONNECTIONS;
        return new Capacity(
                database,
                pool,
                proxy,
                FILES_BESIDE_CONNECTIONS
                        + Math.max(2 * clients, poolClients + cell.cell().dbSessions()),
                // A session is a process of PostgreSQL's.
                cell.cell().workers() + cell.cell().dbSessions() + TASKS_BESIDE_WORKERS);
    }

    private static int databaseConnections(Cell cell) {
        return cell.cell().dbSessions() + OWN + RESERVED;
    }

    private static int poolClients(Cell cell) {
        int held = Math.max(1, cell.settings().integer("driver", "pool_size"));
        // A connection that was closed is still there until PgBouncer has seen it: hence twice.
        return 2 * Math.max(cell.cell().clients(), Math.multiplyExact(cell.cell().workers(), held))
                + OWN;
    }

    /**
     * Limits that the plan sets below what the cell needs; empty when there is none. A value that
     * is the default was not set, and follows the cell.
     */
    public static List<String> tooLow(Cell cell) {
        List<String> low = new ArrayList<>();
        requireLimit(low, cell, "postgresql", "max_connections", databaseConnections(cell));
        requireLimit(low, cell, "pgbouncer", "max_client_conn", poolClients(cell));
        requireLimit(low, cell, "nginx", "worker_connections", of(cell).proxyConnections);
        return low;
    }

    private static void requireLimit(
            List<String> low, Cell cell, String section, String key, int needed) {
        int asked = cell.settings().integer(section, key);
        if (asked != Settings.defaults().integer(section, key) && asked < needed) {
            low.add(
                    "%s.%s: the plan says %d, %d are needed"
                            .formatted(section, key, asked, needed));
        }
    }

    /** What this machine does not allow; empty when it allows all. */
    public List<String> shortages(MachineLimits machine, Cell cell) {
        List<String> missing = new ArrayList<>();
        if (openFiles > machine.openFiles()) {
            missing.add(
                    "open files: a process needs %d, the limit (ulimit -Hn) is %d"
                            .formatted(openFiles, machine.openFiles()));
        }
        if (cell.cell().clients() > machine.localPorts()) {
            missing.add(
                    "local ports: %d clients, net.ipv4.ip_local_port_range has %d"
                            .formatted(cell.cell().clients(), machine.localPorts()));
        }
        if (tasks > machine.tasks().orElse(Long.MAX_VALUE)) {
            missing.add(
                    "processes: at least %d are needed with threads, the limits (ulimit -u, pids.max of the control group) leave %d"
                            .formatted(tasks, machine.tasks().getAsLong()));
        }
        return missing;
    }

    /**
     * Whether more clients may come at once than a listen queue holds; who finds it full tries
     * again after a second. Nothing is refused for it, as few come at once, and those that were
     * dropped are counted in every trial. Servers that keep their own queue are not known.
     */
    public static Optional<String> shortQueue(MachineLimits machine, Cell cell) {
        String asked = cell.settings().text("server", "backlog");
        if (asked.equals("default")) {
            return Optional.empty();
        }
        int clients = cell.cell().clients();
        List<String> few = new ArrayList<>();
        if (clients > machine.listenQueue()) {
            few.add("net.core.somaxconn is " + machine.listenQueue());
        }
        if (clients > Integer.parseInt(asked)) {
            few.add("the plan's server.backlog is " + asked);
        }
        return few.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "listen queues: %d clients may come at once, %s"
                                .formatted(clients, String.join(", ", few)));
    }
}
