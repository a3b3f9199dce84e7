package unrigged.stack;

import io.javalin.Javalin;
import io.javalin.json.JavalinJackson3;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Javalin on its Jetty: the same program with a platform thread or a virtual thread per request.
 */
final class JavalinStack {
    private JavalinStack() {}

    public static void main(String[] arguments) {
        boolean virtualThreads = RequestThreads.areVirtual(arguments);
        Settings settings = Settings.fromEnvironment();
        Database database = Database.open(settings);

        Javalin server =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = virtualThreads;
                    config.jsonMapper(new JavalinJackson3());
                    config.jetty.addConnector((jetty, http) -> connector(jetty, http, settings));
                    if (settings.accessLog()) {
                        config.requestLogger.http((request, milliseconds) ->
                                System.out.printf(
                                        "%s \"%s %s\" %s %.1f ms%n",
                                        request.ip(),
                                        request.method(),
                                        request.path(),
                                        request.status(),
                                        milliseconds));
                    }
                    config.routes.get("/test", request -> request.json(database.row()));
                });
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        server.start();
    }

    private static ServerConnector connector(
            Server jetty, HttpConfiguration http, Settings settings) {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(settings.backlog());
        if (jetty.getThreadPool() instanceof QueuedThreadPool threads) {
            // Acceptors and selectors take their threads from the same pool, for good.
            int size =
                    settings.workers()
                            + connector.getAcceptors()
                            + connector.getSelectorManager().getSelectorCount();
            threads.setMaxThreads(size);
            threads.setMinThreads(size);
            // One held in reserve for a selector would be missing among the workers.
            threads.setReservedThreads(0);
        }
        return connector;
    }
}
