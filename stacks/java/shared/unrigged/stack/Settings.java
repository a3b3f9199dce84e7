package unrigged.stack;

import java.math.BigDecimal;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What Unrigged sets for one stack, read once at start, and the one query of a request.
 *
 * @param sleep the statement before the lookup; empty when the delay is zero
 */
record Settings(
        String databaseHost,
        int databasePort,
        String databaseName,
        String databaseUser,
        String sleep,
        int rows,
        boolean autocommit,
        int port,
        int workers,
        int backlog,
        boolean accessLog,
        int poolSize) {

    static Settings fromEnvironment() {
        return new Settings(
                setting("DATABASE_HOST"),
                Integer.parseInt(setting("DATABASE_PORT")),
                setting("DATABASE_NAME"),
                setting("DATABASE_USER"),
                sleep(setting("DELAY_SECONDS")),
                Integer.parseInt(setting("ROWS")),
                setting("AUTOCOMMIT").equals("1"),
                Integer.parseInt(setting("PORT")),
                Integer.parseInt(setting("WORKERS")),
                Integer.parseInt(setting("BACKLOG")),
                setting("ACCESS_LOG").equals("1"),
                Integer.parseInt(System.getenv().getOrDefault("UNRIGGED_POOL_SIZE", "0")));
    }

    private static String setting(String name) {
        String value = System.getenv("UNRIGGED_" + name);
        if (value == null) {
            throw new IllegalStateException(
                    "UNRIGGED_%s is not set; Unrigged sets it, stacks/README.md says how to do it by hand"
                            .formatted(name));
        }
        return value;
    }

    /** Where the database is, for those that come over JDBC. */
    String jdbcUrl() {
        // Without assumeMinServerVersion the driver sends two SET statements when it connects; of a
        // name, and of a DateStyle that PostgreSQL writes otherwise, PgBouncer would make one.
        return ("jdbc:postgresql://%s:%d/%s?user=%s&preferQueryMode=simple&sslmode=disable"
                        + "&assumeMinServerVersion=15&ApplicationName="
                        + "&options=-c%%20DateStyle=ISO,%%5C%%20MDY")
                .formatted(databaseHost, databasePort, databaseName, databaseUser);
    }

    /** A live delay changes while this program runs, and is in a table of one row. */
    private static String sleep(String delay) {
        if (delay.equals("live")) {
            return "select pg_sleep(seconds) from delay";
        }
        BigDecimal seconds = new BigDecimal(delay);
        return seconds.signum() > 0 ? "select pg_sleep(" + seconds.toPlainString() + ")" : "";
    }

    boolean sleeps() {
        return !sleep.isEmpty();
    }

    /**
     * One text for the simple protocol: the sleep, unless the delay is zero, and a row chosen anew.
     */
    String query() {
        return (sleeps() ? sleep + "; " : "")
                + "select a, b from test where a = "
                + ThreadLocalRandom.current().nextInt(1, rows);
    }

    static String zeroFilled(int a) {
        return "%010d".formatted(a);
    }
}
