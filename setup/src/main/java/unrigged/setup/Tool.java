package unrigged.setup;

import java.util.List;
import java.util.regex.Pattern;

/** The infrastructure's programs, and how each one is recognised. */
enum Tool {
    /** Without initdb and pg_ctl beside it a PostgreSQL cannot make a cluster of its own. */
    POSTGRESQL(
            "postgresql",
            "postgres",
            List.of("initdb", "pg_ctl"),
            "--version",
            "\\(PostgreSQL\\) (\\S+)"),
    PGBOUNCER("pgbouncer", "pgbouncer", List.of(), "--version", "PgBouncer (\\S+)"),
    NGINX("nginx", "nginx", List.of(), "-v", "nginx/(\\S+)");

    private final String title;
    private final String executable;
    private final List<String> companions;
    private final String versionOption;
    private final Pattern version;

    Tool(
            String title,
            String executable,
            List<String> companions,
            String versionOption,
            String version) {
        this.title = title;
        this.executable = executable;
        this.companions = companions;
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

    List<String> companions() {
        return companions;
    }

    String versionOption() {
        return versionOption;
    }

    Pattern version() {
        return version;
    }
}
