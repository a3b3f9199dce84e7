package unrigged.measurement;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.catalog.Stack;
import unrigged.deployment.Program;

/**
 * Everything that was provisioned for a run.
 *
 * @param initdb makes a database cluster; of the same release as {@code postgres}
 * @param java the JDK's program
 * @param loader the load generator's JVM options and program: what is between java and its own
 *     arguments
 * @param environments what stands for the placeholders of a stack's command, by the environment's
 *     name
 * @param unavailable why an environment cannot be had, by its name
 * @param account each part's version and where it came from, for the record
 */
public record ProvisionedParts(
        Program nginx,
        Program pgbouncer,
        Program postgres,
        Program initdb,
        String postgresVersion,
        Path java,
        List<String> loader,
        Path catalog,
        Map<String, Map<String, String>> environments,
        Map<String, String> unavailable,
        List<Map<String, String>> account) {
    public ProvisionedParts {
        loader = List.copyOf(loader);
        environments = Map.copyOf(environments);
        unavailable = Map.copyOf(unavailable);
        account = List.copyOf(account);
    }

    /** Why the stack cannot run here: what its environment lacks; empty when it can. */
    public Optional<String> whyUnavailable(Stack stack) {
        return Optional.ofNullable(unavailable.get(stack.environment().name()));
    }
}
