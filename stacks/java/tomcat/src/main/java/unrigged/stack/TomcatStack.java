package unrigged.stack;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * A servlet on embedded Tomcat: the same program with a platform thread or a virtual thread per
 * request.
 */
final class TomcatStack {
    private TomcatStack() {}

    public static void main(String[] arguments) throws LifecycleException {
        boolean virtualThreads = RequestThreads.areVirtual(arguments);
        Settings settings = Settings.fromEnvironment();

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("target/tomcat"); // its work directory, which stays empty
        tomcat.setConnector(connector(settings, virtualThreads));
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "test", new TestServlet(Database.open(settings)))
                .addMapping("/test");
        if (settings.accessLog()) {
            context.getPipeline().addValve(new ConsoleAccessLog());
        }
        tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.getServer().await();
    }

    private static Connector connector(Settings settings, boolean virtualThreads) {
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(settings.port());
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", Integer.toString(settings.backlog()));
        connector.setProperty(
                "maxConnections", "20000"); // the proxy's worker_connections: never the limit
        if (virtualThreads) {
            connector.setProperty("useVirtualThreads", "true");
        } else {
            connector.setProperty("maxThreads", Integer.toString(settings.workers()));
            connector.setProperty("minSpareThreads", Integer.toString(settings.workers()));
        }
        return connector;
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
        } catch (LifecycleException failure) {
            throw new IllegalStateException("Tomcat did not stop in order", failure);
        }
    }
}
