package unrigged.measurement;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import unrigged.deployment.Topology;

/** The controller's own connections to PostgreSQL. */
final class Database {
    private Database() {}

    /** As the superuser; everybody else is {@link StackRole}. */
    static Connection postgres(int port, String database, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Topology.SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "unrigged-controller");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }
}
