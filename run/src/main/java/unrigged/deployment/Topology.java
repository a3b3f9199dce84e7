package unrigged.deployment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.experiment.Factors;
import unrigged.metric.Tier;

/**
 * The processes of one trial, in the order in which they are started: database, pool, app, proxy,
 * load.
 */
public record Topology(
        List<ProcessSpec> processes, String url, boolean keepsConnections, Secrets secrets) {
    /** Name of the database, of the role that can only read it, and of PgBouncer's pool. */
    public static final String DATABASE = "unrigged";

    /** PostgreSQL's superuser, whose password only the controller knows. */
    public static final String SUPERUSER = "postgres";

    /** Who may use PgBouncer's console; the controller alone knows the password. */
    public static final String POOL_ADMIN = "unrigged_admin";

    public Topology {
        processes = List.copyOf(processes);
    }

    /** The application is told the delay as a number, at its start. */
    public static Topology of(Treatment treatment, DeploymentContext deploymentContext) {
        return of(treatment, deploymentContext, false);
    }

    /** The application reads the delay from the database's table, with every statement. */
    public static Topology withLiveDelay(Treatment treatment, DeploymentContext deploymentContext) {
        return of(treatment, deploymentContext, true);
    }

    private static Topology of(
            Treatment treatment, DeploymentContext deploymentContext, boolean liveDelay) {
        Placement placement = Placement.alone(treatment, deploymentContext, liveDelay);
        List<Placement> alone = List.of(placement);
        return new Topology(
                List.of(
                        DatabaseTier.postgres(alone),
                        DatabaseTier.pgbouncer(alone),
                        AppTier.of(placement),
                        ProxyTier.nginx(alone),
                        LoadTier.of(placement)),
                placement.url(),
                treatment.settings().level(Factors.LOAD_KEEPALIVE),
                deploymentContext.secrets());
    }

    public ProcessSpec process(Tier tier) {
        return processes.stream().filter(p -> p.tier() == tier).findFirst().orElseThrow();
    }

    /**
     * Variables that every process gets besides its own: the same for all, so that none is
     * favoured.
     */
    static Map<String, String> environment(
            DeploymentContext deploymentContext, Map<String, String> own) {
        return environment(deploymentContext.scratch(), own);
    }

    static Map<String, String> environment(Path scratch, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", scratch.toString());
        environment.put("TMPDIR", scratch.toString());
        environment.putAll(own);
        return environment;
    }
}
