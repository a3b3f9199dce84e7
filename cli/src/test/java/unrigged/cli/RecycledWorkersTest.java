package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;
import unrigged.setup.Setup;

/** Gunicorn that replaces its workers after a few requests: not a matter of the warm-up. */
@Tag("topology")
class RecycledWorkersTest {
    private static final String FINDING = "Processes came or went within the window";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void recycledWorkersAreFoundWithTheirNumberAndSteadyOnesAreNot() throws Exception {
        Files.writeString(
                folder.resolve("app.py"),
                """
                def app(environ, start_response):
                    start_response('200 OK', [('Content-Type', 'application/json'), ('Content-Length', '2')])
                    return [b'{}']
                """);
        String gunicorn =
                "command: [%s, -m, gunicorn, --bind, '127.0.0.1:{port}', --workers, '{workers}', --no-control-socket%s, 'app:app']\n    path: /\n    expect: {status: 200}\n";
        CliProcess setup = CliProcess.start(folder, "setup", "--stacks", "flask-gunicorn");
        assertEquals(0, setup.await(Duration.ofMinutes(5)), setup.err());
        String python = python();
        Files.writeString(
                folder.resolve("stacks.yaml"),
                "stacks:\n  steady:\n    "
                        + gunicorn.formatted(python, "")
                        + "  recycling:\n    "
                        + gunicorn.formatted(python, ", --max-requests, '200'"));
        Path plan =
                Files.writeString(
                        folder.resolve("plan.yaml"),
                        """
                        name: recycled
                        catalogs: [stacks.yaml]
                        baseline: steady
                        stacks: [steady, recycling]
                        scenarios: [small]
                        define:
                          small: {workers_sync: "2", workers_async: "2", clients: "8", db_sessions: "8", delay: 2ms}
                        blocks: 1
                        trial: {warm_up: 300ms, window: 2s}
                        """);
        CliProcess cli =
                CliProcess.start(
                        folder,
                        "run",
                        plan.toString(),
                        "--out",
                        "" + folder.resolve("run"),
                        "--json");
        cli.awaitMeasured(Duration.ofMinutes(3));
        JsonNode rows = Json.LINES.readTree(cli.out()).path("scenarios").path(0).path("rows");
        for (JsonNode row : rows) {
            List<String> evidence =
                    StreamSupport.stream(row.path("findings").spliterator(), false)
                            .filter(finding -> finding.path("what").asString().equals(FINDING))
                            .map(finding -> finding.path("evidence").asString())
                            .toList();
            if (row.path("stack").asString().equals("steady")) {
                assertEquals(List.of(), evidence);
            } else {
                assertEquals(1, evidence.size(), row.toString());
                assertTrue(
                        evidence.getFirst().matches(".*app: [1-9]\\d* new, [1-9]\\d* gone.*"),
                        evidence.getFirst());
            }
        }
    }

    private static String python() throws Exception {
        Path environments = Setup.cacheDirectory(System.getenv()).resolve("environments");
        try (var all = Files.walk(environments, 3)) {
            return all.filter(file -> file.endsWith(Path.of("bin/python")))
                    .filter(file -> Files.exists(file.resolveSibling("gunicorn")))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
