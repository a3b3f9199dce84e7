package unrigged.stack;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.concurrent.CompletionStage;

/** Answers one row as JSON. */
@Controller
class TestController {
    private final Database database;

    TestController(Database database) {
        this.database = database;
    }

    @Get("/test")
    CompletionStage<Row> test() {
        return database.row().toCompletionStage();
    }
}
