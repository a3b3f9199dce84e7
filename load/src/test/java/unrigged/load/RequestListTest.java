package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.program.InvalidInputException;

class RequestListTest {
    /** Of "hello". */
    private static final String SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "uring"})
    void eachLineIsSentInTurnAndItsAnswerChecked(String transport) throws Exception {
        Files.write(folder.resolve("content.bin"), new byte[] {0, (byte) 0xff, '\r', '\n'});
        Path list =
                list(
                        "{\"path\": \"/text\", \"expect\": {\"length\": 5, \"sha256\": \""
                                + SHA256
                                + "\"}}",
                        "",
                        "{\"method\": \"POST\", \"path\": \"/echo?a=1\", \"body\": \"grüße\","
                                + " \"headers\": {\"X-Kind\": \"text\"},"
                                + " \"expect\": {\"status\": 201, \"json\":"
                                + " {\"/method\": \"POST\", \"/bytes\": 7, \"/kind\": \"text\","
                                + " \"/query\": \"a=1\", \"/nested/0\": true}}}",
                        "{\"method\": \"PUT\", \"path\": \"/echo\", \"bodyFile\": \"content.bin\","
                                + " \"expect\": {\"status\": 201, \"json\": {\"/bytes\": 4,"
                                + " \"/kind\": null}}}",
                        "{\"method\": \"HEAD\", \"path\": \"/text\"}",
                        "{\"path\": \"/gone\", \"expect\": {\"status\": 404}}");
        try (Server server = new Server()) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--requests=100",
                            "--request-list=" + list);
            assertEquals(100, result.ok(), result.failed().toString());
            assertEquals(
                    List.of(20L, 20L, 20L, 20L, 20L),
                    result.asked().stream().map(Totals.Asked::ok).toList());
            assertEquals("list.jsonl:3 POST /echo?a=1", result.exchanges().get(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\": 204}          | status     | status 200, expected 204",
                "{\"length\": 7}            | wrong-body | 5 bytes, expected 7",
                "{\"mask\": \"hell#\"}      | wrong-body | byte 5 is o, expected a digit",
                "{\"mask\": \"hel\"}        | wrong-body | more than the expected 3 bytes",
                "{\"mask\": \"hello!\"}     | wrong-body | 5 bytes, expected 6",
                "{\"json\": {\"/a\": 1}}    | wrong-body | no JSON",
            })
    void aWrongAnswerNamesItsRequestAndWhatCame(String expect, String kind, String seen)
            throws Exception {
        Path list =
                list("{\"path\": \"/text\"}", "{\"path\": \"/text\", \"expect\": " + expect + "}");
        try (Server server = new Server()) {
            Result result =
                    Loads.run(
                            server.url(),
                            "--connections=1",
                            "--requests=20",
                            "--request-list=" + list);
            assertEquals(10, result.ok());
            assertEquals(10, Loads.failed(result, kind), result.failed().toString());
            Totals.Failures failures = Objects.requireNonNull(result.failed().get(kind));
            assertEquals(
                    List.of(1),
                    failures.examples().stream().map(Totals.Example::exchange).toList());
            assertTrue(failures.first().contains(seen), failures.first());
            String json = LoadResultJson.of(result);
            assertTrue(json.contains("\"request\":\"list.jsonl:2 GET /text\""), json);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/method=\"PUT\"  | 'POST' is no PUT | '/method' is \"POST\", expected \"PUT\"",
                "/bytes=8         | other number     | '/bytes' is 5, expected 8",
                "/nested/1=true   | too short        | no value at '/nested/1', expected true",
                "/bytes=\"5\"     | a string         | '/bytes' is 5, expected \"5\"",
            })
    void aJsonFieldThatDiffersIsNamed(String field, String why, String seen) throws Exception {
        try (Server server = new Server()) {
            Result result =
                    Loads.run(
                            server.url("/echo"),
                            "--connections=1",
                            "--requests=3",
                            "--method=POST",
                            "--body=hello",
                            "--expect-json=/bytes=5.0",
                            "--expect-json=" + field);
            assertEquals(3, Loads.failed(result, "wrong-body"), why);
            assertEquals(seen, Objects.requireNonNull(result.failed().get("wrong-body")).first());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"path\": \"x\"}                       | begins with /",
                "{\"path\": \"/ä\"}                      | percent-encoded",
                "{\"path\": 7}                           | path is 7",
                "{\"path\": \"/\", \"pth\": 1}           | unknown key 'pth'",
                "{\"method\": \"get\"}                   | upper case",
                "{\"headers\": {\"A\": \"x\\r\\nB: y\"}}    | on one line",
                "{\"headers\": {\"Content-Length\": \"1\"}} | does not set itself",
                "{\"body\": \"a\", \"bodyFile\": \"b\"}    | one of them",
                "{\"bodyFile\": \"absent\"}              | there is no such file",
                "{\"expect\": {\"sha256\": \"12\"}}      | 64 hexadecimal digits",
                "{\"expect\": {\"json\": {\"a\": 1}}}    | begins with /",
                "{\"expect\": {\"json\": {\"/a\": {}}}}  | a string, number, true, false or null",
                "{\"expect\": {\"status\": 99}}          | 200 to 599",
                "{\"expect\": {\"length\": -1}}          | 0 or more",
                "{\"expect\": {\"mask\": \"\", \"length\": 1}} | one of them",
                "{\"method\": \"HEAD\", \"expect\": {\"length\": 1}} | no body",
                "{\"path\": \"/\", \"path\": \"/b\"}     | no JSON",
                "{\"path\": \"/\"} x                     | no JSON",
                "[]                                      | an array",
                "\"/\"                                   | a JSON object",
            })
    void whatIsWrongIsSaidWithItsLine(String line, String expected) throws IOException {
        Path list = list("{\"path\": \"/\"}", line);
        InvalidInputException e =
                assertThrows(
                        InvalidInputException.class,
                        () -> Loads.run("http://127.0.0.1:1/", "--request-list=" + list));
        String message = e.text();
        assertTrue(message.contains("list.jsonl:2: "), message);
        assertTrue(message.contains(expected), message);
        assertTrue(message.contains("to fix:"), message);
    }

    @Test
    void optionsThatTheListHasItselfAreRefused() throws IOException {
        Path list = list("{}");
        InvalidInputException e =
                assertThrows(
                        InvalidInputException.class,
                        () ->
                                Loads.run(
                                        "http://127.0.0.1:1/",
                                        "--method=GET",
                                        "--request-list=" + list));
        assertTrue(e.text().contains("into the list"), e.toString());
        assertThrows(
                InvalidInputException.class,
                () -> Loads.run("http://127.0.0.1:1/", "--request-list=" + list("", " ")));
        assertThrows(
                InvalidInputException.class,
                () -> Loads.run("http://127.0.0.1:1/", "--request-list=" + folder.resolve("none")));
    }

    @Test
    void theUsualExpectationIsForLinesWithoutTheirOwn() throws Exception {
        Path list =
                list(
                        "{\"path\": \"/gone\"}",
                        "{\"path\": \"/text\", \"expect\": {\"status\": 200}}");
        try (Server server = new Server()) {
            Result result =
                    Loads.run(
                            server.url(),
                            "--connections=1",
                            "--requests=10",
                            "--expect-status=404",
                            "--request-list=" + list);
            assertEquals(10, result.ok(), result.failed().toString());
        }
    }

    private Path list(String... lines) throws IOException {
        return Files.write(folder.resolve("list.jsonl"), List.of(lines));
    }

    /** The JDK's own server: /text says hello, /echo tells what it got, all else is not found. */
    private static final class Server implements AutoCloseable {
        private final HttpServer server;

        Server() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> send(exchange, 404, "gone"));
            server.createContext("/text", exchange -> send(exchange, 200, "hello"));
            server.createContext("/echo", Server::echo);
            server.start();
        }

        private static void echo(HttpExchange exchange) throws IOException {
            String kind = exchange.getRequestHeaders().getFirst("X-Kind");
            send(
                    exchange,
                    201,
                    "{\"method\": \"%s\", \"bytes\": %d, \"kind\": %s, \"query\": \"%s\", \"nested\": [true]}"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestBody().readAllBytes().length,
                                    kind == null ? "null" : '"' + kind + '"',
                                    exchange.getRequestURI().getQuery()));
        }

        private static void send(HttpExchange exchange, int status, String text)
                throws IOException {
            exchange.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        }

        String url() {
            return url("/");
        }

        String url(String path) {
            return "http://127.0.0.1:" + server.getAddress().getPort() + path;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
