package unrigged.stack;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Answers one row as JSON, on the event loop that also drives the database. */
@Path("/test")
public class TestResource {
    private final Database database;

    TestResource(Vertx vertx) {
        database = new Database(Settings.fromEnvironment(), vertx);
    }

    @GET
    public Uni<Row> test() {
        return Uni.createFrom().completionStage(() -> database.row().toCompletionStage());
    }
}
