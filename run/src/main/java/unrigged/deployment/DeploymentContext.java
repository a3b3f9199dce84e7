package unrigged.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import unrigged.metric.Tier;

/**
 * What the machine brings to a topology.
 *
 * @param loader the load generator's JVM: the program and the arguments before its own
 * @param placeholders what stands for {@code {python}}, {@code {java}}, {@code {classpath}}, {@code
 *     {environment}}, {@code {catalog}} in a stack's command
 * @param appPath the PATH of the application
 * @param ports one for each tier but the load
 * @param database the database's data directory
 * @param trial directory of the trial: configuration and logs
 * @param scratch temporary directory, gone after the trial
 * @param control port at which the controller awaits the load generator
 * @param secrets what only the controller and its own parts know
 * @param histogram file for the latencies
 * @param backlogLimit {@code net.core.somaxconn}
 * @param openFilesLimit soft limit of open files
 */
public record DeploymentContext(
        Program nginx,
        Program pgbouncer,
        Program postgres,
        List<String> loader,
        Map<String, String> placeholders,
        String appPath,
        Map<Tier, Integer> ports,
        Path database,
        Path trial,
        Path scratch,
        int control,
        Secrets secrets,
        Path histogram,
        int backlogLimit,
        int openFilesLimit) {
    public DeploymentContext {
        loader = List.copyOf(loader);
        placeholders = Map.copyOf(placeholders);
        ports = Map.copyOf(ports);
    }

    int port(Tier tier) {
        Integer port = ports.get(tier);
        if (port == null) {
            throw new IllegalStateException("no port for the tier " + tier.id());
        }
        return port;
    }

    /**
     * The file's name from the scratch directory, which is the working directory of every tier: a
     * configuration text with that in it has no name of the user's own, whose blanks, quotes or
     * semicolons would have to be written differently in every syntax.
     */
    String fromScratch(Path file) {
        return scratch.relativize(file).toString();
    }
}
