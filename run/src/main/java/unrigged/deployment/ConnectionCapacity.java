package unrigged.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;
import unrigged.experiment.Settings;

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
public record ConnectionCapacity(
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

    public static ConnectionCapacity of(Treatment treatment) {
        return of(List.of(treatment));
    }

    /** Of a deployment of all of them: one at a time has load, all keep their sessions. */
    public static ConnectionCapacity of(List<Treatment> treatments) {
        Settings settings = treatments.getFirst().settings();
        int poolClients = poolClients(treatments);
        int sessions = sum(treatments, CellSettings::dbSessions);
        return new ConnectionCapacity(
                Math.max(settings.level(Factors.MAX_CONNECTIONS), databaseConnections(treatments)),
                Math.max(settings.level(Factors.MAX_CLIENT_CONN), poolClients),
                proxyConnections(treatments),
                FILES_BESIDE_CONNECTIONS
                        + Math.max(2 * clients(treatments), poolClients + sessions),
                // A session is a process of PostgreSQL's.
                sum(treatments, CellSettings::workers) + sessions + TASKS_BESIDE_WORKERS);
    }

    private static int sum(List<Treatment> treatments, ToIntFunction<CellSettings> figure) {
        return treatments.stream().map(Treatment::cellSettings).mapToInt(figure).sum();
    }

    /** Most clients of a slice. */
    private static int clients(List<Treatment> treatments) {
        return treatments.stream()
                .mapToInt(treatment -> treatment.cellSettings().clients())
                .max()
                .orElseThrow();
    }

    private static int databaseConnections(List<Treatment> treatments) {
        return sum(treatments, CellSettings::dbSessions) + OWN + RESERVED;
    }

    private static int poolClients(List<Treatment> treatments) {
        int held = 0;
        for (Treatment treatment : treatments) {
            int ofEach = Math.max(1, treatment.settings().level(Factors.POOL_SIZE));
            held += Math.multiplyExact(treatment.cellSettings().workers(), ofEach);
        }
        // A connection that was closed is still there until PgBouncer has seen it: hence twice.
        return 2 * Math.max(clients(treatments), held) + OWN;
    }

    private static int proxyConnections(List<Treatment> treatments) {
        // From the client and to the server.
        return 2 * clients(treatments) + FILES_BESIDE_CONNECTIONS;
    }

    /**
     * Limits that the plan sets below what the cell needs; empty when there is none. A value that
     * is the default was not set, and follows the cell.
     */
    public static List<String> tooLow(Treatment treatment) {
        return tooLow(List.of(treatment));
    }

    /** The same of a deployment of all of them. */
    public static List<String> tooLow(List<Treatment> treatments) {
        Treatment any = treatments.getFirst();
        List<String> low = new ArrayList<>();
        requireLimit(low, any, Factors.MAX_CONNECTIONS, databaseConnections(treatments));
        requireLimit(low, any, Factors.MAX_CLIENT_CONN, poolClients(treatments));
        requireLimit(low, any, Factors.WORKER_CONNECTIONS, proxyConnections(treatments));
        return low;
    }

    private static void requireLimit(
            List<String> low, Treatment treatment, Factor<Integer> limit, int needed) {
        int asked = treatment.settings().level(limit);
        if (asked != limit.standardLevel() && asked < needed) {
            low.add("%s: the plan says %d, %d are needed".formatted(limit.id(), asked, needed));
        }
    }

    /** What this machine does not allow; empty when it allows all. */
    public List<String> shortages(MachineLimits machine, Treatment treatment) {
        List<String> missing = new ArrayList<>();
        if (openFiles > machine.openFiles()) {
            missing.add(
                    "open files: a process needs %d, the limit (ulimit -Hn) is %d"
                            .formatted(openFiles, machine.openFiles()));
        }
        if (treatment.cellSettings().clients() > machine.localPorts()) {
            missing.add(
                    "local ports: %d clients, net.ipv4.ip_local_port_range has %d"
                            .formatted(treatment.cellSettings().clients(), machine.localPorts()));
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
    public static Optional<String> shortQueue(MachineLimits machine, Treatment treatment) {
        OptionalInt asked = treatment.settings().level(Factors.BACKLOG);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        int clients = treatment.cellSettings().clients();
        List<String> few = new ArrayList<>();
        if (clients > machine.listenQueue()) {
            few.add("net.core.somaxconn is " + machine.listenQueue());
        }
        if (clients > asked.getAsInt()) {
            few.add("the plan's server.backlog is " + asked.getAsInt());
        }
        return few.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "listen queues: %d clients may come at once, %s"
                                .formatted(clients, String.join(", ", few)));
    }
}
