package unrigged.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everybody on the machine can connect to the control port; one is listened to. */
class ControlPortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOKEN = PrivateFile.secret();
    private static final String READY = "{\"event\":\"ready\"}\n";

    @Test
    void strangersAreNotHeardAndKeepNobodyWaiting() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (LoadControl control = new LoadControl(TOKEN)) {
            strangers.add(connect(control, ""));
            strangers.add(connect(control, READY));
            strangers.add(connect(control, hello("")));
            strangers.add(connect(control, hello(PrivateFile.secret()) + READY));
            strangers.add(connect(control, hello(TOKEN.substring(1)) + READY));
            strangers.add(connect(control, "no JSON\n" + hello(TOKEN)));
            strangers.add(connect(control, "x".repeat(100_000)));
            try (Socket generator =
                    connect(control, hello(TOKEN) + READY + "{\"event\":\"window\"}\n")) {
                assertTrue(control.awaitReady(PATIENCE));
                control.go(Optional.empty());
                generator.setSoTimeout((int) PATIENCE.toMillis());
                assertEquals("go\n", new String(generator.getInputStream().readNBytes(3)));
                JsonNode event = control.next(PATIENCE).orElseThrow();
                assertEquals("window", event.path("event").asString());
            }
            for (Socket stranger : strangers) {
                assertTrue(isHungUp(stranger), "a stranger is still connected");
            }
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void whoComesAfterTheGeneratorFindsNobody() throws Exception {
        try (LoadControl control = new LoadControl(TOKEN);
                Socket _ = connect(control, hello(TOKEN) + READY)) {
            assertTrue(control.awaitReady(PATIENCE));
            assertThrows(IOException.class, () -> connect(control, hello(TOKEN) + READY).close());
        }
    }

    @Test
    void withoutTheTokenNobodyIsReady() throws Exception {
        try (LoadControl control = new LoadControl(TOKEN);
                Socket _ = connect(control, READY)) {
            assertFalse(control.awaitReady(Duration.ofMillis(200)));
        }
    }

    private static String hello(String token) {
        return "{\"event\":\"hello\",\"token\":\"" + token + "\"}\n";
    }

    private static Socket connect(LoadControl control, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** An end of the stream, or a reset where something of ours was not read. */
    private static boolean isHungUp(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
