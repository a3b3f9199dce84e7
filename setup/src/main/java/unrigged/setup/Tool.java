package unrigged.setup;

import java.util.List;
import java.util.regex.Pattern;

/** The programs that setup can provide, and how each one is recognised. */
public enum Tool {
    /** The database. */
    POSTGRESQL("postgresql", "postgres", "--version", "\\(PostgreSQL\\) (\\S+)"),
    /** The connection pool. */
    PGBOUNCER("pgbouncer", "pgbouncer", "--version", "PgBouncer (\\S+)"),
    /** The proxy. */
    NGINX("nginx", "nginx", "-v", "nginx/(\\S+)"),
    /** A browser without a window, in which the page's tests look at it; no run needs one. */
    CHROMIUM(
            "chromium-headless-shell",
            "chromium-headless-shell",
            "--version",
            "(\\d+\\.\\d+\\.\\d+\\.\\d+)");

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

    /**
     * A part of its path in the distribution's package, which may have start scripts of the same
     * name.
     */
    String place() {
        return this == CHROMIUM ? "lib/chromium/" : "bin/";
    }

    /** What must be beside it: without these no cluster of our own can be made. */
    List<String> companions() {
        return this == POSTGRESQL ? List.of("initdb", "pg_ctl") : List.of();
    }

    /**
     * Other packages of the distribution without which it does not work. The browser's data is in
     * one; without any font its texts would have no width.
     */
    List<String> companionPackages() {
        return this == CHROMIUM ? List.of("chromium-common", "fonts-dejavu-core") : List.of();
    }

    String versionOption() {
        return versionOption;
    }

    Pattern version() {
        return version;
    }
}
