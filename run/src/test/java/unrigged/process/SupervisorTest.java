package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes; whatever is started carries a number in its arguments that no other process has.
 */
class SupervisorTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final String mark = "86" + System.nanoTime() % 1_000_000_000;

    private ProcessCommand shell(String script) {
        return new ProcessCommand(
                "test",
                List.of("sh", "-c", script),
                Map.of("PATH", "/usr/bin:/bin"),
                folder,
                folder.resolve("log"),
                "TERM",
                false);
    }

    @Test
    void theExitStatusAndTheOutputOfAProcessAreKept() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            ManagedProcess process =
                    supervisor.run(shell("echo out; echo err >&2; echo $UNSET$PATH; exit 7"));
            assertTrue(process.awaitExit(TIMEOUT));
            assertEquals(7, process.exitStatus().orElseThrow());
            assertEquals("out\nerr\n/usr/bin:/bin\n", Files.readString(folder.resolve("log")));
        }
    }

    @Test
    void aProgramThatDoesNotExistEndsWithAMessageInItsLog() throws Exception {
        ProcessCommand missing =
                new ProcessCommand(
                        "app",
                        List.of("/no/such/program"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        folder,
                        folder.resolve("log"),
                        "TERM",
                        false);
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            ManagedProcess process = supervisor.run(missing);
            assertTrue(process.awaitExit(TIMEOUT));
            assertEquals(127, process.exitStatus().orElseThrow());
            assertTrue(Files.readString(folder.resolve("log")).contains("/no/such/program"));
        }
    }

    @Test
    void aWorkingDirectoryThatDoesNotExistIsRefused() throws Exception {
        ProcessCommand nowhere =
                new ProcessCommand(
                        "app",
                        List.of("true"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        folder.resolve("none"),
                        folder.resolve("log"),
                        "TERM",
                        false);
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            String message =
                    String.valueOf(
                            assertThrows(ProcessStartException.class, () -> supervisor.run(nowhere))
                                    .getMessage());
            assertTrue(message.startsWith("app cannot be started:"), message);
        }
    }

    @Test
    @Tag("slow")
    void closingEndsEvenWhatIgnoresSignalsAndWhatFledFromItsParent() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            var _ =
                    supervisor.run(
                            shell("trap '' TERM INT HUP; while :; do sleep " + mark + "; done"));
            var _ =
                    supervisor.run(
                            shell(
                                    "setsid sh -c 'trap \"\" TERM; sleep "
                                            + mark
                                            + "' & sleep "
                                            + mark));
            await(() -> marked() >= 3);
        }
        assertEquals(0, marked());
    }

    @Test
    void orphansOfAnEndedProcessAreSweptAndNamed() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            ManagedProcess parent = supervisor.run(shell("setsid sleep " + mark + " & exit 0"));
            assertTrue(parent.awaitExit(TIMEOUT));
            await(() -> marked() == 1);
            String killed = supervisor.killOrphans();
            assertTrue(killed.startsWith("sleep (pid "), killed);
            assertEquals(0, marked());
            assertEquals("", supervisor.killOrphans());
        }
    }

    @Test
    void aLiveProcessAndItsChildrenAreNotSwept() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            var _ = supervisor.run(shell("sleep " + mark + " & wait"));
            await(() -> marked() >= 1);
            assertEquals("", supervisor.killOrphans());
            assertTrue(marked() >= 1);
        }
    }

    /** 65,535 bytes are what a length of two bytes can say. */
    @Test
    void argumentsVariablesAndCommandsOfAnySizeThatTheSystemTakesArrive() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            for (int bytes : new int[] {65_534, 65_535, 65_536, 100_000, 131_000}) {
                Path log = folder.resolve("log-" + bytes);
                ManagedProcess process =
                        supervisor.run(
                                command(
                                        log,
                                        Map.of(
                                                "PATH",
                                                "/usr/bin:/bin",
                                                "LARGE",
                                                "ä".repeat(bytes / 2)),
                                        "sh",
                                        "-c",
                                        "printf %s \"$1$LARGE\" | wc -c",
                                        "sh",
                                        "x".repeat(bytes)));
                assertTrue(process.awaitExit(TIMEOUT));
                assertEquals(
                        bytes + bytes / 2 * 2, Integer.parseInt(Files.readString(log).strip()));
            }
        }
    }

    @Test
    void whatTheSystemDoesNotTakeIsRefusedByNameAndTheOthersGoOn() throws Exception {
        Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
        Path log = folder.resolve("log");
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            var _ = supervisor.run(shell("exec sleep " + mark));
            String argument =
                    refused(supervisor, command(log, path, "true", "y", "x".repeat(200_000)));
            assertTrue(argument.contains("argument 7 ('xxx"), argument);
            assertTrue(argument.contains("200001 bytes"), argument);
            String variable =
                    refused(
                            supervisor,
                            command(log, Map.of("CLASSPATH", "x".repeat(200_000)), "true"));
            assertTrue(variable.contains("variable CLASSPATH with 200011 bytes"), variable);
            String huge =
                    refused(
                            supervisor,
                            command(
                                    log,
                                    Map.of("HUGE", "x".repeat(SupervisorProtocol.LENGTH_MAX)),
                                    "true"));
            assertTrue(huge.contains("variable HUGE"), huge);
            String name = refused(supervisor, command(log, Map.of("A=B", "c"), "true"));
            assertTrue(name.startsWith("test cannot be started: "), name);
            assertFalse(name.contains("131072"), "size is not the reason: " + name);
            await(() -> marked() == 1);
            assertEquals("", supervisor.killOrphans());
            assertTrue(supervisor.run(shell("exit 0")).awaitExit(TIMEOUT));
        }
    }

    /** Their names together do not fit a length of two bytes. */
    @Test
    @Tag("slow")
    void thousandsOfOrphansAreSweptAndNamed() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            ManagedProcess parent =
                    supervisor.run(
                            shell(
                                    "cp /usr/bin/sleep ./sleeping-beauty; i=0; while [ $i -lt 2500 ]; do"
                                            + " ./sleeping-beauty "
                                            + mark
                                            + " & i=$((i+1)); done; exit 0"));
            assertTrue(parent.awaitExit(Duration.ofSeconds(60)));
            String killed = supervisor.killOrphans();
            assertTrue(killed.length() > 65_535, "" + killed.length());
            assertEquals(0, marked());
            assertEquals("", supervisor.killOrphans());
        }
    }

    @Test
    void aSupervisorThatIsTooSlowRefusesOneStartAndLeavesNothingOfIt() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            signal("STOP", supervisor.pid());
            String late =
                    String.valueOf(
                            assertThrows(
                                            ProcessStartException.class,
                                            () ->
                                                    supervisor.run(
                                                            shell("exec sleep " + mark),
                                                            Duration.ofMillis(200)))
                                    .getMessage());
            assertTrue(late.contains("no answer from the process supervisor within 200 ms"), late);
            signal("CONT", supervisor.pid());
            assertTrue(supervisor.run(shell("exit 0")).awaitExit(TIMEOUT));
            await(() -> marked() == 0);
        }
    }

    @Test
    void aSupervisorThatWasKilledIsLostForAll() throws Exception {
        try (Supervisor supervisor = Supervisor.start(JAVA)) {
            ManagedProcess process = supervisor.run(shell("exec sleep " + mark));
            signal("KILL", supervisor.pid());
            assertTrue(process.awaitExit(TIMEOUT));
            SupervisorLostException lost =
                    assertThrows(
                            SupervisorLostException.class, () -> supervisor.run(shell("exit 0")));
            assertTrue(
                    String.valueOf(lost.getMessage())
                            .startsWith("lost connection to the process supervisor (process "),
                    lost.getMessage());
            assertThrows(SupervisorLostException.class, supervisor::killOrphans);
            assertThrows(SupervisorLostException.class, process::terminate);
        }
        await(() -> marked() == 0);
    }

    private ProcessCommand command(Path log, Map<String, String> environment, String... arguments) {
        return new ProcessCommand(
                "test", List.of(arguments), environment, folder, log, "TERM", false);
    }

    private static String refused(Supervisor supervisor, ProcessCommand command) {
        return String.valueOf(
                assertThrows(ProcessStartException.class, () -> supervisor.run(command))
                        .getMessage());
    }

    private static void signal(String name, long pid) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor());
    }

    /**
     * The controller dies in the hardest way; its supervisor, then its supervisor's children, must
     * follow.
     */
    @Test
    @Tag("campaign")
    void nothingOutlivesAControllerThatWasKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process controller = controller();
            await(() -> marked() >= 3);
            var _ = controller.destroyForcibly();
            assertTrue(controller.waitFor(10, TimeUnit.SECONDS));
            await(() -> marked() == 0);
        }
    }

    /** Controller and supervisor are killed in one go: then the kernel tells the children. */
    @Test
    @Tag("campaign")
    void nothingOutlivesAControllerKilledTogetherWithItsSupervisor() throws Exception {
        Process controller = controller();
        await(() -> marked() >= 3);
        List<ProcessHandle> supervisors = controller.children().toList();
        assertFalse(supervisors.isEmpty());
        var _ = controller.destroyForcibly();
        supervisors.forEach(ProcessHandle::destroyForcibly);
        await(() -> marked() == 0);
    }

    /** A JVM that starts two processes, one of them with a child, and then only waits. */
    private Process controller() throws IOException {
        return new ProcessBuilder(
                        JAVA.resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Controller.class.getName(),
                        folder.toString(),
                        mark)
                .inheritIO()
                .start();
    }

    static final class Controller {
        private Controller() {}

        public static void main(String[] args) throws InterruptedException {
            SupervisorTest test = new SupervisorTest();
            test.folder = Path.of(args[0]);
            Supervisor supervisor = Supervisor.start(JAVA);
            var _ = supervisor.run(test.shell("exec sleep " + args[1]));
            var _ =
                    supervisor.run(
                            test.shell("trap 'kill $!; exit' TERM; sleep " + args[1] + " & wait"));
            Thread.sleep(60_000);
        }
    }

    /** Processes other than JVMs whose arguments hold the mark. */
    private long marked() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(mark))
                .filter(p -> !p.info().command().orElse("").endsWith("java"))
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        // Asked once more it need not hold: a process that is just begun has the words of its
        // parent.
        for (int i = 0; i < 1_000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        fail("did not come true within 10 s");
    }
}
