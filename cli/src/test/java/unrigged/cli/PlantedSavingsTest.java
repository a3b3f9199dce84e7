package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real stacks that save a part of the work, on the real parts: each is refused for that and for
 * nothing else, and the built-in ones, which save nothing, are not.
 */
@Tag("topology")
class PlantedSavingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static PlantedVerification verification;

    @BeforeAll
    static void open() throws Exception {
        verification =
                PlantedVerification.ofSavings(
                        folder, List.of("held", "flask-gunicorn", "tomcat-virtual", "vertx"), 0);
    }

    @AfterAll
    static void close() throws Exception {
        verification.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "held                | SESSIONS   | database sessions",
                "held-under-load     | SESSIONS   | database sessions",
                "knows-the-load      | SESSIONS   | database sessions",
                "used-twice          | SESSIONS   | database sessions",
                "prepared-statements | SESSIONS   | database sessions",
                "cached-share        | ROWS       | different rows",
                "cached-under-load   | ROWS       | different rows",
                "first-rows          | ROWS       | answers are between row",
                "thousand-rows       | ROWS       | different rows",
                "one-query-for-two   | STATEMENTS | where a in",
                "sleeps-itself       | STATEMENTS | answers took 0 sleeps",
                "sleeps-by-the-table | STATEMENTS | 0 sleeps",
                "skips-sleeps        | STATEMENTS | sleeps",
                "answers-first       | STATEMENTS | not read for them",
            })
    void aSavingIsRefusedForItselfAndForNothingElse(String stack, String check, String evidence)
            throws Exception {
        verification.requireRefused(stack, check, evidence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flask-gunicorn", "flask-gevent", "tomcat-virtual", "vertx"})
    void aStackThatSavesNothingFailsNoCheck(String stack) throws Exception {
        assertEquals(List.of(), verification.verify(stack).failures());
    }
}
