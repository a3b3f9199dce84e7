package unrigged.stack;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.LoggerHandler;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.Map;

/** Vert.x Web on its own server: one verticle and one event loop per worker, and a driver that never blocks. */
final class VertxStack extends VerticleBase {
    private final Settings settings;
    private final PgConnectOptions database;

    private VertxStack(Settings settings) {
        this.settings = settings;
        database =
                new PgConnectOptions()
                        .setHost(settings.databaseHost())
                        .setPort(settings.databasePort())
                        .setDatabase(settings.databaseName())
                        .setUser(settings.databaseUser())
                        // The client's defaults add a DateStyle and a name, which PgBouncer turns
                        // into a SET statement before every request's query.
                        .setProperties(Map.of("client_encoding", "utf8"));
    }

    public static void main(String[] arguments) {
        Settings settings = Settings.fromEnvironment();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.workers()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
        vertx.deployVerticle(
                        () -> new VertxStack(settings),
                        new DeploymentOptions().setInstances(settings.workers()))
                .await();
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        if (settings.accessLog()) {
            router.route().handler(LoggerHandler.create());
        }
        router.get("/test").respond(request -> row());
        return vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(settings.backlog()))
                .requestHandler(router)
                .listen(settings.port(), "127.0.0.1");
    }

    private Future<JsonObject> row() {
        return PgConnection.connect(vertx, database)
                .compose(
                        connection ->
                                connection
                                        .query(settings.query())
                                        .execute()
                                        .eventually(connection::close))
                .map(results -> settings.sleeps() ? results.next() : results)
                .map(rows -> answer(rows.iterator().next()));
    }

    private static JsonObject answer(Row row) {
        return new JsonObject()
                .put("a", Settings.zeroFilled(row.getInteger("a")))
                .put("b", row.getString("b"));
    }
}
