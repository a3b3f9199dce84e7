package unrigged.setup;

import java.util.List;
import java.util.regex.Pattern;

/** The infrastructure's programs, and how each one is recognised. */
enum Tool {
    POSTGRESQL("postgresql", "postgres", "--version", "\\(PostgreSQL\\) (\\S+)"),
    PGBOUNCER("pgbouncer", "pgbouncer", "--version", "PgBouncer (\\S+)"),
    NGINX("nginx", "nginx", "-v", "nginx/(\\S+)");

    private final String title;
    private final String executable;
    private final String versionOption;
    private final Pattern version;

    Tool(String title, String executable, String versionOption, String version) {
        this.title = title;
        this.executable = executable;
        this.versionOption = versionOption;
        this.version = Pattern.compile(version);
    }

    /** Its name in accounts, and the distribution's package. */
    String title() {
        return title;
    }

    String executable() {
        return executable;
    }

    /** What must be beside it: without these no cluster of our own can be made. */
    List<String> companions() {
        return this == POSTGRESQL ? List.of("initdb", "pg_ctl") : List.of();
    }

    String versionOption() {
        return versionOption;
    }

    Pattern version() {
        return version;
    }
}
