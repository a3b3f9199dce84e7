package unrigged.deployment;

/**
 * What only the account that runs the controller may know. Never on a command line, which every
 * user of the machine can read in the process table.
 *
 * @param superuser password of {@link Topology#SUPERUSER} at PostgreSQL, kept with the cluster
 * @param poolAdmin password of {@link Topology#POOL_ADMIN} at PgBouncer's console, new for each run
 * @param control what the load generator shows at the control port, new for each run
 */
public record Secrets(String superuser, String poolAdmin, String control) {
    /** The variable by which the load generator is told {@link #control}. */
    public static final String CONTROL_VARIABLE = "UNRIGGED_CONTROL_TOKEN";

    @Override
    public String toString() {
        return "Secrets[not shown]";
    }
}
