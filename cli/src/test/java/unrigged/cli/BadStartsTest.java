package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Journal;
import unrigged.program.EnvironmentException;

/** One bad start costs one trial; only what every trial needs ends the run, and says so. */
@Tag("topology")
class BadStartsTest {
    private static final String CATALOG =
            """
            environments:
              python: {kind: python, lock: %s}
            servers:
              plain: {name: Plain, language: python, concurrency: sync, worker: process, environment: python,
                      command: ["{python}", "%s", "{port}", none], stop_signal: TERM}
              unknown: {name: Plain, language: python, concurrency: sync, worker: process, environment: python,
                        command: ["{python}", "{no_such_thing}"], stop_signal: TERM}
            applications:
              here: {framework: None, language: python, directory: ., target: x, driver: none}
              vanished: {framework: None, language: python, directory: vanished, target: x, driver: none}
            stacks:
              good: {application: here, server: plain}
              nowhere: {application: vanished, server: plain}
              unheard-of: {application: here, server: unknown}
            """;

    private static final String PLAN =
            """
            name: starts
            baseline: good
            stacks: [%s]
            scenarios: [small]
            define:
              small: {workers_sync: "1", workers_async: "1", clients: "4", db_sessions: "4", delay: "%s"}
            blocks: %d
            seed: 1
            deployment: alone
            trial: {warm_up: 200ms, window: 1s, ready_timeout: 10s}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Whether it is carried out or ends early, nothing of it is left running. */
    private Journal run(
            String stacks,
            String delay,
            int blocks,
            List<String> loader,
            BiConsumer<TrialSlot, String> phases)
            throws Exception {
        Files.createDirectories(folder.resolve("vanished"));
        Path server = Path.of("src/test/resources/flawed_server.py").toAbsolutePath();
        Path lock = CliProcess.CHECKOUT.resolve("stacks/python/main.lock");
        Catalog catalog =
                Catalog.read(
                        Files.writeString(
                                folder.resolve("stacks.yaml"), CATALOG.formatted(lock, server)));
        ExecutedPlan run = new ExecutedPlan(folder, catalog, PLAN.formatted(stacks, delay, blocks));
        Files.delete(folder.resolve("vanished"));
        return run.measured(loader, phases);
    }

    private static List<String> reasons(Journal journal) {
        return journal.ended().values().stream()
                .filter(Event.TrialFailed.class::isInstance)
                .map(Event.TrialFailed.class::cast)
                .map(f -> f.slot().stack() + ", " + f.phase() + ": " + f.reason())
                .toList();
    }

    @Test
    void aStackThatCannotBeStartedFailsAloneAndSaysWhy() throws Exception {
        Journal journal = run("good, nowhere, unheard-of", "0", 1, List.of(), (_, _) -> {});
        assertEquals(1, journal.measured().size());
        List<String> reasons = reasons(journal).stream().sorted().toList();
        assertEquals(2, reasons.size(), reasons.toString());
        assertTrue(
                reasons.getFirst().startsWith("nowhere, start: app cannot be started: "),
                reasons.toString());
        assertTrue(reasons.getFirst().contains("vanished"), reasons.toString());
        assertTrue(reasons.getLast().contains("unknown placeholder"), reasons.toString());
        assertTrue(journal.last(Event.RunStopped.class).orElseThrow().complete());
    }

    @Test
    void aGeneratorThatDoesNotStartIsNamedWithItsOwnWords() throws Exception {
        Journal journal =
                run("good", "0", 2, List.of("-jar", "no-such-generator.jar"), (_, _) -> {});
        assertEquals(2, reasons(journal).size());
        for (Event.TrialFailed failed : journal.all(Event.TrialFailed.class)) {
            assertTrue(failed.reason().contains("the load process"), failed.reason());
            assertTrue(failed.reason().contains("status 1"), failed.reason());
            assertTrue(failed.evidence().contains("no-such-generator.jar"), failed.evidence());
        }
        assertTrue(journal.last(Event.RunStopped.class).orElseThrow().complete());
    }

    /**
     * Killed in the calibration, whose deployment is begun anew with another generator, and under
     * the load of the first trial.
     */
    @Test
    void aGeneratorThatDiesCostsOneTrial() throws Exception {
        List<String> killed = new ArrayList<>();
        Journal journal =
                run(
                        "good",
                        "2*cpu_per_request",
                        2,
                        List.of(),
                        (slot, phase) -> {
                            boolean first =
                                    slot.id().equals("calibration.1-01") || slot.position() == 1;
                            if (phase.equals("window")
                                    && first
                                    && killed.size() < 2
                                    && killed.stream().noneMatch(slot.id()::equals)
                                    && !slot.id().startsWith("calibration.2")) {
                                killed.add(slot.id());
                                ExecutedPlan.end("unrigged-load.jar");
                            }
                        });
        assertEquals(2, killed.size(), killed.toString());
        List<Event.DeploymentEnded> ended = journal.all(Event.DeploymentEnded.class);
        assertEquals(2, ended.size(), ended.toString());
        assertTrue(ended.getFirst().why().orElse("").startsWith("the load process"), ended + "");
        assertTrue(ended.getLast().complete(), ended.toString());
        List<String> reasons = reasons(journal);
        assertEquals(1, reasons.size(), reasons.toString());
        assertTrue(reasons.getFirst().startsWith("good, window: the load process"), reasons + "");
        assertTrue(reasons.getFirst().contains("status 137"), reasons.toString());
        assertEquals(1, journal.measured().size());
    }

    @Test
    void aSupervisorThatIsKilledEndsTheRunWithTheTrueReason() throws Exception {
        EnvironmentException ended =
                assertThrows(
                        EnvironmentException.class,
                        () ->
                                run(
                                        "good",
                                        "0",
                                        2,
                                        List.of(),
                                        (_, phase) -> {
                                            if (phase.equals("window")) {
                                                ExecutedPlan.end("SupervisorMain");
                                            }
                                        }));
        String message = ended.text();
        assertTrue(message.contains("lost connection to the process supervisor"), message);
        assertTrue(message.contains("resume the run"), message);
        assertFalse(message.contains("disk space"), message);
        Event.RunStopped stopped =
                Journal.read(folder.resolve("run/journal.jsonl"))
                        .last(Event.RunStopped.class)
                        .orElseThrow();
        assertTrue(
                stopped.why().orElseThrow().startsWith("failed: lost connection"),
                stopped.toString());
    }

    @Test
    void aRunWhoseDirectoryIsGoneEndsAndSaysSo() throws Exception {
        Path run = folder.resolve("run");
        EnvironmentException ended =
                assertThrows(
                        EnvironmentException.class,
                        () ->
                                run(
                                        "good",
                                        "0",
                                        4,
                                        List.of(),
                                        (slot, phase) -> {
                                            if (phase.equals("stop") && slot.position() == 1) {
                                                run.toFile()
                                                        .renameTo(folder.resolve("moved").toFile());
                                            }
                                        }));
        String message = ended.text();
        assertTrue(message.contains("cannot be used any more"), message);
        assertTrue(message.contains(run.toString()), message);
    }
}
