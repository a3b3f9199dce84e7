package unrigged.stack;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers one row as JSON. */
@RestController
class TestController {
    private final Database database;

    TestController(Database database) {
        this.database = database;
    }

    @GetMapping("/test")
    Mono<Row> test() {
        return Mono.fromCompletionStage(() -> database.row().toCompletionStage());
    }
}
