package unrigged.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The processes of one stack in a deployment, with the levels that need processes of their own.
 *
 * @param name unique within the deployment: the stack's id, and what tells it from others of it
 * @param instance 1; 2 for the second one of the reference stack
 * @param workers processes or threads of the server
 * @param delayNs the query delay that it is started with; empty where the query reads it from the
 *     database
 * @param clientsMax most clients that any slice of it has
 * @param sessionsMax the same of database sessions
 * @param changed settings of the plan that its scenarios change and that need processes, or a port
 *     of the proxy, of their own; by the factor's id; empty in older journals
 */
public record Server(
        String name,
        String stack,
        int instance,
        int workers,
        OptionalLong delayNs,
        int clientsMax,
        int sessionsMax,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> changed) {
    /** Whether a cell of its stack with these settings is measured on it. */
    public boolean serves(CellSettings cell) {
        return workers == cell.workers()
                && changed.equals(ofServer(cell))
                && (delayNs.isEmpty() || delayNs.getAsLong() == cell.delayNs());
    }

    public Server {
        if (instance < 1) {
            throw new IllegalArgumentException("instance must be at least 1 but is " + instance);
        }
        changed = CellSettings.sorted(changed);
    }

    /** With the plan's settings as they are. */
    public Server(
            String name,
            String stack,
            int instance,
            int workers,
            OptionalLong delayNs,
            int clientsMax,
            int sessionsMax) {
        this(name, stack, instance, workers, delayNs, clientsMax, sessionsMax, Map.of());
    }

    /** Of what a cell changes, all but what the load generator is told with each slice. */
    static Map<String, String> ofServer(CellSettings cell) {
        Map<String, String> own = new TreeMap<>(cell.changed());
        own.remove(Factors.LOAD_KEEPALIVE.id());
        own.remove(Factors.LOAD_RATE.id());
        return own;
    }
}
