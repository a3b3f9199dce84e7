package unrigged.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;

/** What /proc says of this very process. */
class ProcessInspectionTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<ProcessTable.Row> self() {
        return ProcessTable.read().tree(SELF).subList(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionIsSeenWhileItIsThere(String address) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            PoolClientSampler sampler =
                    PoolClientSampler.follow(
                            server.getLocalPort(), ProcessInspectionTest::self, Clock.system());
            sampler.look();
            assertEquals(Set.of(), sampler.seen());
            try (Socket _ = new Socket(server.getInetAddress(), server.getLocalPort())) {
                sampler.look();
                // Longer than it takes to read the descriptors once.
                Thread.sleep(100);
            }
            sampler.look();
            sampler.stop();
            assertEquals(Set.of(SELF), sampler.seen());
        }
    }

    @Test
    void aNativeModuleIsFoundByItsPathWithoutTagAndEnding() {
        assertEquals(Map.of(), ProcessInspection.lacking(List.of("server/libjvm"), Set.of(SELF)));
        assertEquals(
                Map.of("uvloop/loop", List.of(SELF), "ver/libjvm", List.of(SELF)),
                ProcessInspection.lacking(
                        List.of("uvloop/loop", "ver/libjvm", "server/libjvm"), Set.of(SELF)));
    }

    @Test
    void aFileThatIsWrittenIsSeenToGrow() throws Exception {
        Path log = folder.resolve("access.log");
        try (OutputStream out = Files.newOutputStream(log)) {
            assertEquals(
                    0L, ProcessInspection.writtenFiles(self()).get(log.toRealPath().toString()));
            out.write(new byte[77]);
            assertEquals(
                    77L, ProcessInspection.writtenFiles(self()).get(log.toRealPath().toString()));
        }
        assertTrue(
                !ProcessInspection.writtenFiles(self()).containsKey(log.toRealPath().toString()));
    }

    /** A library that is loaded at the first request is no log. */
    @Test
    void aFileThatIsOnlyReadIsNot() throws Exception {
        Path library = Files.write(folder.resolve("library.jar"), new byte[77]);
        try (InputStream _ = Files.newInputStream(library)) {
            assertTrue(
                    !ProcessInspection.writtenFiles(self())
                            .containsKey(library.toRealPath().toString()));
        }
    }
}
