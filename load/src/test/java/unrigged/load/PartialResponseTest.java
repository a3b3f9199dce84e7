package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure says what did come, not only that it was not enough. */
@Timeout(30)
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class PartialResponseTest {
    private static final String HEAD = "HTTP/1.1 200 OK|";

    @TempDir private static Path keys;

    @Parameter private String transport = "";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '^',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 12||hello world"
                        + " -> status 200 and 11 of 12 bytes of the body came",
                "HTTP/1.1 200 OK|Content-Len -> 28 bytes of the answer's head came",
                "HTTP/1.1 203 OK|Transfer-Encoding: chunked||5|hello|"
                        + " -> status 203 and 5 bytes of a chunked body came, without its end",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|A: b|"
                        + " -> status 200 and 5 bytes of a chunked body came, without its end",
            })
    @Tag("slow")
    void anAnswerThatIsNotWholeSaysHowMuchOfItCame(String answer, String came) throws Exception {
        String text = answer.replace("|", "\r\n");
        assertEquals(
                "no whole answer in time; " + came,
                first("timeout", ScriptedServer.sends(text), "--timeout=150ms"));
        assertEquals(
                "the server closed before the end of its answer; " + came,
                first("closed-early", ScriptedServer.sendsAndCloses(text)));
        String reset =
                first(
                        "reset",
                        (client, out) -> {
                            ScriptedServer.sends(text).answer(client, out);
                            // What was sent before has to be read before: a reset overtakes it.
                            Thread.sleep(50);
                            client.setSoLinger(true, 0);
                            return false;
                        });
        assertTrue(reset.endsWith("; " + came), reset);
    }

    @Test
    void oneWithoutALengthThatIsCutOffByAResetSaysSo() throws Exception {
        String reset =
                first(
                        "reset",
                        (client, out) -> {
                            ScriptedServer.sends(HEAD.replace("|", "\r\n") + "\r\nhel")
                                    .answer(client, out);
                            Thread.sleep(50);
                            client.setSoLinger(true, 0);
                            return false;
                        });
        assertTrue(
                reset.endsWith(
                        "status 200 and 3 bytes of a body that ends with the connection came"),
                reset);
    }

    @Test
    @Tag("slow")
    void aConnectionWithoutAnAnswerSaysThatNothingCame() throws Exception {
        try (UnreadServer server = new UnreadServer(_ -> Thread.sleep(10_000))) {
            assertEquals(
                    "no whole answer in time; nothing of an answer came",
                    first("timeout", run(server.url(), "--timeout=150ms")));
        }
        assertEquals(
                "the server closed before the end of its answer; nothing of an answer came",
                first("closed-early", (_, _) -> false));
    }

    @Test
    void aConnectionThatNeverWasOneIsNoAnswerThatIsMissing() throws Exception {
        try (UnreadServer server = new UnreadServer(0);
                FullQueue _ = new FullQueue(server.url())) {
            Result result = run(server.url(), "--timeout=150ms");
            assertEquals(
                    "no connection in time: no answer to the connection request",
                    first("timeout", result));
            assertEquals(0, result.established());
            String notes = String.join("\n", result.notes());
            assertTrue(notes.contains("ListenOverflows"), notes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '^',
            value = {
                "HTTP/1.1 302 Found|Location: /login?next=%2F|Content-Length: 0||"
                        + " -> status 302, expected any 2xx, Location: /login?next=%2F"
                        + " (redirects are not followed)",
                "HTTP/1.1 500 Oh|Content-Length: N||Traceback:|  no database"
                        + " -> status 500, expected any 2xx; the body begins with"
                        + " 'Traceback: no database'",
                "HTTP/1.1 404 Not Found|Content-Length: 0|| -> status 404, expected any 2xx",
                "HTTP/1.1 400 Bad Request|Content-Length: N||<html>|<head><title>400 The plain"
                        + " HTTP request was sent to HTTPS port</title></head>|<body>|nginx</body>"
                        + "|</html> -> status 400, expected any 2xx: the port speaks TLS,"
                        + " as its server says; measure a plain HTTP port",
                "HTTP/1.1 400 Bad Request|Connection: close||Client sent an HTTP request to an"
                        + " HTTPS server. -> status 400, expected any 2xx: the port speaks TLS, as"
                        + " its server says; measure a plain HTTP port",
            })
    void aWrongStatusSaysWhereItPointsOrHowItsBodyBegins(String answer, String seen)
            throws Exception {
        String lines = answer.replace("|", "\r\n");
        int body = lines.length() - lines.indexOf("\r\n\r\n") - 4;
        String text = lines.replace("Length: N", "Length: " + body);
        assertEquals(
                seen,
                first(
                        "status",
                        text.contains("Connection: close")
                                ? ScriptedServer.sendsAndCloses(text)
                                : ScriptedServer.sends(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '^',
            value = {
                "Content-Encoding: gzip| -> ; the answer has Content-Encoding: gzip; bodies are",
                "Content-Encoding: gzip, gzip| -> Content-Encoding: gzip, gzip (gzip is named"
                        + " twice); bodies are checked as they come, not decoded",
                "Content-Encoding:br|Content-Encoding: BR| -> Content-Encoding: br, BR (br is"
                        + " named twice)",
                "X: y| -> ; the body is in gzip format, although no Content-Encoding says so",
            })
    void gzipWhereJsonWasExpectedIsNamed(String header, String seen) throws Exception {
        byte[] body = gzip("{\"id\":7}");
        byte[] head =
                (HEAD + header + "Content-Length: " + body.length + "||")
                        .replace("|", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        String first =
                first(
                        "wrong-body",
                        (_, out) -> {
                            out.write(head);
                            out.write(body);
                            return true;
                        },
                        "--expect-json=/id=7");
        assertTrue(first.startsWith("no JSON"), first);
        assertTrue(first.contains(seen), first);
    }

    @Test
    void aTransferCodingIsNamedToo() throws Exception {
        String first =
                first(
                        "wrong-body",
                        ScriptedServer.sends(
                                (HEAD + "Transfer-Encoding: gzip, chunked||3|abc|0||")
                                        .replace("|", "\r\n")),
                        "--expect-mask=hello #");
        assertTrue(first.contains("Transfer-Encoding: gzip, chunked; bodies"), first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked|transfer-encoding: Chunked"
            })
    void aTransferCodingThatIsNamedTwiceIsNamed(String headers) throws Exception {
        assertEquals(
                "the transfer coding chunked is named twice",
                first(
                        "protocol",
                        ScriptedServer.sends(
                                (HEAD + headers + "||7|hello 1|0||").replace("|", "\r\n"))));
    }

    @Test
    void whatIsNoHttpIsQuoted() throws Exception {
        assertEquals(
                "not an HTTP/1.x status line: it begins with 'SSH-2.0-OpenSSH_9.2'",
                first("protocol", ScriptedServer.sends("SSH-2.0-OpenSSH_9.2\r\n")));
    }

    @Test
    void aPortThatSpeaksTlsIsNamed() throws Exception {
        try (TlsServer server = new TlsServer(keys)) {
            String first = first("protocol", run(server.url()));
            assertTrue(first.startsWith("a TLS alert in place of an HTTP answer"), first);
        }
    }

    /** As OpenSSL does, and what is built on it. */
    @Test
    @Tag("slow")
    void oneThatClosesWithoutAWordIsNamedToo() throws Exception {
        try (TlsServer server = new TlsServer(keys);
                UnreadServer silent = new UnreadServer(client -> wordless(client, server))) {
            Result result = run(silent.url());
            assertEquals(Set.of("closed-early"), result.failed().keySet());
            String notes = String.join("\n", result.notes());
            assertTrue(notes.contains("the port speaks TLS"), notes);
        }
        try (UnreadServer server = new UnreadServer(_ -> {})) {
            assertEquals(List.of(), run(server.url()).notes(), "it only closes");
        }
    }

    /** Closes what does not begin with a handshake, and passes on what does. */
    private static void wordless(Socket client, TlsServer to) throws IOException {
        byte[] request = new byte[4096];
        int count = client.getInputStream().read(request);
        if (count > 0 && request[0] == 0x16) {
            try (Socket server = to.connect()) {
                server.getOutputStream().write(request, 0, count);
                client.getOutputStream().write(server.getInputStream().read());
                client.getOutputStream().write(server.getInputStream().read());
            }
        }
    }

    private String first(String kind, ScriptedServer.Script script, String... arguments)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            return first(kind, run(server.url(), arguments));
        }
    }

    private static String first(String kind, Result result) {
        assertEquals(Set.of(kind), result.failed().keySet(), result.failed().toString());
        return Objects.requireNonNull(result.failed().get(kind)).first();
    }

    private Result run(String url, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        all[0] = "--connections=1";
        all[1] = "--requests=1";
        all[2] = "--duration=10s";
        return Loads.over(transport, url, all);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
