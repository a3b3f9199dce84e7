package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real stacks that are told to hold two connections in each process, as by --pool-size 2. */
@Tag("topology")
class PlantedHeldTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static PlantedVerification verification;

    @BeforeAll
    static void open() throws Exception {
        verification =
                PlantedVerification.ofSavings(
                        folder, List.of("holds-none", "flask-gunicorn", "tomcat-virtual"), 2);
    }

    @AfterAll
    static void close() throws Exception {
        verification.close();
    }

    @Test
    void aStackThatConnectsForEachRequestAllTheSameIsRefused() throws Exception {
        verification.requireRefused("holds-none", "SESSIONS", "2 held by each process make 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flask-gunicorn", "starlette-uvicorn", "tomcat-virtual"})
    void aStackThatHoldsThemFailsNoCheck(String stack) throws Exception {
        assertEquals(List.of(), verification.verify(stack).failures());
    }
}
