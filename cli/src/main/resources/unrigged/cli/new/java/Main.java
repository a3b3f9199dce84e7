import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** GET /test: a connection for this request alone, one query text, one row as JSON. stacks/README.md of unrigged says it in full. */
final class Main {
    private static final String DATABASE =
            "jdbc:postgresql://%s:%s/%s?user=%s&preferQueryMode=simple&sslmode=disable&assumeMinServerVersion=15&ApplicationName="
                    .formatted(
                            setting("DATABASE_HOST"), setting("DATABASE_PORT"), setting("DATABASE_NAME"), setting("DATABASE_USER"));
    private static final String SLEEP = sleep(setting("DELAY_SECONDS"));
    private static final int ROWS = Integer.parseInt(setting("ROWS"));
    private static final boolean AUTOCOMMIT = setting("AUTOCOMMIT").equals("1");

    private Main() {}

    private static String setting(String name) {
        String value = System.getenv("UNRIGGED_" + name);
        if (value == null) {
            throw new IllegalStateException("UNRIGGED_" + name + " is not set; Unrigged sets it");
        }
        return value;
    }

    private static String sleep(String delay) {
        if (delay.equals("live")) {
            return "select pg_sleep(seconds) from delay; ";
        }
        return new BigDecimal(delay).signum() > 0 ? "select pg_sleep(" + delay + "); " : "";
    }

    public static void main(String[] arguments) throws IOException {
        var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(setting("PORT")));
        HttpServer server = HttpServer.create(address, Integer.parseInt(setting("BACKLOG")));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/test", Main::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = row().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (SQLException failure) {
            System.err.println(failure);
            throw new IOException(failure);
        }
    }

    private static String row() throws SQLException {
        String query = SLEEP + "select a, b from test where a = " + ThreadLocalRandom.current().nextInt(1, ROWS);
        try (var connection = DriverManager.getConnection(DATABASE)) {
            connection.setAutoCommit(AUTOCOMMIT);
            try (Statement statement = connection.createStatement()) {
                statement.execute(query);
                if (!SLEEP.isEmpty()) {
                    statement.getMoreResults(); // the last of the two results
                }
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                    return "{\"a\": \"%010d\", \"b\": \"%s\"}".formatted(rows.getInt("a"), rows.getString("b"));
                }
            } finally {
                if (!AUTOCOMMIT) {
                    connection.commit();
                }
            }
        }
    }
}
