package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.deployment.DeploymentTopology;
import unrigged.deployment.Placement;
import unrigged.deployment.Topology;
import unrigged.deployment.Treatment;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Server;
import unrigged.metric.ServerUse;
import unrigged.metric.Tier;
import unrigged.metric.TierMemory;
import unrigged.process.ProcFs;
import unrigged.process.ProcessTable;
import unrigged.sampling.PoolConsole;
import unrigged.workload.Workload;

/**
 * The processes of one deployment: database, pool, proxy, and a server for each of its stacks. Up
 * when {@link #start} returns; nothing of it is left after {@link #stop}. For one thread.
 */
final class LocalDeployment {
    private final TrialContext context;
    private final Ports ports;
    private final DeploymentRequest request;
    private final String id;
    private final RunListener listener;
    private final TierProcesses shared;
    private final Map<String, DeployedServer> servers = new LinkedHashMap<>();
    private final Map<Server, Placement> placements = new LinkedHashMap<>();
    private final List<Path> scratches = new ArrayList<>();
    private final DeploymentTopology topology;
    private final PoolSizes poolSizes;
    private final Map<Server, TrialException> refused = new LinkedHashMap<>();
    private @Nullable Connection database;
    private @Nullable PoolConsole console;
    private long delayNs;

    private LocalDeployment(
            TrialContext context,
            Ports ports,
            DeploymentRequest request,
            Function<Server, Treatment> treatments,
            RunListener listener)
            throws IOException {
        this.context = context;
        this.ports = ports;
        this.request = request;
        this.id = request.id() + "." + request.attempt();
        this.listener = listener;
        this.shared = new TierProcesses(context);
        place(treatments);
        this.topology = new DeploymentTopology(List.copyOf(placements.values()));
        this.poolSizes = new PoolSizes(topology, this::databaseProcesses);
    }

    /**
     * Starts database, pool and proxy; the servers follow by {@link #startServer}.
     *
     * @param treatments what each server is measured with, at the most clients and sessions
     * @throws TrialException when a tier that all servers share does not come up; what had come up
     *     has ended then
     */
    static LocalDeployment start(
            TrialContext context,
            Ports ports,
            DeploymentRequest request,
            Function<Server, Treatment> treatments,
            RunListener listener)
            throws InterruptedException, IOException {
        LocalDeployment deployment =
                new LocalDeployment(context, ports, request, treatments, listener);
        try {
            deployment.startShared();
            return deployment;
        } catch (InterruptedException | IOException | RuntimeException e) {
            deployment.stop();
            throw e;
        }
    }

    /** Those that have a port; a stack whose only one is taken costs itself alone. */
    private void place(Function<Server, Treatment> treatments) throws IOException {
        int databasePort = ports.free();
        int poolPort = ports.free();
        for (Server server : request.servers()) {
            Treatment treatment = treatments.apply(server);
            try {
                Map<Tier, Integer> own = new EnumMap<>(ports.forTopology(treatment.stack()));
                own.put(Tier.DATABASE, databasePort);
                own.put(Tier.POOL, poolPort);
                Path scratch = context.freshScratch();
                scratches.add(scratch);
                placements.put(
                        server,
                        new Placement(
                                DeploymentTopology.databaseName(placements.size() + 1),
                                treatment,
                                context.deploymentContext(treatment.stack(), id, scratch, 0, own),
                                server.delayNs().isEmpty()));
            } catch (TrialException taken) {
                refused.put(server, taken);
            }
        }
        if (placements.isEmpty()) {
            throw refused.values().iterator().next();
        }
    }

    /** Why servers were not even tried. */
    Map<Server, TrialException> refused() {
        return refused;
    }

    private void startShared() throws InterruptedException, IOException {
        Path logs = context.directory().logs(id);
        Files.createDirectories(logs);
        shared.start(topology.database(), logs);
        shared.start(topology.pool(), logs);
        shared.start(topology.proxy(), logs);
        Readiness readiness = readiness(shared, topology.shared());
        database = readiness.database();
        console = readiness.poolConsole();
        setDelay(0);
        for (Map.Entry<Server, Placement> placed : placements.entrySet()) {
            TierProcesses processes = new TierProcesses(context);
            processes.share(shared);
            servers.put(
                    placed.getKey().name(),
                    new DeployedServer(
                            placed.getKey(),
                            placed.getValue(),
                            topology::of,
                            processes,
                            logs.resolve(placed.getKey().name())));
        }
    }

    private Readiness readiness(TierProcesses processes, Topology of) {
        return readiness(processes, of, Workload.ARTICLE);
    }

    private Readiness readiness(TierProcesses processes, Topology of, Workload workload) {
        return new Readiness(context.clock(), request.readyTimeout(), processes, of, workload);
    }

    /** Starts the processes of a server, and does not wait for them. */
    void startServer(DeployedServer server) throws InterruptedException, IOException {
        Files.createDirectories(server.logs());
        server.processes().start(server.topology().process(Tier.APP), server.logs());
    }

