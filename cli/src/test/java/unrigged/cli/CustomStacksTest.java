package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import unrigged.catalog.Catalog;
import unrigged.catalog.Environment;
import unrigged.catalog.Stack;
import unrigged.journal.Json;

/** Stacks of a user's own: scaffolded by `new`, or an application that exists. */
class CustomStacksTest {
    private static final Path BUILT_IN = CliProcess.CHECKOUT.resolve("stacks/stacks.yaml");
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    private static final String EXISTING =
            """
            stacks:
              existing:
                command: [python3, existing_server.py, "{port}"]
                path: /items/7
                expect: {status: 200, length: 27, json: {id: 7, greeting: hello}}
                variables: {GREETING: hello}
              wrong:
                command: [python3, existing_server.py, "{port}"]
                path: /items/7
                expect: {json: {id: 8}}
              redirecting:
                command: [python3, existing_server.py, "{port}"]
                path: /item
                expect: {json: {id: 7}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void installation() {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
    }

    private static int call(StringWriter err, String... arguments) {
        CommandLine line = Unrigged.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private Path scaffold(String language) {
        Path target = folder.resolve("my-" + language);
        StringWriter err = new StringWriter();
        int status =
                call(
                        err,
                        "new",
                        "my-" + language,
                        "--language",
                        language,
                        "--directory",
                        target.toString());
        assertEquals(0, status, err.toString());
        return target;
    }

    @ParameterizedTest
    @CsvSource({
        "python, app.py, Python, python",
        "java, src/main/java/Main.java, Maven, my-java",
        "node, server.js, Node, my-node",
        "go, main.go, Go, my-go",
    })
    void aScaffoldIsACatalogueThatParsesAndNamesItsOwnFiles(
            String language, String source, String kind, String environment) throws Exception {
        Path target = scaffold(language);
        Stack stack =
                Catalog.read(BUILT_IN, List.of(target.resolve("stacks.yaml")))
                        .find("my-" + language)
                        .orElseThrow();
        assertEquals(language, stack.language());
        assertEquals(target, stack.directory());
        assertEquals(kind, stack.environment().getClass().getSimpleName());
        assertEquals(environment, stack.environment().name());
        assertTrue(stack.liveDelay());
        assertTrue(Files.exists(target.resolve(source)));
        if (stack.environment() instanceof Environment.Maven maven) {
            assertTrue(Files.readString(maven.project().resolve("pom.xml")).contains("my-java"));
        }
    }

    @Test
    void whatExistsIsNeverOverwritten() throws Exception {
        Path target = folder.resolve("mine");
        Files.writeString(Files.createDirectories(target).resolve("app.py"), "precious");
        StringWriter err = new StringWriter();
        assertEquals(
                2,
                call(err, "new", "mine", "--language", "python", "--directory", target.toString()));
        assertTrue(err.toString().contains("app.py exists and is not overwritten"), err.toString());
        assertEquals("precious", Files.readString(target.resolve("app.py")));
        assertTrue(Files.notExists(target.resolve("stacks.yaml")));
    }

    @Test
    @Tag("topology")
    void aScaffoldAndAnExistingApplicationAreMeasuredThroughTheWholeChain() throws Exception {
        Path target = scaffold("python");
        Files.copy(
                Path.of("src/test/resources/existing_server.py"),
                folder.resolve("existing_server.py"));
        Path existing = Files.writeString(folder.resolve("existing.yaml"), EXISTING);
        Path plan =
                Files.writeString(
                        folder.resolve("plan.yaml"),
                        """
                        name: own
                        catalogs: [existing.yaml, my-python/stacks.yaml]
                        baseline: my-python
                        stacks: [my-python, existing, wrong, redirecting]
                        scenarios: [small]
                        define:
                          small: {workers_sync: "2", workers_async: "2", clients: "8", db_sessions: "8", delay: 2ms}
                        blocks: 1
                        rounds: 1
                        trial: {ready_timeout: 6s}
                        slice: {warm_up: 200ms}
                        """);
        assertTrue(Files.exists(existing) && Files.exists(target));
        Path run = folder.resolve("run");
        CliProcess cli =
                CliProcess.start(folder, "run", plan.toString(), "--out", run.toString(), "--json");
        // Two of the stacks failed, and say so.
        assertEquals(1, cli.await(TIMEOUT), cli.err());
        assertTrue(cli.err().contains("2 of 4 rows have an error"), cli.err());
        for (JsonNode row : Json.LINES.readTree(cli.out()).path("scenarios").path(0).path("rows")) {
            String stack = row.path("stack").asString();
            boolean wrong = stack.equals("wrong") || stack.equals("redirecting");
            assertEquals(wrong, row.path("trials").asInt() == 0, row + cli.err());
            assertEquals(0, row.path("failed").asLong(0), stack);
            assertTrue(wrong || row.path("ok").asLong() > 50, row.toString());
            assertEquals(
                    switch (stack) {
                        case "my-python" -> "absent";
                        case "redirecting" -> "GET /item";
                        default -> "GET /items/7";
                    },
                    row.path("request").asString("absent"));
        }
        assertTrue(cli.err().contains("the member 'id' is '7' instead of '8'"), cli.err());
        assertTrue(
                cli.err()
                        .contains(
                                "301 Moved Permanently, Location: /items/7 — set path to /items/7"),
                cli.err());
        assertEquals(List.of(), CliProcess.leftOver(run));
        CliProcess again = CliProcess.start(folder, "resume", run.toString());
        assertEquals(1, again.await(TIMEOUT), "nothing left to do, but a trial failed");
    }
}
