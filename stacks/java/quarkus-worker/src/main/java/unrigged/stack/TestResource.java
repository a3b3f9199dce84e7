package unrigged.stack;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** Answers one row as JSON, on a thread of the worker pool. */
@Path("/test")
public class TestResource {
    private final Database database;

    TestResource(Database database) {
        this.database = database;
    }

    @GET
    public Row test() throws SQLException {
        return database.row();
    }
}
