package unrigged.stack;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.util.Headers;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.xnio.Options;
import tools.jackson.databind.json.JsonMapper;

/**
 * A blocking handler on Undertow: the same program with a platform thread or a virtual thread per
 * request.
 */
final class UndertowStack {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER_BYTES = 16 * 1024 - 20; // Undertow's own choice
    private static final int SHARED_BUFFERS = 4096;

    private final Database database;

    private UndertowStack(Database database) {
        this.database = database;
    }

    public static void main(String[] arguments) {
        boolean virtualThreads = RequestThreads.areVirtual(arguments);
        Settings settings = Settings.fromEnvironment();
        UndertowStack stack = new UndertowStack(Database.open(settings));

        Undertow.Builder builder =
                Undertow.builder()
                        .addHttpListener(settings.port(), "127.0.0.1")
                        .setSocketOption(Options.BACKLOG, settings.backlog());
        HttpHandler test = new BlockingHandler(stack::answer);
        if (virtualThreads) {
            test = dispatchedTo(Executors.newVirtualThreadPerTaskExecutor(), test);
            // The default caches buffers by thread, and a virtual thread would die with its share.
            builder.setByteBufferPool(
                    new DefaultByteBufferPool(true, BUFFER_BYTES, SHARED_BUFFERS, 0));
        } else {
            builder.setWorkerThreads(settings.workers());
        }
        HttpHandler root = Handlers.path().addExactPath("/test", test);
        if (settings.accessLog()) {
            root =
                    new AccessLogHandler(
                            root,
                            System.out::println,
                            "common",
                            UndertowStack.class.getClassLoader());
        }
        Undertow server = builder.setHandler(root).build();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }

    private static HttpHandler dispatchedTo(Executor threads, HttpHandler next) {
        return exchange -> next.handleRequest(exchange.setDispatchExecutor(threads));
    }

    private void answer(HttpServerExchange exchange) throws SQLException {
        Row row = database.row();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(JSON.writeValueAsString(row));
    }
}
