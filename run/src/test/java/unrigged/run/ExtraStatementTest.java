package unrigged.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;

class ExtraStatementTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));

    @ParameterizedTest
    @CsvSource({
        "tomcat-virtual, 1.18.0, 0, true",
        "spring-mvc-platform, 1.19.1, 0, true",
        "tomcat-virtual, 1.20.0, 0, false",
        "tomcat-virtual, 1.25.2, 0, false",
        "tomcat-virtual, 1.18.0, 4, false",
        "vertx, 1.18.0, 0, false",
        "flask-gunicorn, 1.18.0, 0, false",
    })
    void onlyAnOldPoolAddsOneAndOnlyForPgjdbc(
            String stack, String version, int poolSize, boolean added) {
        assertEquals(
                added
                        ? Optional.of(
                                "PgBouncer "
                                        + version
                                        + " sends SET DateStyle for each of its connections")
                        : Optional.empty(),
                ExtraStatement.of(
                        CATALOG.find(stack).orElseThrow(),
                        List.of(Map.of("part", "pgbouncer", "version", version)),
                        poolSize));
    }
}
