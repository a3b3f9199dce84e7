package unrigged.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Factors;

/**
 * The processes of a deployment: a database, a pool and a proxy, and a server for each placement,
 * which has a database name, a pool and a port of the proxy of its own.
 */
public final class DeploymentTopology {
    private final List<Placement> placements;
    private final ProcessSpec database;
    private final ProcessSpec pool;
    private final ProcessSpec proxy;

    /**
     * @param placements each with the most clients and sessions that it will have
     */
    public DeploymentTopology(List<Placement> placements) {
        this.placements = List.copyOf(placements);
        this.database = DatabaseTier.postgres(this.placements);
        this.pool = DatabaseTier.pgbouncer(this.placements);
        this.proxy = ProxyTier.nginx(this.placements);
    }

    public List<Placement> placements() {
        return placements;
    }

    /** The name by which the {@code number}-th server, from 1, reaches its pool. */
    public static String databaseName(int number) {
        return Topology.DATABASE + "_" + number;
    }

    public ProcessSpec database() {
        return database;
    }

    public ProcessSpec pool() {
        return pool;
    }

    public ProcessSpec proxy() {
        return proxy;
    }

    /** What all servers share, as if there were no server. */
    public Topology shared() {
        Placement first = placements.getFirst();
        return new Topology(
                List.of(database, pool, proxy),
                first.url(),
                first.treatment().settings().level(Factors.LOAD_KEEPALIVE),
                first.context().secrets());
    }

    /** One server as if it were alone: its processes, its address. */
    public Topology of(Placement placement) {
        return new Topology(
                List.of(database, pool, AppTier.of(placement), ProxyTier.at(proxy, placement)),
                placement.url(),
                placement.treatment().settings().level(Factors.LOAD_KEEPALIVE),
                placement.context().secrets());
    }

    public Path poolFile() {
        return DatabaseTier.poolFile(placements.getFirst().context());
    }

    /**
     * The pool's configuration with other sizes.
     *
     * @param sessions by the database name of a server; those that are not named keep theirs
     */
    public String poolConfiguration(Map<String, Integer> sessions) {
        List<Placement> sized = new ArrayList<>();
        for (Placement placement : placements) {
            Treatment treatment = placement.treatment();
            CellSettings most = treatment.cellSettings();
            sized.add(
                    new Placement(
                            placement.database(),
                            new Treatment(
                                    treatment.stack(),
                                    most.withDbSessions(
                                            sessions.getOrDefault(
                                                    placement.database(), most.dbSessions())),
                                    treatment.settings(),
                                    treatment.timing()),
                            placement.context(),
                            placement.liveDelay()));
        }
        return DatabaseTier.poolConfiguration(
                sized,
                ConnectionCapacity.of(placements.stream().map(Placement::treatment).toList()));
    }
}
