package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.CustomRequest;
import unrigged.metric.Clock;
import unrigged.workload.Workload;

class HttpProbeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final CustomRequest ITEM =
            new CustomRequest(
                    "/item",
                    200,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    /** What it was sent to, and the answer's text; the connection closes after it. */
    private interface Asking<R> {
        R ask(HttpProbe probe) throws IOException;
    }

    private static <R> R answered(String answer, Asking<R> asking) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String here = "127.0.0.1:" + server.getLocalPort();
            CompletableFuture<Void> served =
                    CompletableFuture.runAsync(() -> serve(server, answer.replace("HERE", here)));
            R result = asking.ask(new HttpProbe(Clock.system(), "http://" + here + "/item", false));
            served.join();
            return result;
        }
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket client = server.accept()) {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) client.getInputStream().read());
            }
            OutputStream out = client.getOutputStream();
            out.write(answer.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3;x=y|llo|0|Trailer: x||",
                "HTTP/1.1 200||hello",
                "HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|CONTENT-LENGTH:5||hello and more",
            })
    void aBodyEndsWhereItsHeadSays(String answer) throws Exception {
        HttpProbe.Response response = answered(answer, probe -> probe.get(TIMEOUT));
        assertEquals(200, response.status());
        assertEquals("hello", new String(response.body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 9||hello ~ closed after 5 of 9 bytes of the body",
                "HTTP/1.1 200 OK|Content-Length: x||hello ~ the Content-Length is 'x'",
                "HTTP/1.1 200 OK|Content-Le ~ closed after 'Content-Le'",
                "SSH-2.0-OpenSSH_9.2| ~ begins with 'SSH-2.0-OpenSSH_9.2', not HTTP/1.1",
                "'' ~ closed before an answer was whole",
            })
    void whatIsNoWholeAnswerSaysWhy(String answer, String why) throws Exception {
        Answer seen = answered(answer, probe -> Answer.ask(probe, TIMEOUT, Workload.ARTICLE));
        assertEquals(0, seen.status());
        String problem = seen.problem().orElse("");
        assertTrue(problem.startsWith("no answer: ") && problem.contains(why), problem);
    }

    @Test
    void theTimeoutIsForTheWholeAnswerAndNotForEachPieceOfIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread drip = Thread.ofVirtual().start(() -> drip(server));
            HttpProbe probe =
                    new HttpProbe(
                            Clock.system(),
                            "http://127.0.0.1:" + server.getLocalPort() + "/",
                            false);
            IOException late =
                    assertThrows(IOException.class, () -> probe.get(Duration.ofMillis(300)));
            assertEquals("no whole answer within 300 ms", late.getMessage());
            drip.join();
        }
    }

    /** A byte of the body every few ms, until nobody listens. */
    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('.');
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException _) {
            // The probe has hung up.
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "301 Moved Permanently|Location: /item/ ~ 301 Moved Permanently, Location: /item/ — set path to /item/",
                "302 Found|Location: http://HERE/a?b=1 ~ — set path to /a?b=1",
                "307 Temporary Redirect|Location: https://HERE/item ~ — no redirect is followed",
                "302 Found|Location: //elsewhere/item ~ 302 Found, Location: //elsewhere/item — no redirect",
                "302|Location: item?x=1 ~ 302, Location: item?x=1 — no redirect is followed",
                "304 Not Modified|X: y ~ 304 Not Modified, no Location",
            })
    void aRedirectIsNotFollowedAndSaysWhereItLeads(String head, String said) throws Exception {
        Answer seen =
                answered(
                        "HTTP/1.1 " + head + "|Content-Length: 0||",
                        probe -> Answer.ask(probe, TIMEOUT, Workload.of(ITEM)));
        String problem = seen.problem().orElse("");
        assertTrue(problem.contains(said), problem);
    }

    @Test
    void aRedirectOfTheArticlesRequestIsNotOneToFollow() throws Exception {
        Answer seen =
                answered(
                        "HTTP/1.1 308 Permanent Redirect|Location: /test/|Content-Length: 0||",
                        probe -> Answer.ask(probe, TIMEOUT, Workload.ARTICLE));
        assertEquals(308, seen.status());
        assertEquals(
                Optional.of(
                        "308 Permanent Redirect, Location: /test/ — no redirect is followed: answer the request itself, with status 200"),
                seen.problem());
    }

    @Test
    void aRedirectThatIsExpectedIsARightAnswer() throws Exception {
        CustomRequest redirect =
                new CustomRequest(
                        "/item",
                        301,
                        OptionalLong.of(0),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
        Answer seen =
                answered(
                        "HTTP/1.1 301 Moved Permanently|Location: /item/|Content-Length: 0||",
                        probe -> Answer.ask(probe, TIMEOUT, Workload.of(redirect)));
        assertEquals(Optional.empty(), seen.problem());
    }
}
