package unrigged.stack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers one row as JSON. */
@RestController
class TestController {
    private final Settings settings;
    private final JdbcTemplate database;
    private final TransactionOperations transactions;

    TestController(Settings settings, JdbcTemplate database, TransactionOperations transactions) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
    }

    @GetMapping("/test")
    Row test() {
        return settings.autocommit() ? row() : transactions.execute(transaction -> row());
    }

    private Row row() {
        return database.execute(this::read);
    }

    private Row read(Statement statement) throws SQLException {
        statement.execute(settings.query());
        if (settings.sleeps()) {
            statement.getMoreResults();
        }
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            return new Row(Settings.zeroFilled(rows.getInt("a")), rows.getString("b"));
        }
    }
}
