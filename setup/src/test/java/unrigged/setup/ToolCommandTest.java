package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

class ToolCommandTest {
    /** Two generations, each of which would live on for a minute. */
    private static final String FAMILY =
            "(sleep 60 & echo $! > grandchild; wait) & echo $! > child; wait";

    @TempDir Path folder;
    private final ToolCommand command =
            new ToolCommand(HostMachine.real(), words -> {}, line -> {});

    private Call shell(Duration limit, String script) {
        return Call.of(limit, List.of("/bin/sh", "-c", script)).in(folder);
    }

    @Test
    void theFailureQuotesCommandExitCodeAndLastLines() throws Exception {
        Outcome outcome =
                command.run(shell(Duration.ofSeconds(10), "seq 1 20; echo no route >&2; exit 7"));
        assertFalse(outcome.succeeded());
        assertTrue(outcome.failure().contains("exited with 7 after"), outcome.failure());
        assertTrue(outcome.failure().endsWith("  19\n  20\n  no route"), outcome.failure());
        assertFalse(outcome.failure().contains("  12\n"), outcome.failure());
    }

    @Test
    void mavensEpilogueDoesNotHideItsError() throws Exception {
        String said =
                """
                \\033[1;31m[ERROR]\\033[m Could not transfer artifact
                [ERROR]
                [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                [ERROR] Re-run Maven using the -X switch to enable full debug logging.
                [ERROR] For more information about the errors and possible solutions, read
                [ERROR] [Help 1] somewhere
                """;
        Outcome outcome =
                command.run(shell(Duration.ofSeconds(10), "printf '" + said + "'; exit 1"));
        assertTrue(
                outcome.failure().endsWith("last lines:\n  [ERROR] Could not transfer artifact"),
                outcome.failure());
    }

    @Test
    void linesArriveAndVariablesAreSet() throws Exception {
        List<String> lines = new ArrayList<>();
        Outcome outcome =
                command.run(
                        shell(Duration.ofSeconds(10), "echo $A; echo b")
                                .with(Map.of("A", "a"))
                                .each(lines::add));
        assertTrue(outcome.succeeded());
        assertEquals("a\nb", outcome.output());
        assertEquals(List.of("a", "b"), lines);
    }

    @Test
    void aCommandThatIsNotThereIsAnOutcome() throws Exception {
        Outcome outcome = command.run(Call.of(Duration.ofSeconds(5), List.of("/no/such/tool")));
        assertFalse(outcome.succeeded());
        assertTrue(outcome.failure().contains("/no/such/tool"), outcome.failure());
    }

    @Test
    void whenTimeIsUpTheWholeFamilyDies() throws Exception {
        Outcome outcome = command.run(shell(Duration.ofMillis(700), FAMILY));
        assertFalse(outcome.succeeded());
        assertTrue(outcome.verdict().startsWith("was stopped after"), outcome.verdict());
        assertDead("child");
        assertDead("grandchild");
    }

    @Test
    void anInterruptEndsTheWholeFamily() throws Exception {
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    assertThrows(
                            InterruptedException.class,
                            () -> command.run(shell(Duration.ofMinutes(1), FAMILY)));
                    return null;
                });
        Thread runner = Thread.ofPlatform().start(task);
        awaitFile("grandchild");
        runner.interrupt();
        task.get();
        assertDead("child");
        assertDead("grandchild");
    }

    @Test
    void aStragglerThatKeepsTheOutputOpenDoesNotHoldUs() throws Exception {
        Outcome outcome =
                command.run(
                        shell(Duration.ofSeconds(20), "sleep 60 & echo $! > straggler; exit 0"));
        assertTrue(outcome.succeeded());
        assertDead("straggler");
    }

    /** Run as a program of its own and killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            new ToolCommand(HostMachine.real(), words -> {}, line -> {})
                    .run(
                            Call.of(Duration.ofMinutes(1), List.of("/bin/sh", "-c", FAMILY))
                                    .in(Path.of(arguments[0])));
        }
    }

    @Test
    @Tag("topology")
    void evenOurOwnSigkillLeavesNobodyBehind() throws Exception {
        Process victim =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        awaitFile("grandchild");
        victim.destroyForcibly().waitFor();
        assertDead("child");
        assertDead("grandchild");
    }

    private void awaitFile(String name) throws IOException, InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (Files.exists(folder.resolve(name))
                    && !Files.readString(folder.resolve(name)).isBlank()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(name + " was not written within 20 s");
    }

    private void assertDead(String name) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readString(folder.resolve(name)).strip());
        for (int i = 0; i < 250; i++) {
            if (!lives(pid)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(name + " " + pid + " still lives after 5 s");
    }

    /** A zombie, whose new parent has not looked yet, is dead. */
    private static boolean lives(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .noneMatch(line -> line.startsWith("State:") && line.contains("Z"));
    }
}
