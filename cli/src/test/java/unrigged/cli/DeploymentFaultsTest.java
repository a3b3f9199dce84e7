package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.metric.ServerStart;
import unrigged.process.ProcFs;
import unrigged.program.EnvironmentException;
import unrigged.report.Report;

/** Servers with one flaw each beside a right one, and what happens to a tier that all share. */
@Tag("topology")
class DeploymentFaultsTest {
    private static final String PLAN =
            """
            name: planted
            reference_stack: right
            stacks: [%s]
            scenarios: [small]
            define:
              small: {workers_sync: "1", workers_async: "1", clients: "4", db_sessions: "4", delay: "0"}
            blocks: 1
            rounds: 2
            seed: 1
            trial: {ready_timeout: 3s}
            slice: {warm_up: 200ms, follow: 2s}
            """;

    private static final List<String> FLAWED =
            List.of("dies", "silent", "deaf", "error", "wrong-row", "unheard-of", "nowhere");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Catalog catalog(List<String> stacks) throws Exception {
        Path server = Path.of("src/test/resources/flawed_server.py").toAbsolutePath();
        StringBuilder yaml =
                new StringBuilder(
                        "environments:\n  python: {kind: python, lock: %s}\nservers:\n"
                                .formatted(CliProcess.CHECKOUT.resolve("stacks/python/main.lock")));
        for (String stack : stacks) {
            String flaw =
                    switch (stack) {
                        case "unheard-of" -> "{no_such_thing}";
                        case "right", "nowhere" -> "none";
                        default -> stack;
                    };
            yaml.append(
                    """
                      %1$s: {name: Flawed, language: python, concurrency: sync, worker: process, environment: python,
                             command: ["{python}", "%2$s", "{port}", "%3$s"], stop_signal: TERM}
                    """
                            .formatted(stack, server, flaw));
        }
        yaml.append(
                """
                applications:
                  own: {framework: None, language: python, directory: ., target: x, driver: none}
                  vanished: {framework: None, language: python, directory: vanished, target: x, driver: none}
                stacks:
                """);
        for (String stack : stacks) {
            yaml.append(
                    "  %s: {application: %s, server: %s}\n"
                            .formatted(stack, stack.equals("nowhere") ? "vanished" : "own", stack));
        }
        return Catalog.read(Files.writeString(folder.resolve("stacks.yaml"), yaml));
    }

    private Journal run(List<String> stacks, Consumer<TrialSlot> atWindow) throws Exception {
        Files.createDirectories(folder.resolve("vanished"));
        Catalog catalog = catalog(stacks);
        ExecutedPlan run =
                new ExecutedPlan(folder, catalog, PLAN.formatted(String.join(", ", stacks)));
        Files.delete(folder.resolve("vanished"));
        return run.measured(
                List.of(),
                (slot, phase) -> {
                    if (phase.equals("window")) {
                        atWindow.accept(slot);
                    }
                });
    }

    @Test
    void aServerThatDoesNotStartCostsItselfAndSaysWhy() throws Exception {
        List<String> stacks = new ArrayList<>(FLAWED);
        stacks.addFirst("right");
        Journal journal = run(stacks, _ -> {});
        Map<String, String> why = new HashMap<>();
        for (ServerStart start : journal.all(Event.DeploymentReady.class).getFirst().servers()) {
            start.failure().ifPresent(reason -> why.put(start.server(), reason));
        }
        assertEquals(FLAWED.size(), why.size(), why.toString());
        Map.of(
                        "dies", "the app process exited unexpectedly (status 3)",
                        "silent", "no right answer",
                        "deaf", "nothing listens on port",
                        "error", "HTTP 500 instead of 200",
                        "wrong-row", "row 7 has b =",
                        "unheard-of", "unknown placeholder",
                        "nowhere", "vanished")
                .forEach((stack, said) ->
                        assertTrue(
                                why.getOrDefault(stack, "").contains(said),
                                stack + ": " + why.get(stack)));
        assertTrue(journal.measured().size() >= 4, "both servers of the right one, two rounds");
        assertTrue(journal.last(Event.RunStopped.class).orElseThrow().complete());
    }

    /** Its slices of the block end there; those of the others do not. */
    @Test
    void aServerThatEndsUnderLoadCostsItsOwnValueOfTheBlock() throws Exception {
        Journal journal = run(List.of("right", "crashes"), _ -> {});
        assertTrue(
                journal.measured().stream()
                                .filter(slice -> slice.slot().stack().equals("right"))
                                .count()
                        >= 4,
                journal.all(Event.Observation.class).toString());
        RunResult result = Report.read(new RunDirectory(folder.resolve("run")));
        assertTrue(
                result.scenarios().getFirst().rows().stream()
                        .filter(row -> row.stack().stack().equals("crashes"))
                        .allMatch(row -> !row.findings().isEmpty()),
                result.scenarios().toString());
    }

