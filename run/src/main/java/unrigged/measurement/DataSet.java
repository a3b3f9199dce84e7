package unrigged.measurement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import unrigged.deployment.Program;
import unrigged.deployment.Topology;
import unrigged.metric.Clock;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessCommand;
import unrigged.process.ProcessStartException;
import unrigged.process.Supervisor;
import unrigged.program.EnvironmentException;
import unrigged.workload.TestTable;

/**
 * The database cluster with the article's table and the delay's, made once for a PostgreSQL release
 * and kept. It is built in a temporary directory and renamed when it is whole, so a kill in the
 * middle leaves nothing that is taken for it.
 */
final class DataSet {
    /** Part of the directory's name; to be raised when rows, layout or roles change. */
    private static final int VERSION = 3;

    private static final String PASSWORD = "superuser-password";

    /**
     * Who may connect, and how: PostgreSQL manual, chapter "The pg_hba.conf File". What is not here
     * is refused. The database listens on loopback only, where every user of the machine can knock.
     */
    private static final String HBA =
            """
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            host    %1$s      %1$s  127.0.0.1/32  trust
            host    all       %2$s  127.0.0.1/32  scram-sha-256
            """
                    .formatted(Topology.DATABASE, Topology.SUPERUSER);

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int BATCH = 10_000;

    private final Path cacheDirectory;
    private final ProvisionedParts provisioned;
    private final Supervisor supervisor;
    private final Ports ports;
    private final Clock clock;
    private final Consumer<String> note;

    DataSet(
            Path cacheDirectory,
            ProvisionedParts provisioned,
            Supervisor supervisor,
            Ports ports,
            Clock clock,
            Consumer<String> note) {
        this.cacheDirectory = cacheDirectory;
        this.provisioned = provisioned;
        this.supervisor = supervisor;
        this.ports = ports;
        this.clock = clock;
        this.note = note;
    }

    /** The cluster's directory; made first when it is not there. */
    Path ready() throws InterruptedException, IOException {
        Path data = Files.createDirectories(cacheDirectory.resolve("data"));
        String release =
                provisioned.postgresVersion().replaceAll("[^0-9.]+", " ").strip().split(" ", -1)[0];
        String name = "postgresql-%s-rows-%d-v%d".formatted(release, TestTable.ROWS, VERSION);
        Path cluster = data.resolve(name);
        if (Files.exists(cluster)) {
            return cluster;
        }
        deleteIncomplete(data);
        requireSpace(data);
        requirePlain(provisioned.initdb().executable());
        note.accept("making the table of %,d rows, once".formatted(TestTable.ROWS));
        Path building = data.resolve("building-" + ProcessHandle.current().pid());
        Path log = data.resolve("building.log");
        try {
            String password = PrivateFile.secret();
            initialise(building, password, log);
            fill(building, password, log);
        } catch (SQLException | TrialException | ProcessStartException e) {
            throw new EnvironmentException(
                    "the table cannot be made: "
                            + e.getMessage()
                            + "\n  log: "
                            + log
                            + "\n"
                            + LogTail.of(log),
                    e);
        }
        Files.move(building, cluster, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(log);
        return cluster;
    }

    /** The superuser's password at the cluster; only the cluster's owner can read it. */
    static String password(Path cluster) throws IOException {
        return Files.readString(cluster.resolve(PASSWORD)).strip();
    }

    private static void deleteIncomplete(Path data) throws IOException {
        List<Path> incomplete;
        try (Stream<Path> entries = Files.list(data)) {
            incomplete =
                    entries.filter(p -> p.getFileName().toString().startsWith("building-"))
                            .toList();
        }
        for (Path left : incomplete) {
            ScratchDirectory.delete(left);
        }
    }

    /** initdb starts postgres beside it by a shell, in double quotes only (its find_other_exec). */
    private static void requirePlain(String initdb) {
        if (initdb.matches("(?s).*[\"$`\\\\\n].*")) {
            throw new EnvironmentException(
                    "PostgreSQL's initdb cannot work below a path with any of \" $ ` \\ or a newline: "
                            + initdb,
                    "set UNRIGGED_HOME to another directory, or install PostgreSQL on PATH");
        }
    }

    private static void requireSpace(Path data) throws IOException {
        long needed = 600L << 20;
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < needed) {
            throw new EnvironmentException(
                    "no disk space for the table: %s has %d MiB free, expected at least %d MiB."
                            .formatted(data, free >> 20, needed >> 20),
                    "free some, or set UNRIGGED_HOME to a directory on a larger disk");
        }
    }

