package unrigged.experiment;

import java.util.OptionalLong;

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
 */
public record Server(
        String name,
        String stack,
        int instance,
        int workers,
        OptionalLong delayNs,
        int clientsMax,
        int sessionsMax) {
    /** Whether a cell of its stack with these settings is measured on it. */
    public boolean serves(CellSettings cell) {
        return workers == cell.workers()
                && (delayNs.isEmpty() || delayNs.getAsLong() == cell.delayNs());
    }

    public Server {
        if (instance < 1) {
            throw new IllegalArgumentException("instance must be at least 1 but is " + instance);
        }
    }
}
