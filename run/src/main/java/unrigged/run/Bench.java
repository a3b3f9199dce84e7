package unrigged.run;

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
import unrigged.journal.RunDirectory;
import unrigged.measure.Clock;
import unrigged.measure.Tier;
import unrigged.plan.CellSettings;
import unrigged.plan.PortRange;
import unrigged.plan.Settings;
import unrigged.plan.Timing;
import unrigged.plan.TrialSlot;
import unrigged.process.StartRefused;
import unrigged.process.Supervised;
import unrigged.process.Supervisor;
import unrigged.topology.Cell;
import unrigged.topology.Part;
import unrigged.topology.PlaceholderException;
import unrigged.topology.Site;
import unrigged.topology.Topology;

/**
 * PostgreSQL and PgBouncer that stay up while one stack after another is started before them, each
 * with an nginx of its own. For one thread. Holds the machine's measuring lock.
 */
public final class Bench implements AutoCloseable {
    private static final PortRange PORTS = new PortRange(20_000, 31_999);
    private static final int PORT_TRIES = 3;
    private static final Duration PATIENCE_WITH_WRONG = Duration.ofSeconds(2);

    private final MeasuringLock lock;
    private final Supervisor supervisor;
    private final Ports ports;
    private final Lab lab;
    private final Settings settings;
    private final int sessions;
    private final Duration readyTimeout;
    private final Map<Tier, Integer> sharedPorts = new EnumMap<>(Tier.class);
    private final Map<Tier, Supervised> shared = new EnumMap<>(Tier.class);
    private int starts;

