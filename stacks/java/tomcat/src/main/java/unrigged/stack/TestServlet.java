package unrigged.stack;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tools.jackson.databind.json.JsonMapper;

/** Answers one row as JSON, over a JDBC connection of its own for every request. */
final class TestServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final transient Settings settings;

    record Row(String a, String b) {}

    TestServlet(Settings settings) {
        this.settings = settings;
        // Without assumeMinServerVersion the driver sends two SET statements before every request's query.
        url =
                "jdbc:postgresql://%s:%d/%s?user=%s&preferQueryMode=simple&sslmode=disable&assumeMinServerVersion=15"
                        .formatted(
                                settings.databaseHost(),
                                settings.databasePort(),
                                settings.databaseName(),
                                settings.databaseUser());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Row row;
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(settings.autocommit());
            row = read(connection);
            if (!settings.autocommit()) {
                connection.commit();
            }
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
        response.setContentType("application/json");
        JSON.writeValue(response.getOutputStream(), row);
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
