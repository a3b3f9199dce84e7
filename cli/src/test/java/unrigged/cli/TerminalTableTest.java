package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndTwoSpacesApart() {
        String longReason = "no: ".concat("x".repeat(300));
        List<String> expected =
                List.of(
                        "stack           type               available",
                        "flask-gunicorn  Async / Coroutine  " + longReason,
                        "vertx           é → ×              yes");
        assertEquals(
                String.join(System.lineSeparator(), expected) + System.lineSeparator(),
                TerminalTable.of(
                        List.of(
                                List.of("stack", "type", "available"),
                                List.of("flask-gunicorn", "Async / Coroutine", longReason),
                                List.of("vertx", "é → ×", "yes"))));
        assertEquals("", TerminalTable.of(List.of()));
    }
}