    private Bench(
            MeasuringLock lock,
            Supervisor supervisor,
            Ports ports,
            Lab lab,
            Settings settings,
            int sessions,
            Duration readyTimeout) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.ports = ports;
        this.lab = lab;
        this.settings = settings;
        this.sessions = sessions;
        this.readyTimeout = readyTimeout;
    }

    /**
     * Takes the machine's lock and makes the table when it is not there; {@link CannotRun} when
     * that is not to be had.
     *
     * @param directory for logs; what an earlier bench left in it is deleted
     * @param home the private directory
     * @param settings of all parts, the same for every stack
     * @param sessions size of PgBouncer's pool
     * @param readyTimeout how long a stack may take until its first answer
     */
    public static Bench open(
            Path directory,
            Equipment equipment,
            Path home,
            Path javaHome,
            Settings settings,
            int sessions,
            Duration readyTimeout,
            Clock clock,
            Consumer<String> note)
            throws InterruptedException, IOException {
        MeasuringLock lock = MeasuringLock.take(home, "verification");
        try {
            Scratch.delete(directory);
            Files.createDirectories(directory);
            Supervisor supervisor = Supervisor.start(javaHome);
            try {
                Ports ports = new Ports(PORTS, (int) ProcessHandle.current().pid() * 97);
                Path cluster = new DataSet(home, equipment, supervisor, ports, clock, note).ready();
                Lab lab =
                        new Lab(
                                new RunDirectory(directory),
                                equipment,
                                supervisor,
                                cluster,
                                ports,
                                clock);
                return new Bench(lock, supervisor, ports, lab, settings, sessions, readyTimeout);
            } catch (InterruptedException | IOException | RuntimeException e) {
                supervisor.close();
                throw e;
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** How a start ended. */
    public sealed interface Start {
        /**
         * The server gave an answer, right or wrong, and its workers have calmed down.
         *
         * @param tookNs from the server's start to its first right answer; empty when none was
         *     right
         */
        record Up(StartedStack stack, Answer answer, OptionalLong tookNs) implements Start {}

        /** The server gave no answer; nothing of it is left. */
        record Failed(String why, String evidence) implements Start {}
    }

    /** Starts a stack and its proxy; the database and the pool come up with the first one. */
    public Start start(Stack stack, int workers, long delayNs)
            throws InterruptedException, IOException {
        Cell cell =
                new Cell(
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
        requireShared(cell);
        for (int tries = 1; ; tries++) {
            StartedStack started;
            try {
                started = launch(cell);
            } catch (TrialFault | StartRefused | PlaceholderException | IOException e) {
                TrialFault fault = Failure.ofTrial(e, lab.written());
                return new Start.Failed(fault.reason(), fault.evidence());
            }
            try {
                return started.untilUp(PATIENCE_WITH_WRONG);
            } catch (TrialFault fault) {
                started.stop();
                if (!fault.isPortTaken() || tries == PORT_TRIES) {
                    return new Start.Failed(fault.reason(), fault.evidence());
                }
            } catch (InterruptedException e) {
                started.stop();
                throw e;
            }
        }
    }

    private StartedStack launch(Cell cell) throws InterruptedException, IOException {
        Map<Tier, Integer> own = new EnumMap<>(sharedPorts);
        own.put(Tier.APP, cell.stack().fixedPort().orElseGet(ports::free));
        own.put(Tier.PROXY, ports.free());
        TrialSlot slot = slot(cell.stack().id() + "-" + cell.cell().workers() + "-" + ++starts);
        Path scratch = lab.freshScratch();
        Files.createDirectories(lab.directory().logs(slot.id()));
        Topology topology =
                Topology.of(cell, lab.site(cell.stack(), slot, scratch, PORTS.from(), own));
        Map<Tier, Supervised> processes = new EnumMap<>(shared);
        StartedStack started =
                new StartedStack(
                        lab, topology, processes, scratch, sharedPort(Tier.POOL), readyTimeout);
        try {
            for (Tier tier : List.of(Tier.APP, Tier.PROXY)) {
                processes.put(tier, start(topology.part(tier), slot));
            }
            return started;
        } catch (StartRefused | IOException e) {
            if (processes.containsKey(Tier.APP)) {
                started.stop();
            }
            throw e;
        }
    }

    private void requireShared(Cell cell) throws InterruptedException, IOException {
        if (shared.isEmpty()) {
            sharedPorts.putAll(ports.forTopology(cell.stack()));
            TrialSlot slot = slot("database");
            Files.createDirectories(lab.directory().logs(slot.id()));
            Site site = lab.site(cell.stack(), slot, lab.freshScratch(), PORTS.from(), sharedPorts);
            Topology topology = Topology.of(cell, site);
            try {
                for (Tier tier : List.of(Tier.DATABASE, Tier.POOL)) {
                    shared.put(tier, start(topology.part(tier), slot));
                }
                Readiness readiness =
                        new Readiness(lab.clock(), readyTimeout, shared, topology, Answer.ARTICLE);
                readiness.database().close();
                readiness.poolConsole().close();
            } catch (TrialFault | StartRefused | SQLException e) {
                throw new CannotRun("the database does not come up: " + e.getMessage(), e);
            }
        }
        shared.forEach((tier, process) -> {
            if (process.exitStatus().isPresent()) {
                throw new CannotRun(
                        "the " + tier.id() + " ended by itself\n" + LogTail.of(log(process)));
            }
        });
    }

    private static TrialSlot slot(String id) {
        return new TrialSlot(id, 0, 0, "verify", id);
    }

    private Supervised start(Part part, TrialSlot slot) throws InterruptedException, IOException {
        for (Map.Entry<Path, String> file : part.files().entrySet()) {
            PrivateFile.write(file.getKey(), file.getValue());
        }
        return lab.start(part, lab.directory().logs(slot.id()).resolve(part.tier().id() + ".log"));
    }

    private static Path log(Supervised process) {
        return process.command().log();
    }

    private int sharedPort(Tier tier) {
        Integer port = sharedPorts.get(tier);
        if (port == null) {
            throw new IllegalStateException("no stack was started yet");
        }
        return port;
    }

    /** A connection of the lab's own, past the pool; there is one to be had once a stack is up. */
    public Connection database() throws SQLException {
        return Database.postgres(
                sharedPort(Tier.DATABASE), Topology.DATABASE, lab.secrets().superuser());
    }

    /** What PostgreSQL writes, from the first stack's start to the end. */
    public Path databaseLog() {
        return lab.directory().logs("database").resolve(Tier.DATABASE.id() + ".log");
    }

    /** Where the logs lie. */
    public Path directory() {
        return lab.directory().root();
    }

    @Override
    public void close() throws IOException {
        supervisor.close();
        Scratch.delete(lab.directory().root().resolve("scratch"));
        lock.close();
    }
}
