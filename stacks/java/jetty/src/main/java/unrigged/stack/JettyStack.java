package unrigged.stack;

import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A servlet on embedded Jetty: the same program with a platform thread or a virtual thread per
 * request.
 */
final class JettyStack {
    private JettyStack() {}

    public static void main(String[] arguments) throws Exception {
        boolean virtualThreads = RequestThreads.areVirtual(arguments);
        Settings settings = Settings.fromEnvironment();

        QueuedThreadPool threads = new QueuedThreadPool();
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(settings.backlog());
        server.addConnector(connector);
        if (virtualThreads) {
            threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        } else {
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

        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new TestServlet(Database.open(settings))), "/test");
        server.setHandler(context);
        if (settings.accessLog()) {
            server.setRequestLog(
                    new CustomRequestLog(System.out::println, CustomRequestLog.NCSA_FORMAT));
        }
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }
}
