package unrigged.stack;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;

/** Answers one row as JSON. */
@Controller
class TestController {
    private final Database database;

    TestController(Database database) {
        this.database = database;
    }

    @Get("/test")
    @ExecuteOn("requests")
    Row test() throws SQLException {
        return database.row();
    }
}
