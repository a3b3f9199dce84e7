package unrigged.experiment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import unrigged.experiment.Domain.Choice;
import unrigged.experiment.Domain.Line;
import unrigged.experiment.Domain.NumberOrWord;
import unrigged.experiment.Domain.Quantity;
import unrigged.experiment.Domain.Rate;
import unrigged.experiment.Domain.Span;
import unrigged.experiment.Domain.Switch;
import unrigged.experiment.Domain.WholeNumber;

/**
 * Every factor there is. PostgreSQL and PgBouncer take any of their own parameters besides: a plan
 * that names one adds a factor of text.
 */
public final class Factors {
    private static final List<Factor<?>> DECLARED = new ArrayList<>();

    /** A load whose requests follow on answers. */
    static final String CLOSED = "closed";

    private static final WholeNumber FROM_0 = new WholeNumber(0, Integer.MAX_VALUE);
    private static final WholeNumber FROM_1 = new WholeNumber(1, Integer.MAX_VALUE);
    private static final WholeNumber TO_A_MILLION = new WholeNumber(1, 1_000_000);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Span TIMEOUT = new Span(MILLISECOND, Duration.ofHours(1), SECOND);

    /** In MB of 2^20 bytes, as PostgreSQL has it. */
    private static final Map<String, BigDecimal> SIZES =
            Map.of(
                    "B", new BigDecimal(1).divide(new BigDecimal(1 << 20)),
                    "kB", new BigDecimal(1).divide(new BigDecimal(1 << 10)),
                    "MB", new BigDecimal(1),
                    "GB", new BigDecimal(1 << 10),
                    "TB", new BigDecimal(1 << 20));

    private static final Map<String, BigDecimal> TIMES =
            Map.of(
                    "us", new BigDecimal("0.000001"),
                    "ms", new BigDecimal("0.001"),
                    "s", new BigDecimal(1),
                    "min", new BigDecimal(60),
                    "h", new BigDecimal(3_600),
                    "d", new BigDecimal(86_400));

    public static final Factor<Integer> WORKERS =
            scenario(
                    "workers",
                    FROM_1,
                    "workers",
                    Reach.START,
                    "processes or threads of the server");
    public static final Factor<Integer> CLIENTS =
            scenario(
                    "clients",
                    FROM_1,
                    "connections",
                    Reach.LIVE,
                    "connections that the load generator keeps busy");
    public static final Factor<Integer> DB_SESSIONS =
            scenario(
                    "db_sessions",
                    FROM_1,
                    "connections",
                    Reach.LIVE,
                    "connections between PgBouncer and PostgreSQL");
    public static final Factor<Duration> DELAY =
            scenario(
                    "delay",
                    new Span(Duration.ZERO, Duration.ofHours(1), MILLISECOND),
                    "ms",
                    Reach.LIVE,
                    "how long the query sleeps at the database");

    public static final Factor<Boolean> LOAD_KEEPALIVE =
            setting(
                    "load.keepalive",
                    new Switch(),
                    Reach.LIVE,
                    "false",
                    "whether clients keep their connections; the article: a new one per request");
    public static final Factor<OptionalDouble> LOAD_RATE =
            setting(
                    "load.rate",
                    new Rate(CLOSED),
                    "requests per second",
                    Reach.LIVE,
                    CLOSED,
                    "requests at random at a rate, whatever the answers do, over the scenario's clients at most; closed: each client sends when it was answered");
    public static final Factor<Duration> LOAD_TIMEOUT =
            setting(
                    "load.timeout",
                    TIMEOUT,
                    "s",
                    Reach.LIVE,
                    "10s",
                    "after which a request has failed");

    public static final Factor<OptionalInt> BACKLOG =
            setting(
                    "server.backlog",
                    new NumberOrWord(TO_A_MILLION, "default"),
                    "connections",
                    Reach.START,
                    "4096",
                    "listen backlog of every server, proxy and pool alike; cut to net.core.somaxconn");
    public static final Factor<String> SERVER_ACCESS_LOG =
            setting(
                    "server.access_log",
                    new Choice(List.of("true", "false", "published")),
                    Reach.START,
                    "false",
                    "whether servers log requests; published: as each had it in 2020");

    public static final Factor<Boolean> AUTOCOMMIT =
            setting(
                    "driver.autocommit",
                    new Switch(),
                    Reach.START,
                    "true",
                    "false: the sync driver sends BEGIN, query, COMMIT");
    public static final Factor<Integer> POOL_SIZE =
            setting(
                    "driver.pool_size",
                    FROM_0,
                    "connections",
                    Reach.START,
                    "0",
                    "connections that each process holds; 0: a connection per request, as in the article");

    public static final Factor<OptionalInt> WORKER_PROCESSES =
            setting(
                    "nginx.worker_processes",
                    new NumberOrWord(TO_A_MILLION, "auto"),
                    "processes",
                    Reach.START,
                    "auto",
                    "nginx workers; auto: one per CPU");
    public static final Factor<Integer> WORKER_CONNECTIONS =
            setting(
                    "nginx.worker_connections",
                    TO_A_MILLION,
                    "connections",
                    Reach.START,
                    "20000",
                    "per nginx worker; more where a scenario needs more; a plan's own value is refused when it is too low");
    public static final Factor<String> UPSTREAM_HTTP_VERSION =
            setting(
                    "nginx.upstream_http_version",
                    new Choice(List.of("1.0", "1.1")),
                    Reach.LIVE,
                    "1.0",
                    "HTTP to the server; 1.1 all the same for servers that refuse 1.0 (`http` in the catalogue)");
    public static final Factor<Integer> UPSTREAM_KEEPALIVE =
            setting(
                    "nginx.upstream_keepalive",
                    FROM_0,
                    "connections",
                    Reach.LIVE,
                    "0",
                    "idle connections kept to the server; 0 closes each after its answer");
    public static final Factor<Boolean> PROXY_ACCESS_LOG =
            setting(
                    "nginx.access_log",
                    new Switch(),
                    Reach.START,
                    "false",
                    "whether nginx logs requests");
    public static final Factor<Duration> PROXY_CONNECT_TIMEOUT =
            setting(
                    "nginx.proxy_connect_timeout",
                    TIMEOUT,
                    "s",
                    Reach.START,
                    "10s",
                    "for connecting to the server");
    public static final Factor<Duration> PROXY_READ_TIMEOUT =
            setting(
                    "nginx.proxy_read_timeout",
                    TIMEOUT,
                    "s",
                    Reach.START,
                    "60s",
                    "between two reads of an answer");

