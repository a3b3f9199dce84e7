package unrigged.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.catalog.OwnRequest;
import unrigged.measure.Tier;

/**
 * The processes of one trial, in the order in which they are started: database, pool, app, proxy,
 * load.
 */
public record Topology(List<Part> parts, String url, Secrets secrets) {
    /** Name of the database, of the role that can only read it, and of PgBouncer's pool. */
    public static final String DATABASE = "unrigged";

    /** PostgreSQL's superuser, whose password only the lab knows. */
    public static final String SUPERUSER = "postgres";

    /** Who may use PgBouncer's console; the lab alone knows the password. */
    public static final String POOL_ADMIN = "unrigged_admin";

    /** Rows of the table, a = 0 … ROWS−1. */
    public static final int ROWS = 1_000_000;

    public Topology {
        parts = List.copyOf(parts);
    }

    public static Topology of(Cell cell, Site site) {
        return new Topology(
                List.of(
                        DatabaseTier.postgres(cell, site),
                        DatabaseTier.pgbouncer(cell, site),
                        AppTier.of(cell, site),
                        ProxyTier.nginx(cell, site),
                        LoadTier.of(cell, site)),
                url(cell, site),
                site.secrets());
    }

    static String url(Cell cell, Site site) {
        String path = cell.stack().request().map(OwnRequest::path).orElse("/test");
        return "http://127.0.0.1:" + site.port(Tier.PROXY) + path;
    }

    public Part part(Tier tier) {
        return parts.stream().filter(p -> p.tier() == tier).findFirst().orElseThrow();
    }

    /** Whether the load asks for connections that are kept; whoever asks like it does so too. */
    public boolean keepsConnections() {
        return !part(Tier.LOAD).arguments().contains(LoadTier.NO_KEEPALIVE);
    }

    /**
     * Variables that every process gets besides its own: the same for all, so that none is
     * favoured.
     */
    static Map<String, String> environment(Site site, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", site.scratch().toString());
        environment.put("TMPDIR", site.scratch().toString());
        environment.putAll(own);
        return environment;
    }
}