    /**
     * Waits until a server that was started gave its first right answer.
     *
     * @throws TrialException when it does not in time, or has ended
     */
    void awaitServer(DeployedServer server) throws InterruptedException {
        Workload workload = server.placement().treatment().workload();
        server.answered(
                readiness(server.processes(), server.topology(), workload).verifiedAnswer());
    }

    /** Returns when the server's workers no longer start up. */
    void awaitIdle(DeployedServer server) throws InterruptedException {
        readiness(server.processes(), server.topology()).awaitIdle();
    }

    /** Ends one server that failed; the others go on. */
    void stopServer(DeployedServer server) throws InterruptedException {
        if (server.isStarted()) {
            server.processes().stop(List.of(Tier.APP), this::note);
        }
    }

    /** The same of one whose first process was killed: its children are orphans. */
    void killServer(DeployedServer server) throws InterruptedException {
        stopServer(server);
        String left = server.processes().forget();
        if (!left.isEmpty()) {
            note("killed what " + server.name() + " left behind: " + left);
        }
    }

    /** From now on the statements of servers with a live delay sleep so long. */
    void setDelay(long ns) {
        try {
            if (database != null) {
                DelayTable.set(database, ns);
            }
            delayNs = ns;
        } catch (SQLException e) {
            throw new SharedTierException(
                    "the delay cannot be set at the database: " + e.getMessage(),
                    shared.logTail(Tier.DATABASE));
        }
    }

    long delayNs() {
        return delayNs;
    }

    private int databaseProcesses() {
        return Optional.ofNullable(shared.byTier().get(Tier.DATABASE))
                .map(process -> ProcFs.MACHINE.children(process.pid()).size())
                .orElse(0);
    }

    /** Gives the server's pool so many sessions, and waits until it has no more than these. */
    void setSessions(DeployedServer server, String scenario, int sessions)
            throws InterruptedException, IOException {
        poolSizes.set(console(), server.placement().database(), scenario, sessions);
    }

    /** A console of the pool: for one thread at a time. */
    PoolConsole console() {
        if (console == null) {
            throw new IllegalStateException("the pool is not up");
        }
        return console;
    }

    /** Another console of the pool, the caller's. */
    PoolConsole newConsole() throws IOException {
        int port = topology.pool().port().orElseThrow();
        return PoolConsole.open(port, context.secrets().poolAdmin());
    }

    Map<String, DeployedServer> servers() {
        return servers;
    }

    Optional<DeployedServer> find(String name) {
        return Optional.ofNullable(servers.get(name));
    }

    DeployedServer server(String name) {
        return find(name).orElseThrow();
    }

    DeploymentRequest request() {
        return request;
    }

    /** The first process of each tier that serves the server's requests, and of the load's. */
    Map<Tier, Long> roots(DeployedServer server, SliceGenerator generator) {
        Map<Tier, Long> roots = new EnumMap<>(Tier.class);
        roots.put(Tier.LOAD, generator.process().pid());
        shared.byTier().forEach((tier, process) -> roots.put(tier, process.pid()));
        roots.put(Tier.APP, server.process().pid());
        return roots;
    }

    /**
     * @throws SharedTierException when a tier that all servers share has ended
     */
    void requireSharedAlive() {
        shared.byTier()
                .forEach((tier, process) -> {
                    if (process.exitStatus().isPresent()) {
                        TrialException death = Readiness.died(tier, process);
                        throw new SharedTierException(death.reason(), death.evidence());
                    }
                });
    }

    /** What each server has used, for the record of the deployment's end. */
    List<ServerUse> use(ProcessTable table) {
        return servers.values().stream().map(server -> server.use(table)).toList();
    }

    /** What the shared tiers hold in memory. */
    Map<Tier, TierMemory> memory(ProcessTable table) {
        Map<Tier, TierMemory> memory = new HashMap<>();
        shared.byTier()
                .forEach((tier, process) -> {
                    List<ProcessTable.Row> live = table.tree(process.pid());
                    memory.put(tier, new TierMemory(ProcessTable.pssBytes(live), live.size()));
                });
        return memory;
    }

    /** Ends all of it, whatever it takes; leaves nothing. Idempotent. */
    void stop() throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        closeConnections();
        for (DeployedServer server : servers.values()) {
            if (server.isStarted()) {
                server.process().terminate();
            }
        }
        for (DeployedServer server : servers.values()) {
            stopServer(server);
        }
        shared.stop(List.of(Tier.PROXY, Tier.POOL), this::note);
        shared.stop(List.of(Tier.DATABASE), this::note);
        servers.clear();
        shared.forget();
        discardScratches();
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void closeConnections() {
        try {
            if (console != null) {
                console.close();
            }
            if (database != null) {
                database.close();
            }
        } catch (IOException | SQLException e) {
            note("a connection of the controller could not be closed: " + e.getMessage());
        }
        console = null;
        database = null;
    }

    private void discardScratches() {
        for (Path scratch : scratches) {
            try {
                ScratchDirectory.delete(scratch);
            } catch (IOException e) {
                note("temporary files stay in " + scratch + ": " + e);
            }
        }
        scratches.clear();
    }

    private void note(String what) {
        listener.note(id + ": " + what);
    }
}