    public static final Factor<Integer> MAX_CLIENT_CONN;
    public static final Factor<Integer> MAX_CONNECTIONS;

    static {
        pgbouncer(
                "pool_mode",
                new Choice(List.of("session", "transaction", "statement")),
                "session",
                "when a session is given back");
        MAX_CLIENT_CONN =
                pgbouncerCount(
                        "max_client_conn",
                        "2000",
                        "more where a scenario has more clients; a plan's own value is refused when it is too low");
        pgbouncerCount("min_pool_size", "0", "sessions kept although idle");
        pgbouncerCount("reserve_pool_size", "0", "sessions beyond db_sessions");
        pgbouncer(
                "server_reset_query",
                new Line(),
                "DISCARD ALL",
                "sent when a session is given back");
        pgbouncerSeconds("server_idle_timeout", "600", "after which an idle session is closed");
        pgbouncerSeconds("server_lifetime", "3600", "after which a session is replaced");
        pgbouncerSeconds("query_wait_timeout", "120", "longest wait for a session");
        pgbouncer("tcp_keepalive", FROM_0, "1", "whether TCP keepalive is on");
    }

    static {
        MAX_CONNECTIONS =
                setting(
                        "postgresql.max_connections",
                        FROM_0,
                        "connections",
                        Reach.START,
                        "300",
                        "more where a scenario has more sessions; a plan's own value is refused when it is too low");
        postgresSize("shared_buffers", "256MB", "0.0078125", "PostgreSQL's own cache");
        postgresSize("work_mem", "4MB", "0.0009765625", "memory of a sort or hash");
        postgres("fsync", new Line(), "off", "the table is only read");
        postgres("synchronous_commit", new Line(), "off", "the table is only read");
        postgres("full_page_writes", new Line(), "off", "the table is only read");
        postgres(
                "autovacuum",
                new Line(),
                "off",
                "nothing changes, and nothing may start in the middle of a window");
        postgres("jit", new Line(), "off", "compilation of queries");
        postgresSize("max_wal_size", "1GB", "1", "write-ahead log that begins a checkpoint");
        setting(
                "postgresql.checkpoint_timeout",
                new Quantity(TIMES, new BigDecimal(1), "1h"),
                "s",
                Reach.START,
                "1h",
                "between two checkpoints");
        postgres(
                "max_parallel_workers",
                FROM_0,
                "0",
                "processes for parallel queries, of all sessions");
        postgres(
                "max_parallel_workers_per_gather",
                FROM_0,
                "0",
                "processes for parallel queries, of one plan node");
        postgres("log_min_messages", new Line(), "warning", "least severity that is logged");
    }

    /** In the order in which a plan lists them; a scenario's first. */
    public static final List<Factor<?>> ALL = List.copyOf(DECLARED);

    private Factors() {}

    public static Optional<Factor<?>> find(String id) {
        return ALL.stream().filter(factor -> factor.id().equals(id)).findFirst();
    }

    private static <T> Factor<T> declare(
            String id,
            Domain<T> domain,
            Optional<String> unit,
            Reach reach,
            Optional<String> standard,
            String description) {
        Factor<T> factor = new Factor<>(id, domain, unit, reach, standard, description);
        DECLARED.add(factor);
        return factor;
    }

    private static <T> Factor<T> scenario(
            String id, Domain<T> domain, String unit, Reach reach, String description) {
        return declare(id, domain, Optional.of(unit), reach, Optional.empty(), description);
    }

    private static <T> Factor<T> setting(
            String id,
            Domain<T> domain,
            String unit,
            Reach reach,
            String standard,
            String description) {
        return declare(id, domain, Optional.of(unit), reach, Optional.of(standard), description);
    }

    /** One whose levels are no numbers, or numbers of nothing. */
    private static <T> Factor<T> setting(
            String id, Domain<T> domain, Reach reach, String standard, String description) {
        return declare(id, domain, Optional.empty(), reach, Optional.of(standard), description);
    }

    private static <T> void pgbouncer(
            String key, Domain<T> domain, String standard, String description) {
        setting("pgbouncer." + key, domain, Reach.START, standard, description);
    }

    private static Factor<Integer> pgbouncerCount(String key, String standard, String description) {
        return setting(
                "pgbouncer." + key, FROM_0, "connections", Reach.START, standard, description);
    }

    private static void pgbouncerSeconds(String key, String standard, String description) {
        setting("pgbouncer." + key, FROM_0, "s", Reach.START, standard, description);
    }

    private static <T> void postgres(
            String key, Domain<T> domain, String standard, String description) {
        setting("postgresql." + key, domain, Reach.START, standard, description);
    }

    /**
     * @param bareMb what 1 without a unit is, in MB
     */
    private static void postgresSize(
            String key, String standard, String bareMb, String description) {
        setting(
                "postgresql." + key,
                new Quantity(SIZES, new BigDecimal(bareMb), standard),
                "MB",
                Reach.START,
                standard,
                description);
    }
}
