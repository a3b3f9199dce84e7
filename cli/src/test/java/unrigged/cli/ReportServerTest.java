package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.journal.RunDirectory;
import unrigged.program.EnvironmentException;

class ReportServerTest {
    private static final Path KEPT = Path.of("../docs/results/quick-2026-11-29-2/journal.jsonl");

    @TempDir private Path directory;

    @Test
    void aRunThatGoesOnIsReadAgainAndTheBrowserAsksAgain() throws Exception {
        List<String> lines = Files.readAllLines(KEPT);
        Path journal = directory.resolve("journal.jsonl");
        Files.write(journal, lines.subList(0, lines.size() / 2));
        try (ReportServer server = ReportServer.start(new RunDirectory(directory), 0)) {
            HttpResponse<String> half = get(server.address());
            assertEquals(200, half.statusCode());
            assertEquals("10", half.headers().firstValue("Refresh").orElseThrow());
            assertTrue(half.body().contains("Unrigged"));
            Files.write(journal, lines);
            HttpResponse<String> whole = get(server.address());
            assertEquals(200, whole.statusCode());
            assertFalse(whole.headers().firstValue("Refresh").isPresent());
            assertFalse(whole.body().equals(half.body()));
        }
        try (var files = Files.list(directory)) {
            assertEquals(List.of(journal), files.toList(), "nothing is written");
        }
    }

    @Test
    void aJournalWithoutItsFirstRecordIsAskedForAgain() throws Exception {
        Files.writeString(directory.resolve("journal.jsonl"), "");
        try (ReportServer server = ReportServer.start(new RunDirectory(directory), 0)) {
            HttpResponse<String> answer = get(server.address());
            assertEquals(503, answer.statusCode());
            assertTrue(answer.headers().firstValue("Refresh").isPresent());
        }
    }

    @Test
    void itAnswersThisMachineAndItsOwnPageAlone() throws Exception {
        Files.copy(KEPT, directory.resolve("journal.jsonl"));
        try (ReportServer server = ReportServer.start(new RunDirectory(directory), 0)) {
            assertEquals(404, get(server.address().resolve("/journal.jsonl")).statusCode());
            assertTrue(rebound(server.address().getPort()).startsWith("HTTP/1.1 403"));
            assertThrows(
                    EnvironmentException.class,
                    () ->
                            ReportServer.start(
                                    new RunDirectory(directory), server.address().getPort()));
        }
    }

    /** As a page of another site would ask, whose name was bound to this address. */
    private static String rebound(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
