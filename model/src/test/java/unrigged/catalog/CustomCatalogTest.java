package unrigged.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

/** Catalogue files that are added to the built-in one. */
class CustomCatalogTest {
    private static final Path BUILT_IN = Path.of("../stacks/stacks.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Catalog catalog(String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "stacks:\n" + rows);
        return Catalog.read(BUILT_IN, List.of(file));
    }

    private Stack mine(String row) throws IOException {
        return catalog("  mine: " + row + "\n").find("mine").orElseThrow();
    }

    @Test
    void aRowMayPutItsOwnApplicationOnABuiltInServer() throws IOException {
        Stack stack =
                mine(
                        "{application: {framework: Mine, language: python, target: 'mine:app',"
                                + " driver: psycopg3}, server: uvicorn}");
        assertEquals("Uvicorn", stack.server());
        assertEquals("python", stack.environment().name());
        assertEquals(folder, stack.directory());
        assertEquals(Optional.empty(), stack.request());
    }

    @Test
    void ofAnEntryOfTheUsersOwnItHasToBeSaidThatItReadsALiveDelay() throws IOException {
        String own =
                "{application: {framework: M, language: python, target: m, driver: d%s}, server: uvicorn}";
        assertFalse(mine(own.formatted("")).liveDelay());
        assertTrue(mine(own.formatted(", live_delay: true")).liveDelay());
        assertFalse(mine("{command: [./x]}").liveDelay());
        assertTrue(mine("{command: [./x], live_delay: true}").liveDelay());
        // The program is a built-in one.
        assertTrue(mine("{application: flask, server: uwsgi}").liveDelay());
    }

    @Test
    void anAdditionIsKnownByItsPlaceItsHashAndItsRows() throws IOException {
        Catalog catalog = catalog("  mine: {application: flask, server: uwsgi}\n");
        Catalog.Addition addition = catalog.additions().getFirst();
        assertEquals(folder.resolve("mine.yaml"), addition.file());
        assertEquals(List.of("mine"), addition.stacks());
        assertEquals(64, addition.sha256().length());
        assertTrue(catalog.find("flask-gunicorn").isPresent());
    }

    @Test
    void anExistingApplicationSaysItsCommandItsPathAndWhatItExpects() throws IOException {
        Stack stack =
                mine(
                        "{command: [./server, --port, '{port}'], directory: bin, path: '/api/item?id=7',"
                                + " expect: {status: 201, length: 12, contains: seven, json: {id: 7}},"
                                + " variables: {MODE: fast}, stop_signal: INT}");
        assertEquals(
                Optional.of(
                        new CustomRequest(
                                "/api/item?id=7",
                                201,
                                OptionalLong.of(12),
                                Optional.empty(),
                                Optional.of("seven"),
                                Map.of("id", "7"))),
                stack.request());
        assertEquals(
                new Environment.Programs("mine", folder.resolve("bin"), List.of("./server")),
                stack.environment());
        assertEquals(Map.of("MODE", "fast"), stack.custom().orElseThrow().variables());
        assertEquals(Concurrency.UNKNOWN, stack.concurrency());
        assertEquals(OptionalInt.empty(), stack.fixedPort());
        assertEquals("INT", stack.stopSignal());
    }

    @Test
    void aProgramThatIsAskedTheArticlesRequestMayReadItsPortFromItsEnvironment()
            throws IOException {
        Stack stack =
                mine(
                        "{command: ['{node}', server.js], environment: {kind: node, project: .},"
                                + " language: node, concurrency: event-loop}");
        assertEquals(new Environment.Node("mine", folder), stack.environment());
        assertEquals(Optional.empty(), stack.request());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flask-gunicorn: {application: flask, server: uwsgi} | mine.yaml:2:19: stacks.flask-gunicorn: there is a stack 'flask-gunicorn' already (",
                "mine: {application: flask, server: uwsgy} | mine.yaml:2:38: stacks.mine.server: unknown server 'uwsgy'; did you mean 'uwsgi'?",
                "mine: {command: [./x], path: /} | mine.yaml:2:9: stacks.mine: the program is not given its port; expected {port} in its command or variables",
                "mine: {command: [], port: 8080} | mine.yaml:2:19: stacks.mine.command: expected a program and its arguments",
                "mine: {command: [x], port: 80800} | mine.yaml:2:30: stacks.mine.port: expected a whole number from 1 to 65535 but found '80800'",
                "mine: {command: [x], live_delay: 1} | mine.yaml:2:36: stacks.mine.live_delay: expected true or false but found '1'",
                "mine: {command: [x], port: 8080, path: /, live_delay: true} | stacks.mine.live_delay: a program with a 'path' of its own does not send the article's query",
                "mine: {command: [x], port: 8080, path: api} | mine.yaml:2:42: stacks.mine.path: expected a path that begins with /",
                "mine: {command: [x], port: 8080, path: '/a b'} | others percent-encoded: a space is %20",
                "mine: {command: [x], port: 8080, path: '/ä'} | visible ASCII characters only",
                "mine: {command: [x], expect: {status: 200}} | mine.yaml:2:32: stacks.mine.expect: 'expect' needs 'path'",
                "mine: {command: [x], port: 8080, path: /, expect: {length: 3, mask: abc}} | mine.yaml:2:53: stacks.mine.expect: a mask has a length already",
                "mine: {command: [x], port: 8080, path: /, expect: {lenght: 3}} | mine.yaml:2:54: stacks.mine.expect.lenght: unknown key 'lenght'; did you mean 'length'?",
                "mine: {command: [x], server: uvicorn, application: flask} | stacks.mine.application: unknown key 'application'",
                "mine: {command: [x], environment: {kind: nod, project: .}} | mine.yaml:2:44: stacks.mine.environment.kind: unknown kind of environment 'nod'; did you mean 'node'?",
            })
    void aWrongEntryIsRefusedNamingThePlaceAndWhatWasExpected(String row, String message) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> catalog("  " + row + "\n"));
        assertTrue(refused.text().contains(message), refused.text());
    }
}
