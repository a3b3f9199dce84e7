package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import unrigged.catalog.Stack;
import unrigged.deployment.DeploymentContext;
import unrigged.deployment.PlaceholderException;
import unrigged.deployment.Topology;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.PortRange;
import unrigged.experiment.Purpose;
import unrigged.experiment.Settings;
import unrigged.experiment.Timing;
import unrigged.experiment.TrialSlot;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.metric.Tier;
import unrigged.process.ProcessStartException;
import unrigged.program.EnvironmentException;
import unrigged.workload.Workload;

/**
 * PostgreSQL and PgBouncer that stay up while one stack after another is started before them, each
 * with an nginx of its own. For one thread. Holds the machine's measuring lock.
 */
public final class VerificationDeployment implements AutoCloseable {
    private static final PortRange PORTS = new PortRange(20_000, 31_999);
    private static final int PORT_TRIES = 3;
    private static final Duration TIMEOUT_WITH_WRONG = Duration.ofSeconds(2);

    private final MachineLease lease;
    private final TrialContext context;
    private final Settings settings;
    private final int sessions;
    private final Duration readyTimeout;
    private final Map<Tier, Integer> sharedPorts = new EnumMap<>(Tier.class);
    private final TierProcesses shared;
    private int starts;

    private VerificationDeployment(
            MachineLease lease, Settings settings, int sessions, Duration readyTimeout) {
        this.lease = lease;
        this.context = lease.context();
        this.settings = settings;
        this.sessions = sessions;
        this.readyTimeout = readyTimeout;
        this.shared = new TierProcesses(context);
    }

