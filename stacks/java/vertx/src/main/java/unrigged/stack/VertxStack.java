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

/**
 * Vert.x Web on its own server: one verticle and one event loop per worker, and a driver that never
 * blocks.
 */
final class VertxStack extends VerticleBase {
    private final Settings settings;
    private final Database database;

    private VertxStack(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    public static void main(String[] arguments) {
        Settings settings = Settings.fromEnvironment();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.workers()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
        Database database = new Database(settings, vertx);
        vertx.deployVerticle(
                        () -> new VertxStack(settings, database),
                        new DeploymentOptions().setInstances(settings.workers()))
                .await();
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        if (settings.accessLog()) {
            router.route().handler(LoggerHandler.create());
        }
        router.get("/test").respond(request -> database.row().map(VertxStack::json));
        return vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(settings.backlog()))
                .requestHandler(router)
                .listen(settings.port(), "127.0.0.1");
    }

    private static JsonObject json(Row row) {
        return new JsonObject().put("a", row.a()).put("b", row.b());
    }
}
