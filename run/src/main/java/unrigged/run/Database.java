package unrigged.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import unrigged.topology.Topology;

/** Connections of the lab itself to PostgreSQL and to PgBouncer's console. */
final class Database {
    private Database() {}

    static Connection postgres(int port, String database) throws SQLException {
        return connect(port, database, "extended");
    }

    /** PgBouncer's console speaks only the simple protocol. */
    static Connection pgbouncerConsole(int port) throws SQLException {
        return connect(port, "pgbouncer", "simple");
    }

    private static Connection connect(int port, String database, String queryMode)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Topology.DATABASE);
        properties.setProperty("preferQueryMode", queryMode);
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "unrigged-lab");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }
}