    /**
     * Takes the machine's lock and makes the table when it is not there; {@link
     * EnvironmentException} when that is not to be had.
     *
     * @param directory for logs; what an earlier deployment left in it is deleted
     * @param cacheDirectory the private directory
     * @param settings of all parts, the same for every stack
     * @param sessions size of PgBouncer's pool
     * @param readyTimeout how long a stack may take until its first answer
     */
    public static VerificationDeployment open(
            Path directory,
            ProvisionedParts provisioned,
            Path cacheDirectory,
            Path javaHome,
            Settings settings,
            int sessions,
            Duration readyTimeout,
            Clock clock,
            Consumer<String> note)
            throws InterruptedException, IOException {
        MeasuringLock lock = MeasuringLock.take(cacheDirectory, "verification");
        try {
            ScratchDirectory.delete(directory);
            Files.createDirectories(directory);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        MachineLease lease =
                MachineLease.take(
                        lock,
                        new RunDirectory(directory),
                        provisioned,
                        cacheDirectory,
                        javaHome,
                        PORTS,
                        clock,
                        note);
        return new VerificationDeployment(lease, settings, sessions, readyTimeout);
    }

    /** How a start ended. */
    public sealed interface Start {
        /**
         * The server gave an answer, right or wrong, and its workers are idle.
         *
         * @param tookNs from the server's start to its first right answer, without the query's
         *     delay; empty when none was right
         */
        record Up(StartedStack stack, Answer answer, OptionalLong tookNs) implements Start {}

        /** The server gave no answer; nothing of it is left. */
        record Failed(String why, String evidence) implements Start {}
    }

    /**
     * Starts a stack and its proxy; the database and the pool come up with the first one. A live
     * delay is 0 until the stack is up, and changes then, as it does while one is measured.
     */
    public Start start(Stack stack, int workers, long delayNs)
            throws InterruptedException, IOException {
        Treatment treatment =
                new Treatment(
                        stack,
                        new CellSettings(workers, 1, sessions, delayNs),
                        settings,
                        new Timing(
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                readyTimeout,
                                OptionalLong.empty()));
        requireShared(treatment);
        setDelay(stack, 0);
        for (int tries = 1; ; tries++) {
            StartedStack started;
            try {
                started = launch(treatment);
            } catch (TrialException
                    | ProcessStartException
                    | PlaceholderException
                    | IOException e) {
                TrialException exception = TrialFailures.ofTrial(e, context.written());
                return new Start.Failed(exception.reason(), exception.evidence());
            }
            try {
                Start up = started.untilUp(TIMEOUT_WITH_WRONG, stack.liveDelay() ? 0 : delayNs);
                setDelay(stack, delayNs);
                return up;
            } catch (TrialException exception) {
                started.stop();
                if (!exception.isPortTaken() || tries == PORT_TRIES) {
                    return new Start.Failed(exception.reason(), exception.evidence());
                }
            } catch (InterruptedException e) {
                started.stop();
                throw e;
            }
        }
    }

    private void setDelay(Stack stack, long delayNs) {
        if (!stack.liveDelay()) {
            return;
        }
        try (Connection superuser = database()) {
            DelayTable.set(superuser, delayNs);
        } catch (SQLException e) {
            throw new EnvironmentException("the delay cannot be set: " + e.getMessage(), e);
        }
    }

    private StartedStack launch(Treatment treatment) throws InterruptedException, IOException {
        Map<Tier, Integer> own = new EnumMap<>(sharedPorts);
        own.put(Tier.APP, treatment.stack().fixedPort().orElseGet(lease.ports()::free));
        own.put(Tier.PROXY, lease.ports().free());
        TrialSlot slot =
                slot(
                        treatment.stack().id()
                                + "-"
                                + treatment.cellSettings().workers()
                                + "-"
                                + ++starts);
        Path scratch = context.freshScratch();
        Files.createDirectories(context.directory().logs(slot.id()));
        DeploymentContext deploymentContext =
                context.deploymentContext(treatment.stack(), slot, scratch, PORTS.from(), own);
        Topology topology =
                treatment.stack().liveDelay()
                        ? Topology.withLiveDelay(treatment, deploymentContext)
                        : Topology.of(treatment, deploymentContext);
        TierProcesses processes = new TierProcesses(context);
        processes.share(shared);
        StartedStack started =
                new StartedStack(
                        context, topology, processes, scratch, sharedPort(Tier.POOL), readyTimeout);
        try {
            for (Tier tier : List.of(Tier.APP, Tier.PROXY)) {
                processes.start(topology.process(tier), context.directory().logs(slot.id()));
            }
            return started;
        } catch (ProcessStartException | IOException e) {
            if (processes.find(Tier.APP).isPresent()) {
                started.stop();
            }
            throw e;
        }
    }

    private void requireShared(Treatment treatment) throws InterruptedException, IOException {
        if (shared.isEmpty()) {
            sharedPorts.putAll(lease.ports().forTopology(treatment.stack()));
            TrialSlot slot = slot("database");
            Files.createDirectories(context.directory().logs(slot.id()));
            DeploymentContext deploymentContext =
                    context.deploymentContext(
                            treatment.stack(),
                            slot,
                            context.freshScratch(),
                            PORTS.from(),
                            sharedPorts);
            Topology topology = Topology.of(treatment, deploymentContext);
            try {
                for (Tier tier : List.of(Tier.DATABASE, Tier.POOL)) {
                    shared.start(topology.process(tier), context.directory().logs(slot.id()));
                }
                Readiness readiness =
                        new Readiness(
                                context.clock(), readyTimeout, shared, topology, Workload.ARTICLE);
                readiness.database().close();
                readiness.poolConsole().close();
            } catch (TrialException | ProcessStartException | SQLException e) {
                throw new EnvironmentException(
                        "the database does not come up: " + e.getMessage(), e);
            }
        }
        shared.byTier()
                .forEach((tier, process) -> {
                    if (process.exitStatus().isPresent()) {
                        throw new EnvironmentException(
                                "the %s exited unexpectedly (status %d)\n"
                                                .formatted(
                                                        tier.id(), process.exitStatus().orElse(-1))
                                        + shared.logTail(tier));
                    }
                });
    }

    private static TrialSlot slot(String id) {
        return new TrialSlot(id, Purpose.VERIFICATION, 0, 0, "verify", id);
    }

    private int sharedPort(Tier tier) {
        Integer port = sharedPorts.get(tier);
        if (port == null) {
            throw new IllegalStateException("no stack was started yet");
        }
        return port;
    }

    /**
     * A connection of the controller's own, past the pool; there is one to be had once a stack is
     * up.
     */
    public Connection database() throws SQLException {
        return Database.postgres(
                sharedPort(Tier.DATABASE), Topology.DATABASE, context.secrets().superuser());
    }

    /** What PostgreSQL writes, from the first stack's start to the end. */
    public Path databaseLog() {
        return context.directory().logs("database").resolve(Tier.DATABASE.id() + ".log");
    }

    /** Where the logs are. */
    public Path directory() {
        return context.directory().root();
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
