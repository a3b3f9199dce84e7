package unrigged.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.program.EnvironmentException;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

/**
 * A run's page on loopback, made anew when the journal has grown. While the run is unfinished the
 * browser asks again every few seconds.
 */
final class ReportServer implements AutoCloseable {
    private static final String REFRESH_S = "10";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final RunDirectory run;
    private final HttpServer server;
    private Page page = new Page(-1, "", false);

    /**
     * @param journalBytes what it was made from
     */
    private record Page(long journalBytes, String html, boolean unfinished) {}

    private ReportServer(RunDirectory run, HttpServer server) {
        this.run = run;
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @throws EnvironmentException when the port is taken
     */
    static ReportServer start(RunDirectory run, int port) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ReportServer served = new ReportServer(run, server);
            server.createContext("/", served::answer);
            server.start();
            return served;
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the report cannot be served on port " + port + ": " + e.getMessage(),
                    "leave --port out to take any port that is free",
                    e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            int port = server.getAddress().getPort();
            if (host == null || !Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
                send(
                        exchange,
                        FORBIDDEN,
                        "text/plain",
                        "this page is served to this machine alone");
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, NOT_FOUND, "text/plain", "the report is at /");
            } else {
                page(exchange);
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        try {
            Page now = page();
            if (now.unfinished()) {
                exchange.getResponseHeaders().set("Refresh", REFRESH_S);
            }
            send(exchange, OK, "text/html", now.html());
        } catch (InvalidInputException notYet) {
            exchange.getResponseHeaders().set("Refresh", REFRESH_S);
            send(exchange, UNAVAILABLE, "text/plain", String.valueOf(notYet.getMessage()));
        }
    }

    /** By one thread at a time: the server has no other executor. */
    private Page page() {
        long bytes = journalBytes();
        if (bytes != page.journalBytes()) {
            RunResult result = Report.read(run);
            page =
                    new Page(
                            bytes,
                            Report.page(run, result),
                            result.progress().unfinished().isPresent());
        }
        return page;
    }

    private long journalBytes() {
        try {
            return Files.size(run.journal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
