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
import unrigged.measure.Clock;
import unrigged.process.ProcessTable;

/** What /proc says of this very process. */
class SightTest {
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
            Callers callers =
                    Callers.follow(server.getLocalPort(), SightTest::self, Clock.system());
            callers.look();
            assertEquals(Set.of(), callers.seen());
            try (Socket _ = new Socket(server.getInetAddress(), server.getLocalPort())) {
                callers.look();
                // Longer than it takes to read the descriptors once.
                Thread.sleep(100);
            }
            callers.look();
            callers.stop();
            assertEquals(Set.of(SELF), callers.seen());
        }
    }

    @Test
    void aNativeModuleIsFoundByItsPathWithoutTagAndEnding() {
        assertEquals(Map.of(), Sight.lacking(List.of("server/libjvm"), Set.of(SELF)));
        assertEquals(
                Map.of("uvloop/loop", List.of(SELF), "ver/libjvm", List.of(SELF)),
                Sight.lacking(List.of("uvloop/loop", "ver/libjvm", "server/libjvm"), Set.of(SELF)));
    }

    @Test
    void aFileThatIsWrittenIsSeenToGrow() throws Exception {
        Path log = folder.resolve("access.log");
        try (OutputStream out = Files.newOutputStream(log)) {
            assertEquals(0L, Sight.writtenFiles(self()).get(log.toRealPath().toString()));
            out.write(new byte[77]);
            assertEquals(77L, Sight.writtenFiles(self()).get(log.toRealPath().toString()));
        }
        assertTrue(!Sight.writtenFiles(self()).containsKey(log.toRealPath().toString()));
    }

    /** A library that is loaded at the first request is no log. */
    @Test
    void aFileThatIsOnlyReadIsNot() throws Exception {
        Path library = Files.write(folder.resolve("library.jar"), new byte[77]);
        try (InputStream _ = Files.newInputStream(library)) {
            assertTrue(!Sight.writtenFiles(self()).containsKey(library.toRealPath().toString()));
        }
    }
}
