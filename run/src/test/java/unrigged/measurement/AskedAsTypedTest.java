package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.CustomRequest;
import unrigged.metric.Clock;
import unrigged.workload.Workload;

/** What readiness and verification ask for is what the load generator asks for. */
@Timeout(20)
class AskedAsTypedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a|b",
                "/{id}?filter={\"a\":[1,2]}",
                "/^`<>\\\"'%7C%zz?c|d&e=[]",
                "/a//../b"
            })
    void whatIsVisibleAsciiIsSentAsItIsTyped(String path) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<String> line = new FutureTask<>(() -> requestLine(server));
            Thread.ofVirtual().start(line);
            Answer answer =
                    Answer.ask(
                            new HttpProbe(
                                    Clock.system(),
                                    "http://127.0.0.1:" + server.getLocalPort() + path,
                                    false),
                            Duration.ofSeconds(10),
                            Workload.ARTICLE);
            assertEquals("GET " + path + " HTTP/1.1", line.get());
            assertEquals(404, answer.status());
        }
    }

    @Test
    void gzipWhereJsonWasExpectedIsNamed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{\"id\": 7}".getBytes(StandardCharsets.UTF_8));
        }
        Optional<String> named =
                Optional.of("the body is in gzip format, which was not requested, instead of JSON");
        CustomRequest request =
                new CustomRequest(
                        "/",
                        200,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("id", "7"));
        assertEquals(
                named, Workload.of(request).problem(200, "application/json", bytes.toByteArray()));
        assertEquals(named, Workload.ARTICLE.problem(200, "application/json", bytes.toByteArray()));
    }

    private static String requestLine(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.US_ASCII));
            String first = in.readLine();
            while (!in.readLine().isEmpty()) {
                // The other lines of the head.
            }
            client.getOutputStream()
                    .write(
                            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            return first;
        }
    }
}
