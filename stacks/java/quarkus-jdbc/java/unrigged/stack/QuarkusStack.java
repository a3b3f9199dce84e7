package unrigged.stack;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Quarkus with a data source that holds connections, or opens one for each request. */
@QuarkusMain
public class QuarkusStack {
    private static final int NEVER_THE_LIMIT = 20_000; // the proxy's worker_connections

    private QuarkusStack() {}

    public static void main(String[] arguments) {
        Settings settings = Settings.fromEnvironment();
        boolean held = settings.poolSize() > 0;
        int most = held ? settings.poolSize() : NEVER_THE_LIMIT;
        System.setProperty("quarkus.datasource.jdbc.url", settings.jdbcUrl());
        System.setProperty("quarkus.datasource.jdbc.pooling-enabled", Boolean.toString(held));
        System.setProperty("quarkus.datasource.jdbc.max-size", Integer.toString(most));
        Quarkus.run(arguments);
    }
}