    private void initialise(Path building, String password, Path log)
            throws InterruptedException, IOException {
        // initdb wants an empty directory; so the file is beside it first, and deleted with it.
        Path given = building.resolveSibling(building.getFileName() + "." + PASSWORD);
        PrivateFile.write(given, password + "\n");
        ManagedProcess initdb =
                supervisor.run(
                        command(
                                provisioned.initdb(),
                                List.of(
                                        "-D",
                                        building.toString(),
                                        "-U",
                                        Topology.SUPERUSER,
                                        "--pwfile=" + given,
                                        "--auth=scram-sha-256",
                                        "--encoding=UTF8",
                                        "--locale=C",
                                        "--no-sync"),
                                log));
        if (!initdb.awaitExit(TIMEOUT) || initdb.exitStatus().orElse(-1) != 0) {
            initdb.kill();
            throw new TrialException(
                    "initdb ended with status " + initdb.exitStatus().orElse(-1), LogTail.of(log));
        }
        Files.move(given, building.resolve(PASSWORD));
        PrivateFile.write(building.resolve("pg_hba.conf"), HBA);
    }

    private void fill(Path building, String password, Path log)
            throws InterruptedException, SQLException {
        int port = ports.free();
        List<String> arguments =
                new ArrayList<>(List.of("-D", building.toString(), "-p", "" + port));
        for (String option :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "dynamic_shared_memory_type=mmap",
                        "fsync=off",
                        "wal_level=minimal",
                        "max_wal_senders=0",
                        "max_wal_size=2GB",
                        "maintenance_work_mem=256MB",
                        "autovacuum=off")) {
            arguments.addAll(List.of("-c", option));
        }
        ManagedProcess server = supervisor.run(command(provisioned.postgres(), arguments, log));
        try {
            try (Connection first = await(port, password, server, log);
                    Statement statement = first.createStatement()) {
                statement.execute("create database " + Topology.DATABASE);
            }
            try (Connection connection = Database.postgres(port, Topology.DATABASE, password)) {
                createTables(connection);
            }
        } finally {
            server.terminate();
            if (!server.awaitExit(TIMEOUT)) {
                server.kill();
            }
        }
        // Its last checkpoint may have found the disk full: such a table is not to be kept.
        if (server.exitStatus().orElse(-1) != 0) {
            throw new TrialException(
                    "PostgreSQL did not shut down cleanly: exit status "
                            + server.exitStatus().orElse(-1),
                    LogTail.of(log));
        }
    }

    private static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table test (a int, b text)");
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy test from stdin");
            StringBuilder batch = new StringBuilder();
            for (int a = 0; a < TestTable.ROWS; a++) {
                batch.append(a).append('\t').append(TestTable.b(a)).append('\n');
                if (a % BATCH == BATCH - 1 || a == TestTable.ROWS - 1) {
                    byte[] bytes = batch.toString().getBytes(StandardCharsets.US_ASCII);
                    copy.writeToCopy(bytes, 0, bytes.length);
                    batch.setLength(0);
                }
            }
            copy.endCopy();
            statement.execute("alter table test add primary key (a)");
            connection.commit();
            connection.setAutoCommit(true);
            DelayTable.create(statement);
            StackRole.create(statement);
            statement.execute("vacuum (freeze, analyze) test");
            DelayTable.vacuum(connection);
            statement.execute("checkpoint");
        }
    }

    private Connection await(int port, String password, ManagedProcess server, Path log)
            throws InterruptedException, SQLException {
        long deadline = clock.nowNs() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                return Database.postgres(port, "postgres", password);
            } catch (SQLException e) {
                if (server.exitStatus().isPresent() || clock.nowNs() > deadline) {
                    throw new TrialException(
                            "PostgreSQL did not start: " + e.getMessage(), LogTail.of(log));
                }
                LockSupport.parkNanos(20_000_000);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private ProcessCommand command(Program program, List<String> arguments, Path log) {
        List<String> all = new ArrayList<>(List.of(program.executable()));
        all.addAll(arguments);
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LC_ALL", "C");
        return new ProcessCommand(
                "database", all, environment, cacheDirectory.resolve("data"), log, "INT", true);
    }
}
