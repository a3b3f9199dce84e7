package unrigged.stack;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import tools.jackson.databind.json.JsonMapper;

/** Answers one row as JSON. */
final class TestServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private final transient Database database;

    TestServlet(Database database) {
        this.database = database;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Row row;
        try {
            row = database.row();
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
        response.setContentType("application/json");
        JSON.writeValue(response.getOutputStream(), row);
    }
}
