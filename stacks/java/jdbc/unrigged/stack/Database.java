package unrigged.stack;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The query of a request over JDBC: one code for every stack whose threads may block. */
final class Database {
    private final Settings settings;
    private final Connections connections;

    private interface Connections {
        Connection open() throws SQLException;
    }

    private Database(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** Connects at once where connections are held; else every request brings its own. */
    static Database open(Settings settings) {
        String url = settings.jdbcUrl();
        if (settings.poolSize() == 0) {
            return new Database(settings, () -> DriverManager.getConnection(url));
        }
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setAutoCommit(settings.autocommit());
        return new Database(settings, new HikariDataSource(pool)::getConnection);
    }

    Row row() throws SQLException {
        try (Connection connection = connections.open()) {
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
