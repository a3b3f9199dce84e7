package unrigged.measurement;

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
import org.junit.jupiter.api.Test;

/** Everybody on the machine can connect to the control port; one is listened to. */
@SuppressWarnings("try") // a port that listens no longer is what is tested
class ControlPortTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String TOKEN = PrivateFile.secret();
    private static final String READY = "{\"event\":\"ready\"}\n";

    @Test
    void strangersAreNotHeardAndKeepNobodyWaiting() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (ControlPort control = new ControlPort(TOKEN)) {
            strangers.add(connect(control, ""));
            strangers.add(connect(control, READY));
            strangers.add(connect(control, hello("")));
            strangers.add(connect(control, hello(PrivateFile.secret()) + READY));
            strangers.add(connect(control, hello(TOKEN.substring(1)) + READY));
            strangers.add(connect(control, "no JSON\n" + hello(TOKEN)));
            strangers.add(connect(control, "x".repeat(100_000)));
            try (Socket _ = connect(control, hello(TOKEN) + READY);
                    Socket heard = control.await(TIMEOUT).orElseThrow()) {
                byte[] next = heard.getInputStream().readNBytes(READY.length());
                assertEquals(READY, new String(next, StandardCharsets.UTF_8));
            }
            control.close();
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
        try (ControlPort control = new ControlPort(TOKEN);
                Socket _ = connect(control, hello(TOKEN) + READY)) {
            assertTrue(control.await(TIMEOUT).isPresent());
            control.close();
            assertThrows(IOException.class, () -> connect(control, hello(TOKEN) + READY).close());
        }
    }

    /**
     * Its silence is no end: the servers of a block may need longer to start than it says nothing.
     */
    @Test
    void onlyTheFirstLineHasToComeInTime() throws Exception {
        try (ControlPort control = new ControlPort(TOKEN);
                Socket _ = connect(control, hello(TOKEN));
                Socket heard = control.await(TIMEOUT).orElseThrow()) {
            assertEquals(0, heard.getSoTimeout());
        }
    }

    @Test
    void withoutTheTokenNobodyIsReady() throws Exception {
        try (ControlPort control = new ControlPort(TOKEN);
                Socket _ = connect(control, READY)) {
            assertFalse(control.await(Duration.ofMillis(200)).isPresent());
        }
    }

    private static String hello(String token) {
        return "{\"event\":\"hello\",\"token\":\"" + token + "\"}\n";
    }

    private static Socket connect(ControlPort control, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** An end of the stream, or a reset where something of ours was not read. */
    private static boolean isHungUp(Socket socket) throws IOException {
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
