package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.program.EnvironmentException;
import unrigged.report.Report;
import unrigged.report.ResultTable;

/**
 * Servers with one flaw each, on a real topology: each trial fails for the right reason, and the
 * run goes on.
 */
@Tag("topology")
class PlantedFaultsTest {
    private static final String PLAN =
            """
            name: planted
            baseline: %s
            stacks: [%s]
            scenarios: [small]
            define:
              small: {workers_sync: "1", workers_async: "1", clients: "4", db_sessions: "4", delay: "0"}
            blocks: 1
            seed: 1
            deployment: alone
            trial: {warm_up: 200ms, window: %s, ready_timeout: %s}
            ports: {from: %d, to: %d}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** A catalogue of one-file servers: the first argument says what is wrong with them. */
    private Catalog catalog(List<String> flaws) throws Exception {
        Files.copy(
                Path.of("src/test/resources/flawed_server.py"), folder.resolve("flawed_server.py"));
        StringBuilder yaml =
                new StringBuilder(
                        "environments:\n  python: {kind: python, lock: %s}\nservers:\n"
                                .formatted(CliProcess.CHECKOUT.resolve("stacks/python/main.lock")));
        for (String flaw : flaws) {
            yaml.append(
                    """
                      %1$s: {name: Flawed, language: python, concurrency: sync, worker: process, environment: python,
                             command: ["{python}", "{directory}/flawed_server.py", "{port}", %1$s], stop_signal: TERM}
                    """
                            .formatted(flaw));
        }
        yaml.append(
                "applications:\n  own: {framework: None, language: python, directory: ., target: x, driver: none}\nstacks:\n");
        flaws.forEach(flaw ->
                yaml.append("  ")
                        .append(flaw)
                        .append(": {application: own, server: ")
                        .append(flaw)
                        .append("}\n"));
        return Catalog.read(Files.writeString(folder.resolve("stacks.yaml"), yaml));
    }

    private Journal run(List<String> stacks, String readyTimeout, int fromPort, int toPort)
            throws Exception {
        return run(stacks, "2s", readyTimeout, fromPort, toPort);
    }

    private Journal run(
            List<String> stacks, String window, String readyTimeout, int fromPort, int toPort)
            throws Exception {
        Catalog catalog = catalog(stacks);
        return new ExecutedPlan(
                        folder,
                        catalog,
                        PLAN.formatted(
                                stacks.getFirst(),
                                String.join(", ", stacks),
                                window,
                                readyTimeout,
                                fromPort,
                                toPort))
                .measured(List.of(), (_, _) -> {});
    }

    @Test
    void eachFlawIsNamedAndNoneStopsTheRun() throws Exception {
        Map<String, String> expected =
                Map.of(
                        "dies", "readiness: the app process exited unexpectedly (status 3)",
                        "silent", "readiness: not ready within 2000 ms: no right answer",
                        "deaf", "readiness: not ready within 2000 ms: nothing listens on port",
                        "error", "readiness: not ready within 2000 ms: no right answer",
                        "wrong-row", "readiness: not ready within 2000 ms: no right answer",
                        "crashes", "the app process exited unexpectedly (status 9)");
        Journal journal = run(List.copyOf(expected.keySet()), "2s", 20_000, 31_999);
        assertEquals(expected.size(), journal.ended().size());
        for (Event.TrialFailed failed : journal.all(Event.TrialFailed.class)) {
            String stack = failed.slot().stack();
            String said = failed.phase() + ": " + failed.reason();
            // A crash under load may come in the warm-up or in the window.
            assertTrue(said.contains(String.valueOf(expected.get(stack))), stack + " → " + said);
        }
        assertEquals(expected.size(), journal.all(Event.TrialFailed.class).size());
        assertTrue(reasonOf(journal, "error").contains("HTTP 500 instead of 200"));
        assertTrue(reasonOf(journal, "wrong-row").contains("row 7 has b ="));
        Event.TrialFailed died =
                journal.all(Event.TrialFailed.class).stream()
                        .filter(f -> f.slot().stack().equals("dies"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(died.evidence().contains("no such table: planted"), died.evidence());
    }

    @Test
    void answersThatGoWrongUnderLoadAreCountedAsFailures() throws Exception {
        Journal journal = run(List.of("turns-wrong"), "5s", 20_000, 31_999);
        Event.TrialMeasured measured = journal.measured().getFirst();
        assertTrue(
                measured.load().failed().getOrDefault("wrong-body", 0L) > 0,
                measured.load().failed().toString());
        assertTrue(
                measured.load().failed().getOrDefault("status", 0L) > 0,
                measured.load().failed().toString());
    }

    @Test
    void aRequestThatIsNeverAnsweredIsSeenAlthoughNoneFailed() throws Exception {
        // Every 300th: 150 answers in a second are needed for one to be old when the window ends.
        Journal journal = run(List.of("right", "hangs"), "4s", "5s", 20_000, 31_999);
        for (Event.TrialMeasured measured : journal.measured()) {
            assertEquals(Map.of(), measured.load().failed(), measured.slot().stack());
            assertTrue(measured.load().ok() > 300, "only " + measured.load().ok() + " answers");
        }
        RunResult result = Report.read(new RunDirectory(folder.resolve("run")));
        RunResult.ScenarioResult scenario = result.scenarios().getFirst();
        assertEquals(
                Map.of("right", List.of(), "hangs", List.of("Requests hung")),
                scenario.rows().stream()
                        .collect(
                                Collectors.toMap(
                                        row -> row.stack().stack(),
                                        row ->
                                                row.findings().stream()
                                                        .filter(f -> f.severity() == Severity.ERROR)
                                                        .map(Finding::what)
                                                        .toList())));
        assertEquals(List.of("right", "hangs"), inOrder(scenario), "the faulty row comes last");
        assertNotEquals(
                "hangs", scenario.leader().map(RunResult.Leader::stack).orElse("nobody leads"));
        assertTrue(
                ResultTable.lines(result).stream()
                        .anyMatch(line -> line.startsWith("  hangs: not compared")),
                String.join("\n", ResultTable.lines(result)));
    }

    private static List<String> inOrder(RunResult.ScenarioResult scenario) {
        return scenario.rows().stream().map(row -> row.stack().stack()).toList();
    }

    @Test
    void aServerThatIgnoresItsStopSignalIsKilledAndItsTrialCounts() throws Exception {
        Journal journal = run(List.of("stubborn"), "5s", 20_000, 31_999);
        assertEquals(1, journal.measured().size());
    }

    @Test
    void aStrangerThatListensOnThePortIsNotMeasured() throws Exception {
        // The flawed server does not bind its port at all: a stranger in the range must not answer
        // in its name.
        Journal journal = run(List.of("steals"), "3s", 20_000, 31_999);
        String reason = reasonOf(journal, "steals");
        assertTrue(reason.contains("is held by a process that this trial did not start"), reason);
    }

    @Test
    void aRangeWithoutFreePortsIsSaidSo() throws Exception {
        List<ServerSocket> held = fourInARow();
        try {
            int from = held.getFirst().getLocalPort();
            EnvironmentException refused =
                    assertThrows(
                            EnvironmentException.class,
                            () -> run(List.of("dies"), "2s", from, from + 3));
            assertTrue(refused.text().contains("all ports from " + from), refused.text());
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static List<ServerSocket> fourInARow() throws IOException {
        for (int from = 12_000; ; from += 4) {
            List<ServerSocket> held = new ArrayList<>();
            try {
                for (int port = from; port < from + 4; port++) {
                    ServerSocket socket = new ServerSocket();
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    held.add(socket);
                }
                return held;
            } catch (BindException _) {
                for (ServerSocket socket : held) {
                    socket.close();
                }
            }
        }
    }

    private static String reasonOf(Journal journal, String stack) {
        return journal.all(Event.TrialFailed.class).stream()
                .filter(f -> f.slot().stack().equals(stack))
                .map(Event.TrialFailed::reason)
                .findFirst()
                .orElse("");
    }
}
