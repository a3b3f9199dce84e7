package unrigged.stack;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** Answers one row as JSON, on a virtual thread. */
@Path("/test")
public class TestResource {
    private final Database database;

    TestResource(Database database) {
        this.database = database;
    }

    @GET
    @RunOnVirtualThread
    public Row test() throws SQLException {
        return database.row();
    }
}
