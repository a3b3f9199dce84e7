package unrigged.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

class CatalogTest {
    private static final String SMALL =
            """
            environments: {main: {kind: python, lock: main.lock}, old: {kind: python, lock: old.lock}}
            servers:
              server: {name: Server, language: python, concurrency: sync, gateway: wsgi, worker: process, environment: main,
                       command: [serve], access_log: {off: [], on: []}@SERVER@}
            applications:
              app: {framework: App, language: python, directory: python, target: app, driver: psycopg2@APPLICATION@}
            stacks:
              row: {application: app, server: server@ROW@}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Stack row(String server, String application, String row) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("stacks.yaml"),
                        SMALL.replace("@SERVER@", server)
                                .replace("@APPLICATION@", application)
                                .replace("@ROW@", row));
        return Catalog.read(file).find("row").orElseThrow();
    }

    @Test
    void withoutTheOptionalKeysAStackExpectsNoNativeExtensionsAndIsNotTheArticles()
            throws IOException {
        Stack stack = row("", "", "");
        assertEquals(List.of(), stack.nativeExtensions());
        assertFalse(stack.article());
        assertEquals("main", stack.environment().name());
        assertEquals("TERM", stack.stopSignal());
        assertEquals(Optional.empty(), stack.http());
    }

    @Test
    void aStackExpectsTheNativeExtensionsOfItsServerAndOfItsApplication() throws IOException {
        Stack stack =
                row(", speedups: [uvloop/loop, ujson]", ", speedups: [psycopg2/_psycopg]", "");
        assertEquals(
                List.of("uvloop/loop", "ujson", "psycopg2/_psycopg"), stack.nativeExtensions());
    }

    @Test
    void aBuiltInStackReadsALiveDelayUnlessItsApplicationSaysThatItDoesNot() throws IOException {
        assertTrue(row("", "", "").liveDelay());
        assertFalse(row("", ", live_delay: false", "").liveDelay());
    }

    @Test
    void aServerMayNeedHttp11() throws IOException {
        assertEquals(Optional.of("1.1"), row(", http: \"1.1\"", "", "").http());
    }

    @Test
    void aRowMayHaveAnEnvironmentOfItsOwn() throws IOException {
        assertEquals("old", row("", "", ", environment: old").environment().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "', speedups: uvloop/loop' | '' | '' | stacks.yaml:4:71: servers.server.speedups: expected a list, for example [a, b], but found 'uvloop/loop'",
                "', speedups: [uvloop/loop.so]' | '' | '' | stacks.yaml:4:72: servers.server.speedups[0]: expected the path of a native module without tag and ending, for example uvloop/loop, but found 'uvloop/loop.so'",
                "', http: \"2\"' | '' | '' | servers.server.http: expected \"1.1\", for a server that refuses HTTP/1.0, but found '2'",
                "'' | ', speedups: [a, [b]]' | '' | stacks.yaml:6:107: applications.app.speedups[1]: expected a text but found a list",
                "'' | ', speedup: [a]' | '' | stacks.yaml:6:93: applications.app.speedup: unknown key 'speedup'; did you mean 'speedups'?",
                "'' | ', live_delay: maybe' | '' | applications.app.live_delay: expected true or false but found 'maybe'",
                "'' | '' | ', article: maybe' | stacks.yaml:8:52: stacks.row.article: expected true or false but found 'maybe'",
                "'' | '' | ', environment: olt' | stacks.yaml:8:56: stacks.row.environment: unknown environment 'olt'; did you mean 'old'?",
                "'' | '' | ', articel: true' | stacks.yaml:8:43: stacks.row.articel: unknown key 'articel'; did you mean 'article'?",
            })
    void aWrongKeyIsRefusedNamingThePlaceAndWhatWasExpected(
            String server, String application, String row, String message) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> row(server, application, row));
        assertTrue(refused.text().contains(message), refused.text());
    }

    @Test
    void everyJavaRowIsAProgramWithAProjectOfItsOwn() {
        List<Stack> java =
                Catalog.read(Path.of("../stacks/stacks.yaml")).stacks().values().stream()
                        .filter(stack -> stack.language().equals("java"))
                        .toList();
        assertEquals(22, java.size());
        for (Stack stack : java) {
            Path project = ((Environment.Maven) stack.environment()).project();
            assertEquals(project, stack.directory(), stack.id());
            assertTrue(Files.isRegularFile(project.resolve("pom.xml")), stack.id());
        }
    }

    /** By framework and server, as the article's tables name them. */
    @Test
    void theCatalogueHasEveryRowOfTheArticleOnce() {
        List<String> rows =
                Catalog.read(Path.of("../stacks/stacks.yaml")).stacks().values().stream()
                        .filter(Stack::article)
                        .map(stack -> stack.framework() + " " + stack.server())
                        .sorted()
                        .toList();
        assertEquals(
                List.of(
                        "Aioflask Uvicorn",
                        "Aiohttp Aiohttp",
                        "Bottle Gevent",
                        "Bottle Gunicorn",
                        "Bottle Meinheld",
                        "Bottle uWSGI",
                        "Falcon Gevent",
                        "Falcon Gunicorn",
                        "Falcon Meinheld",
                        "Falcon uWSGI",
                        "FastAPI Uvicorn",
                        "Flask Gevent",
                        "Flask Gunicorn",
                        "Flask Meinheld",
                        "Flask uWSGI",
                        "Quart Hypercorn",
                        "Quart Uvicorn",
                        "Sanic Sanic",
                        "Sanic Uvicorn",
                        "Starlette Uvicorn",
                        "Tornado Tornado"),
                rows);
    }
}
