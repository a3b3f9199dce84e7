package unrigged.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.metric.Tier;

/** PostgreSQL with the table, and PgBouncer before it. */
final class DatabaseTier {
    /**
     * The stacks connect without a password, which would cost each connection a round trip; the
     * console, which can shut PgBouncer down, asks for one. PgBouncer manual, "HBA file format".
     */
    private static final String HBA =
            """
            host  %3$s       %1$s  127.0.0.1/32  trust
            host  pgbouncer  %2$s  127.0.0.1/32  password
            """;

    /**
     * Seconds after which PgBouncer asks a session that rested whether it lives: no slice may pay
     * for those of the servers that had no load.
     */
    private static final String CHECK_DELAY = "3600";

    private DatabaseTier() {}

    static ProcessSpec postgres(List<Placement> placements) {
        Treatment treatment = placements.getFirst().treatment();
        DeploymentContext deploymentContext = placements.getFirst().context();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                deploymentContext.postgres().executable(),
                                "-D",
                                deploymentContext.database().toString(),
                                "-p",
                                "" + deploymentContext.port(Tier.DATABASE)));
        // Where it listens and where it keeps its segments is the controller's business: nothing of
        // it may
        // be left behind.
        option(arguments, "listen_addresses", "127.0.0.1");
        option(arguments, "unix_socket_directories", "");
        option(arguments, "dynamic_shared_memory_type", "mmap");
        Map<String, String> settings =
                new LinkedHashMap<>(treatment.settings().section("postgresql"));
        settings.put("max_connections", "" + capacity(placements).databaseConnections());
        settings.forEach((key, value) -> option(arguments, key, value));
        return new ProcessSpec(
                Tier.DATABASE,
                arguments,
                Topology.environment(deploymentContext, deploymentContext.postgres().environment()),
                deploymentContext.scratch(),
                Map.of(),
                OptionalInt.of(deploymentContext.port(Tier.DATABASE)),
                // INT is its fast shutdown: it disconnects whoever is still there.
                "INT",
                true);
    }

    private static ConnectionCapacity capacity(List<Placement> placements) {
        return ConnectionCapacity.of(placements.stream().map(Placement::treatment).toList());
    }

    private static void option(List<String> arguments, String key, String value) {
        arguments.add("-c");
        arguments.add(key + "=" + value);
    }

    /** The file that PgBouncer reads at its start and again when it is told to. */
    static Path poolFile(DeploymentContext deploymentContext) {
        return deploymentContext.trial().resolve("pgbouncer.ini");
    }

    static ProcessSpec pgbouncer(List<Placement> placements) {
        DeploymentContext deploymentContext = placements.getFirst().context();
        Path file = poolFile(deploymentContext);
        Path rules = rules(deploymentContext);
        Path users = users(deploymentContext);
        return new ProcessSpec(
                Tier.POOL,
                List.of(deploymentContext.pgbouncer().executable(), file.toString()),
                Topology.environment(
                        deploymentContext, deploymentContext.pgbouncer().environment()),
                deploymentContext.scratch(),
                Map.of(
                        file,
                        poolConfiguration(placements, capacity(placements)),
                        rules,
                        HBA.formatted(
                                Topology.DATABASE,
                                Topology.POOL_ADMIN,
                                String.join(
                                        ",",
                                        placements.stream().map(Placement::database).toList())),
                        users,
                        "\"%s\" \"\"\n\"%s\" \"%s\"\n"
                                .formatted(
                                        Topology.DATABASE,
                                        Topology.POOL_ADMIN,
                                        deploymentContext.secrets().poolAdmin())),
                OptionalInt.of(deploymentContext.port(Tier.POOL)),
                // TERM is its immediate shutdown; INT would wait for clients.
                "TERM",
                true);
    }

    private static Path rules(DeploymentContext deploymentContext) {
        return deploymentContext.trial().resolve("pgbouncer-hba.conf");
    }

    /** Gone after the trial: it holds a password. */
    private static Path users(DeploymentContext deploymentContext) {
        return deploymentContext.scratch().resolve("pgbouncer-users.txt");
    }

    /**
     * @param placements each with the sessions that its pool has from now on
     * @param capacity for the whole time that the pool runs
     */
    static String poolConfiguration(List<Placement> placements, ConnectionCapacity capacity) {
        Treatment treatment = placements.getFirst().treatment();
        DeploymentContext deploymentContext = placements.getFirst().context();
        Path rules = rules(deploymentContext);
        Path users = users(deploymentContext);
        List<String> lines = new ArrayList<>();
        lines.add("[databases]");
        for (Placement placement : placements) {
            lines.add(
                    "%1$s = host=127.0.0.1 port=%3$d dbname=%2$s user=%2$s pool_size=%4$d"
                            .formatted(
                                    placement.database(),
                                    Topology.DATABASE,
                                    deploymentContext.port(Tier.DATABASE),
                                    placement.treatment().cellSettings().dbSessions()));
        }
        lines.add("[pgbouncer]");
        lines.add("listen_addr = 127.0.0.1");
        lines.add("listen_port = " + deploymentContext.port(Tier.POOL));
        lines.add("unix_socket_dir =");
        lines.add("auth_type = hba");
        lines.add("auth_hba_file = " + deploymentContext.fromScratch(rules));
        lines.add("auth_file = " + deploymentContext.fromScratch(users));
        lines.add("admin_users = " + Topology.POOL_ADMIN);
        ListenBacklog.of(treatment, deploymentContext)
                .ifPresent(backlog -> lines.add("listen_backlog = " + backlog));
        // Drivers send these on connecting; PgBouncer refuses a connection that asks for what it
        // cannot track. From 1.20 on it reads what it can of the options all the same.
        lines.add("ignore_startup_parameters = extra_float_digits, options");
        lines.add("log_connections = 0");
        lines.add("log_disconnections = 0");
        lines.add("log_stats = 0");
        Map<String, String> settings =
                new LinkedHashMap<>(treatment.settings().section("pgbouncer"));
        settings.putIfAbsent("server_check_delay", CHECK_DELAY);
        settings.put("max_client_conn", "" + capacity.poolClients());
        settings.forEach((key, value) -> lines.add(key + " = " + value));
        return String.join("\n", lines) + "\n";
    }
}
