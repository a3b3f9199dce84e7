package unrigged.stack;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The query of a request, over the data source that Quarkus configures. */
@Singleton
class Database {
    private final Settings settings = Settings.fromEnvironment();
    private final DataSource connections;

    Database(DataSource connections) {
        this.connections = connections;
    }

    Row row() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(settings.autocommit());
            Row row = read(connection);
            if (!settings.autocommit()) {
                connection.commit();
            }
            return row;
        }
    }

    private Row read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
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
}
