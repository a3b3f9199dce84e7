package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that break the rules of HTTP, of TCP or of courtesy: each request ends in exactly one
 * way, the totals add up, and the server has seen as many. Answers are written with | for CR LF and
 * ^ for a bare LF.
 */
@Tag("slow")
@ParameterizedClass
@CsvSource({
    "nio, true",
    "nio, false",
    "epoll, true",
    "epoll, false",
    "uring, true",
    "uring, false"
})
@Timeout(30)
class HostileServerTest {
    private static final String HEAD = "HTTP/1.1 200 OK|";
    private static final String OK = HEAD + "Content-Length: 7||hello 1";
    private static final int REQUESTS = 6;
    private static final int CONNECTIONS = 3;

    /** More than the buffers of both ends hold. */
    private static final String BIG_HEADER = "--header=X: " + "y".repeat(1 << 24);

    @Parameter(0)
    private String transport = "";

    @Parameter(1)
    private boolean keepAlive;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 7|Content-Length: 8||hello 1",
                "Content-Length: 7, 8||hello 1",
                "Content-Length: 9223372036854775808||hello 1",
                "Content-Length: -7||hello 1",
                "Content-Length: +7||hello 1",
                "Content-Length: 0x7||hello 1",
                "Content-Length: ||hello 1",
                "Content-Length: 7^^hello 1",
                "A: b^Content-Length: 7||hello 1",
                "A: b| c|Content-Length: 7||hello 1",
                "Content-Length : 7||hello 1",
                "Content-Length: 7||hello 1hello 1",
                "Content-Length: 7||hello 1HTTP/1.1 200 OK|Content-Length: 7||hello 1",
                "Content-Length: 7|Transfer-Encoding: chunked||7|hello 1|0||",
                "Transfer-Encoding: chunked||8000000000000007|hello 1|0||",
                "Transfer-Encoding: chunked||10000000000000007|hello 1|0||",
                "Transfer-Encoding: chunked||7|hello 1x|0||",
                "Transfer-Encoding: chunked||-7|hello 1|0||",
                "Transfer-Encoding: chunked||7^hello 1|0||",
                "Transfer-Encoding: chunked||7|hello 1|0||x",
                "Transfer-Encoding: chunked, gzip||7|hello 1|0||",
            })
    void brokenFramingIsAProtocolFailure(String rest) throws Exception {
        allFail("protocol", ScriptedServer.sends(crLf(HEAD + rest)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Up|Upgrade: x||",
                "HTTP/2 200||",
                "HTTP/1.1 2000 OK|Content-Length: 7||hello 1",
                "HTTP/1.1 204 No Content||hello 1",
                "<html>hello 1</html>",
                "|||hello 1",
            })
    void whatIsNoAnswerIsAProtocolFailure(String answer) throws Exception {
        allFail("protocol", ScriptedServer.sends(crLf(answer)));
    }

    @Test
    void aHeadWithoutAnEndIsAProtocolFailure() throws Exception {
        allFail("protocol", endless(HEAD, "X: " + "y".repeat(1_000) + "|"));
    }

    @Test
    void interimAnswersWithoutAnEndAreAProtocolFailureOrATimeout() throws Exception {
        try (ScriptedServer server = new ScriptedServer(endless("", "HTTP/1.1 102 Wait||"))) {
            Result result = run(server.url(), "--timeout=200ms");
            assertEquals(REQUESTS, failures(result, "protocol", "timeout"));
            assertEquals(REQUESTS, server.requests.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3000000000||hello 1",
                "Content-Length: 9223372036854775807||hello 1",
                "Transfer-Encoding: chunked||7|hello 1|",
                "Transfer-Encoding: chunked||7|hel",
                "Transfer-Encoding: chunked||7|hello 1|0|",
                "Transfer-Encoding: chunked||7fffffffffffff|hello 1",
            })
    void aCloseBeforeTheAnnouncedEndIsClosedEarly(String rest) throws Exception {
        allFail("closed-early", ScriptedServer.sendsAndCloses(crLf(HEAD + rest)));
    }

    @Test
    void aLengthGivenTwiceTheSameIsRight() throws Exception {
        allRight(ScriptedServer.sends(crLf(HEAD + "Content-Length: 7|Content-Length: 7||hello 1")));
    }

    @Test
    void anInterimAnswerNobodyAskedForIsSkippedAlthoughItComesAlone() throws Exception {
        allRight((_, out) -> pieces(out, "HTTP/1.1 100 Continue||", OK));
    }

    @Test
    void anAnswerOfHttp10EndsItsConnection() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(
                        ScriptedServer.sendsAndCloses(
                                crLf("HTTP/1.0 200 OK|Content-Length: 7||hello 1")))) {
            Result result = run(server.url());
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(REQUESTS, result.connects());
            assertEquals(REQUESTS, server.connections.get());
        }
    }

    /** A request and the one that finds what was not asked for take turns, if they share a way. */
    @Test
    void aSecondAnswerThatComesLaterIsNoneOfTheNexts() throws Exception {
        try (ScriptedServer server = new ScriptedServer((_, out) -> pieces(out, OK, OK))) {
            Result result = run(server.url(), "--think-time=60ms");
            if (keepAlive) {
                assertEquals(REQUESTS / 2, result.ok(), result.failed().toString());
                assertEquals(REQUESTS / 2, failures(result, "protocol"));
                assertEquals(REQUESTS / 2, server.requests.get(), "the others were never sent");
            } else {
                assertEquals(REQUESTS, failures(result, "protocol"));
                assertEquals(REQUESTS, server.requests.get());
            }
        }
    }

    @Test
    void aBodyThatIsTooLongInALaterPieceIsNeverCountedTwice() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, out) ->
                        pieces(out, HEAD + "Content-Length: 7|Connection: close||hello 1", "x"))) {
            Result result = run(server.url());
            assertEquals(REQUESTS, failures(result, "protocol"));
            assertEquals(REQUESTS, server.requests.get());
        }
    }

    @Test
    void aHalfClosedConnectionGivesItsAnswer() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    out.write(bytes(HEAD + "Connection: close||hello 1"));
                    client.shutdownOutput();
                    // Open in the other direction until the generator closes.
                    return client.getInputStream().read() >= 0;
                })) {
            Result result = run(server.url());
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(0, result.keptOpen(), "the end of the stream ends the wait");
            assertEquals(REQUESTS, server.requests.get());
        }
    }

    /** The next request may be under way already: then it fails, by the right name. */
    @Test
    void aServerThatClosesWithoutSayingSoCostsNoSilentRetry() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sendsAndCloses(crLf(OK)))) {
            Result result = run(server.url());
            assertEquals(REQUESTS, result.ok() + failures(result, "closed-early", "reset"));
            assertEquals(result.ok(), server.requests.get());
            assertTrue(result.connects() >= server.connections.get());
        }
    }

    @Test
    void aConnectionClosedWhileIdleIsReplacedWithoutAFailure() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sendsAndCloses(crLf(OK)))) {
            // The pause is long enough for the close to arrive on a busy machine.
            Result result = run(server.url(), "--think-time=100ms");
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(REQUESTS, result.connects());
            assertEquals(REQUESTS, server.connections.get());
        }
    }

    @Test
    void anAnswerThatDripsEndsAtTheTimeout() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    out.write(bytes(HEAD + "Content-Length: 1000000||"));
                    while (true) {
                        out.write('x');
                        Thread.sleep(5);
                    }
                })) {
            Result result = run(server.url(), "--timeout=100ms");
            assertEquals(REQUESTS, failures(result, "timeout"));
            assertEquals(REQUESTS, server.requests.get());
            assertTrue(result.latencies().p50().orElse(0) >= 99.9, "each byte is no new start");
        }
    }

    @Test
    void aServerThatNeverAcceptsEndsAtTheTimeout() throws Exception {
        try (UnreadServer server = new UnreadServer(0)) {
            Result result = run(server.url(), "--timeout=100ms");
            assertEquals(REQUESTS, failures(result, "timeout"));
            assertTrue(
                    result.latencies().p50().orElse(0) >= 99.9, "they count among the latencies");
        }
    }

    @Test
    void aBigRequestThatNobodyReadsEndsAtTheTimeout() throws Exception {
        try (UnreadServer server = new UnreadServer(_ -> Thread.sleep(60_000))) {
            Result result = run(server.url(), "--timeout=200ms", BIG_HEADER);
            assertEquals(REQUESTS, failures(result, "timeout"));
            assertEquals(REQUESTS, server.accepted.get());
        }
    }

    @Test
    void anAnswerToARequestThatWasNotReadIsRightButEndsTheConnection() throws Exception {
        try (UnreadServer server =
                new UnreadServer(client -> {
                    client.getOutputStream().write(bytes(OK));
                    Thread.sleep(60_000);
                })) {
            Result result = run(server.url(), BIG_HEADER);
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(REQUESTS, result.connects(), "half a request is still in its way");
            assertEquals(REQUESTS, server.accepted.get());
        }
    }

    @Test
    void anAnswerBeforeTheRequestWasReadIsRight() throws Exception {
        try (UnreadServer server =
                new UnreadServer(client -> {
                    client.getOutputStream().write(bytes(HEAD + "Connection: close||hello 1"));
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                })) {
            Result result = run(server.url());
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(REQUESTS, server.accepted.get());
        }
    }

    /** The reset may overtake the end of the handshake: then it is the connect that fails. */
    @Test
    void aResetStraightAfterAcceptFails() throws Exception {
        try (UnreadServer server = new UnreadServer(client -> client.setSoLinger(true, 0))) {
            Result result = run(server.url());
            assertEquals(REQUESTS, failures(result, "reset", "connect"));
            assertEquals(REQUESTS, server.accepted.get());
        }
    }

    @Test
    void aServerThatGoesAwayInMidRunFailsAllThatFollows() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(crLf(OK)))) {
            Thread end =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (server.requests.get() < 100) {
                                    Thread.onSpinWait();
                                }
                                server.goAway();
                            });
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=" + CONNECTIONS,
                            "--duration=400ms",
                            keepAlive ? "--method=GET" : "--no-keepalive");
            end.join();
            long failed = failures(result, "connect", "reset", "closed-early");
            assertTrue(Loads.failed(result, "connect") > 0, result.failed().toString());
            assertEquals(result.begun(), result.ok() + failed + result.abandoned());
            assertTrue(result.ok() <= server.requests.get());
        }
    }

    private Result run(String url, String... arguments) throws Exception {
        String[] all = {
            "--connections=" + CONNECTIONS,
            "--requests=" + REQUESTS,
            "--duration=20s",
            "--expect-mask=hello #",
            keepAlive ? "--method=GET" : "--no-keepalive"
        };
        String[] both = new String[all.length + arguments.length];
        System.arraycopy(all, 0, both, 0, all.length);
        System.arraycopy(arguments, 0, both, all.length, arguments.length);
        Result result = Loads.over(transport, url, both);
        assertEquals(0, result.abandoned(), "one that hangs is none that ended");
        assertEquals(
                REQUESTS,
                result.ok() + failures(result, result.failed().keySet().toArray(String[]::new)));
        assertEquals(REQUESTS, result.begun());
        assertTrue(result.established() <= CONNECTIONS);
        return result;
    }

    /** How many failed; only these kinds may occur. */
    private static long failures(Result result, String... kinds) {
        assertTrue(Set.of(kinds).containsAll(result.failed().keySet()), "" + result.failed());
        return result.failed().values().stream().mapToLong(Totals.Failures::count).sum();
    }

    private void allFail(String kind, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Result result = run(server.url());
            assertEquals(REQUESTS, failures(result, kind));
            assertEquals(REQUESTS, server.requests.get());
            assertEquals(REQUESTS, result.connects(), "each failure replaces its connection");
        }
    }

    private void allRight(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Result result = run(server.url());
            assertEquals(REQUESTS, result.ok(), result.failed().toString());
            assertEquals(REQUESTS, server.requests.get());
            assertEquals(keepAlive ? CONNECTIONS : REQUESTS, result.connects());
        }
    }

    /** Goes on until the generator has had enough of it. */
    private static ScriptedServer.Script endless(String first, String then) {
        return (_, out) -> {
            out.write(bytes(first));
            byte[] piece = bytes(then.repeat(1 + 1_000 / then.length()));
            while (true) {
                out.write(piece);
            }
        };
    }

    /** Sends them as separate segments; goes on with the connection. */
    private static boolean pieces(OutputStream out, String first, String second)
            throws IOException, InterruptedException {
        out.write(bytes(first));
        Thread.sleep(20);
        out.write(bytes(second));
        return true;
    }

    private static String crLf(String answer) {
        return answer.replace("|", "\r\n").replace('^', '\n');
    }

    private static byte[] bytes(String answer) {
        return crLf(answer).getBytes(StandardCharsets.UTF_8);
    }
}
