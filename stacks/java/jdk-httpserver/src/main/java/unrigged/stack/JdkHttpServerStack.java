package unrigged.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JDK's own HTTP server: the same program with a platform thread or a virtual thread per
 * request.
 */
final class JdkHttpServerStack {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;

    private JdkHttpServerStack(Database database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws IOException {
        boolean virtualThreads = RequestThreads.areVirtual(arguments);
        Settings settings = Settings.fromEnvironment();
        JdkHttpServerStack stack = new JdkHttpServerStack(Database.open(settings));

        InetSocketAddress address = new InetSocketAddress("127.0.0.1", settings.port());
        HttpServer server = HttpServer.create(address, settings.backlog());
        // The thread that accepts and waits for requests is the server's own, not one of these.
        ExecutorService threads =
                virtualThreads
                        ? Executors.newVirtualThreadPerTaskExecutor()
                        : Executors.newFixedThreadPool(settings.workers());
        server.setExecutor(threads);
        var test = server.createContext("/test", stack::answer);
        if (settings.accessLog()) {
            test.getFilters()
                    .add(SimpleFileServer.createOutputFilter(System.out, OutputLevel.INFO));
        }
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = JSON.writeValueAsBytes(database.row());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }
}
