package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request of a bounded run ends in exactly one way, and in the right one. */
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class MisbehavingServerTest {
    @Parameter private String transport = "";

    private static final String HELLO = "hello #";
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";

    @Test
    void interimAnswersAreSkipped() throws Exception {
        allRight(
                ScriptedServer.sends(
                        "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + ScriptedServer.OK));
    }

    @Test
    void chunksWithTrailersAreRead() throws Exception {
        allRight(
                ScriptedServer.sends(
                        HEAD
                                + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n4\r\nlo 1\r\n0\r\nX: y\r\n\r\n"));
    }

    @Test
    void aBodyUntilTheServerClosesIsRead() throws Exception {
        allRight(ScriptedServer.sendsAndCloses(HEAD + "\r\nhello 1"));
    }

    @Test
    void anAnswerInSingleBytesIsRead() throws Exception {
        allRight((client, out) -> {
            client.setTcpNoDelay(true);
            for (byte b : ScriptedServer.OK.getBytes(StandardCharsets.UTF_8)) {
                out.write(b);
                out.flush();
            }
            return true;
        });
    }

    @Test
    void aResetInMidBodyIsAReset() throws Exception {
        allFail(
                "reset",
                (client, out) -> {
                    out.write(
                            (HEAD + "Content-Length: 7\r\n\r\nhel")
                                    .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    client.setSoLinger(true, 0);
                    return false;
                });
    }

    @Test
    @Tag("slow")
    void aCloseWithoutAHeadIsClosedEarly() throws Exception {
        allFail("closed-early", (_, _) -> false);
    }

    @Test
    void aCloseInMidBodyIsClosedEarly() throws Exception {
        allFail(
                "closed-early",
                ScriptedServer.sendsAndCloses(HEAD + "Content-Length: 7\r\n\r\nhel"));
    }

    @Test
    void garbageIsAProtocolFailure() throws Exception {
        allFail("protocol", ScriptedServer.sendsAndCloses("SSH-2.0-OpenSSH_9.2\r\n"));
    }

    @Test
    void extraBytesAreAProtocolFailure() throws Exception {
        allFail("protocol", ScriptedServer.sends(ScriptedServer.OK + "x"));
    }

    @Test
    void lengthAndChunkedAreAProtocolFailure() throws Exception {
        allFail(
                "protocol",
                ScriptedServer.sends(
                        HEAD
                                + "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nhello 1\r\n0\r\n\r\n"));
    }

    @Test
    void anErrorStatusIsAStatusFailure() throws Exception {
        allFail(
                "status",
                ScriptedServer.sends("HTTP/1.1 500 Oh\r\nContent-Length: 7\r\n\r\nhello 1"));
    }

    @Test
    void anotherBodyIsAWrongBody() throws Exception {
        allFail("wrong-body", ScriptedServer.sends(HEAD + "Content-Length: 7\r\n\r\nhello x"));
    }

    @Test
    void noAnswerIsATimeoutAndCountsAmongTheLatencies() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, _) -> {
                    Thread.sleep(2_000);
                    return true;
                })) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--requests=4",
                            "--timeout=100ms");
            assertEquals(Set.of("timeout"), result.failed().keySet());
            assertEquals(4, Loads.failed(result, "timeout"));
            assertTrue(result.latencies().p50().orElse(0) >= 99.9);
            assertEquals(4, server.connections.get());
        }
    }

    @Test
    @Tag("slow")
    void aPortWithoutAServerIsAConnectFailureAndDoesNotSpin() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        Result result =
                Loads.over(
                        transport,
                        "http://127.0.0.1:" + port + "/",
                        "--connections=2",
                        "--duration=300ms");
        assertEquals(Set.of("connect"), result.failed().keySet());
        assertEquals(0, result.ok());
        // A pause of 1 ms on two slots.
        assertTrue(Loads.failed(result, "connect") <= 700, result.failed().toString());
        assertEquals(0, result.established());
        assertFalse(result.health().contains("connections"), "not the generator's doing");
    }

    @Test
    @Tag("slow")
    void bytesBetweenAnswersFailTheNextRequest() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
                    Thread.sleep(30);
                    out.write('x');
                    out.flush();
                    return true;
                })) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=1",
                            "--requests=4",
                            "--think-time=500ms");
            assertEquals(2, result.ok());
            assertEquals(2, Loads.failed(result, "protocol"));
        }
    }

    @Test
    @Tag("slow")
    void aServerThatKeepsOpenWhatItShouldCloseIsNamed() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
                    return client.getInputStream().read() >= 0;
                })) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--requests=6",
                            "--no-keepalive");
            assertEquals(6, result.ok());
            assertEquals(6, result.keptOpen());
            assertTrue(result.latencies().max().orElse(1e9) < 100, "the wait is no latency");
        }
    }

    private void allRight(ScriptedServer.Script script) throws Exception {
        for (String mode : new String[] {"--method=GET", "--no-keepalive"}) {
            try (ScriptedServer server = new ScriptedServer(script)) {
                Result result = bounded(server, mode);
                assertEquals(20, result.ok(), mode + result.failed());
                assertEquals(20, server.requests.get());
            }
        }
    }

    private void allFail(String kind, ScriptedServer.Script script) throws Exception {
        for (String mode : new String[] {"--method=GET", "--no-keepalive"}) {
            try (ScriptedServer server = new ScriptedServer(script)) {
                Result result = bounded(server, mode);
                assertEquals(Set.of(kind), result.failed().keySet(), mode + result.failed());
                assertEquals(20, Loads.failed(result, kind));
                assertEquals(0, result.ok());
                boolean whole = Set.of("status", "wrong-body").contains(kind);
                assertEquals(
                        whole && !mode.equals("--no-keepalive") ? 4 : 20,
                        result.connects(),
                        "a broken answer costs its connection, a wrong one does not");
                assertTrue(result.latencies().max().isEmpty(), "no latency but the right ones'");
            }
        }
    }

    private Result bounded(ScriptedServer server, String mode) throws Exception {
        return Loads.over(
                transport,
                server.url(),
                "--connections=4",
                "--requests=20",
                "--expect-mask=" + HELLO,
                "--duration=10s",
                mode);
    }
}