    /** It is measured again in its place, and nothing is lost. */
    @Test
    void aServerThatStandsStillInOneWindowIsMeasuredAndSaysSo() throws Exception {
        Journal journal = run(List.of("right", "stalls"), _ -> {});
        assertEquals(List.of(), journal.all(Event.TrialFailed.class));
        List<Event.TrialMeasured> slices =
                journal.measured().stream()
                        .filter(slice -> slice.slot().stack().equals("stalls"))
                        .toList();
        assertEquals(2, slices.size(), slices.toString());
        Event.TrialMeasured second =
                slices.stream()
                        .filter(slice -> slice.emptyWindow().isPresent())
                        .findFirst()
                        .orElseThrow();
        assertEquals(0, second.emptyWindow().orElseThrow().ok());
        assertEquals(4, second.emptyWindow().orElseThrow().abandoned());
        assertTrue(second.load().ok() > 0, second.toString());
        assertEquals(0.5, second.timeline().windowNs() / 1e9, 0.1);
        assertTrue(second.timeline().warmUpNs() / 1e9 > 0.8, second.timeline().toString());
        RunResult result = Report.read(new RunDirectory(folder.resolve("run")));
        assertEquals(
                List.of("empty-windows"),
                result.scenarios().getFirst().rows().stream()
                        .filter(row -> row.stack().stack().equals("stalls"))
                        .flatMap(row -> row.findings().stream())
                        .map(finding -> finding.rule().id())
                        .filter(rule -> rule.equals("empty-windows") || rule.startsWith("failed"))
                        .toList());
    }

    /** What the clients of a warm-up asked for is answered before the first slice. */
    @Test
    void noRequestOfAWarmUpIsUnderWayWhenAWindowBegins() throws Exception {
        List<Integer> underWay = new ArrayList<>();
        run(
                List.of("right", "lingers"),
                slot -> {
                    if (slot.block() > 0) {
                        underWay.add(lines("lingers", "begins") - lines("lingers", "ends"));
                    }
                });
        assertEquals(6, underWay.size(), underWay.toString());
        assertEquals(Set.of(0), Set.copyOf(underWay), underWay.toString());
    }

    private int lines(String server, String word) {
        Path log = folder.resolve("run/logs/b01.1").resolve(server).resolve("app.log");
        try (Stream<String> lines = Files.lines(log)) {
            return (int) lines.filter(word::equals).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of the machine's memory is said to be little when 1.5 GiB of it are gone. */
    @Test
    void aServerThatEatsTheMemoryCostsItselfAndSaysHowMuch() throws Exception {
        long available = ProcFs.MACHINE.memoryAvailableBytes().orElseThrow();
        System.setProperty("unrigged.memoryLeftMin", "" + (available - (1536L << 20)));
        try {
            Journal journal = run(List.of("right", "eats"), _ -> {});
            List<Event.TrialFailed> failed = journal.all(Event.TrialFailed.class);
            assertEquals(1, failed.size(), failed.toString());
            assertEquals("eats", failed.getFirst().slot().stack());
            assertTrue(
                    failed.getFirst().reason().contains("Unrigged ended them"),
                    failed.getFirst().reason());
            assertTrue(
                    journal.measured().stream()
                                    .filter(slice -> slice.slot().stack().equals("right"))
                                    .count()
                            >= 4,
                    "both servers of the right one, two rounds");
            assertTrue(journal.last(Event.RunStopped.class).orElseThrow().complete());
        } finally {
            System.clearProperty("unrigged.memoryLeftMin");
        }
    }

    @Test
    void aDeploymentWhoseDatabaseEndsIsBegunAnewOnce() throws Exception {
        List<String> killed = new ArrayList<>();
        Journal journal =
                run(
                        List.of("right"),
                        slot -> {
                            if (killed.isEmpty()) {
                                killed.add(slot.id());
                                ExecutedPlan.end("max_connections=");
                            }
                        });
        List<Event.DeploymentEnded> ended = journal.all(Event.DeploymentEnded.class);
        assertEquals(
                List.of(false, true), ended.stream().map(Event.DeploymentEnded::complete).toList());
        assertTrue(ended.getFirst().why().orElse("").contains("the database"), ended.toString());
    }

    @Test
    void aGeneratorThatEndsAgainAndAgainEndsTheRunAndSaysSo() {
        EnvironmentException ended =
                assertThrows(
                        EnvironmentException.class,
                        () -> run(List.of("right"), _ -> ExecutedPlan.end("unrigged-load.jar")));
        assertTrue(ended.text().contains("the load process exited unexpectedly"), ended.text());
        assertTrue(ended.text().contains("failed 2 times"), ended.text());
    }
}
