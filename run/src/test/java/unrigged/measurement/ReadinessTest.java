package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.metric.Tier;
import unrigged.process.Listeners;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessCommand;
import unrigged.process.Supervisor;

/** Why a server ended before it was ready: the system is asked, not the server's log. */
class ReadinessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ManagedProcess run(Supervisor supervisor, List<String> command) throws Exception {
        return supervisor.run(
                new ProcessCommand(
                        "app",
                        command,
                        Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"),
                        folder,
                        folder.resolve("log"),
                        "TERM",
                        false));
    }

    private ManagedProcess ended(Supervisor supervisor, String script) throws Exception {
        ManagedProcess process = run(supervisor, List.of("sh", "-c", script));
        assertTrue(process.awaitExit(TIMEOUT));
        return process;
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void aLogThatMentionsAnAddressInUseIsNoProofThatThePortIsTaken() throws Exception {
        int free;
        try (ServerSocket socket = listening()) {
            free = socket.getLocalPort();
        }
        try (Supervisor supervisor = Supervisor.start(Path.of(System.getProperty("java.home")))) {
            ManagedProcess process =
                    ended(
                            supervisor,
                            "echo 'metrics: Address already in use (BindException)'; exit 3");
            TrialException exception =
                    Readiness.diedStarting(Tier.APP, process, OptionalInt.of(free));
            assertFalse(exception.isPortTaken());
            assertTrue(exception.reason().contains("status 3"), exception.reason());
            assertTrue(
                    exception.evidence().contains("Address already in use"), exception.evidence());
        }
    }

    @Test
    void aPortThatSomebodyElseHoldsIsTakenInWhateverLanguageTheLogSaysIt() throws Exception {
        try (ServerSocket stranger = listening();
                Supervisor supervisor =
                        Supervisor.start(Path.of(System.getProperty("java.home")))) {
            ManagedProcess process =
                    ended(supervisor, "echo 'Die Adresse wird bereits verwendet'; exit 1");
            OptionalInt port = OptionalInt.of(stranger.getLocalPort());
            assertTrue(Readiness.diedStarting(Tier.APP, process, port).isPortTaken());
            assertFalse(
                    Readiness.diedStarting(Tier.LOAD, process, OptionalInt.empty()).isPortTaken());
        }
    }

    @Test
    @Tag("slow")
    void aPortThatAWorkerOfTheDeadServerHoldsIsNotTaken() throws Exception {
        int port;
        try (ServerSocket socket = listening()) {
            port = socket.getLocalPort();
        }
        String worker =
                "import socket, time; s = socket.socket(); s.bind(('127.0.0.1', %d)); s.listen(); time.sleep(60)"
                        .formatted(port);
        try (Supervisor supervisor = Supervisor.start(Path.of(System.getProperty("java.home")))) {
            ManagedProcess process = ended(supervisor, "python3 -c \"" + worker + "\" & exit 1");
            long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
            while (!Listeners.anyOn(port) && System.nanoTime() < deadlineNs) {
                Thread.sleep(5);
            }
            assertTrue(Listeners.anyOn(port));
            TrialException exception =
                    Readiness.diedStarting(Tier.APP, process, OptionalInt.of(port));
            assertFalse(exception.isPortTaken());
            assertEquals("", exception.evidence());
        }
    }
}
