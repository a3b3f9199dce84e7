package unrigged.stack;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.function.Supplier;

/** The query of a request over vertx-pg-client, on the event loop that asks. */
final class Database {
    private final Settings settings;
    private final Supplier<? extends Future<? extends SqlConnection>> connections;

    Database(Settings settings, Vertx vertx) {
        this.settings = settings;
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost(settings.databaseHost())
                        .setPort(settings.databasePort())
                        .setDatabase(settings.databaseName())
                        .setUser(settings.databaseUser())
                        // The client's defaults add a DateStyle and a name, which PgBouncer turns
                        // into a SET statement on every connection.
                        .setProperties(Map.of("client_encoding", "utf8"));
        if (settings.poolSize() == 0) {
            connections = () -> PgConnection.connect(vertx, options);
        } else {
            PoolOptions size = new PoolOptions().setMaxSize(settings.poolSize());
            connections =
                    PgBuilder.pool().with(size).connectingTo(options).using(vertx).build()
                            ::getConnection;
        }
    }

    Future<Row> row() {
        return connections
                .get()
                .compose(connection ->
                        connection
                                .query(settings.query())
                                .execute()
                                .eventually(() -> connection.close()))
                .map(results -> settings.sleeps() ? results.next() : results)
                .map(rows -> row(rows.iterator().next()));
    }

    private static Row row(io.vertx.sqlclient.Row row) {
        return new Row(Settings.zeroFilled(row.getInteger("a")), row.getString("b"));
    }
}
