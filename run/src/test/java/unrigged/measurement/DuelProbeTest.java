package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import unrigged.metric.Clock;

class DuelProbeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        answer("/ok", 204, Optional.empty());
        answer("/missing", 404, Optional.empty());
        answer("/moved", 302, Optional.of("/ok"));
        server.start();
    }

    private void answer(String path, int status, Optional<String> location) {
        server.createContext(
                path,
                exchange -> {
                    location.ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static DuelProbe probe(String url) {
        return new DuelProbe(Clock.system(), url, true);
    }

    private Optional<String> problem(String path) {
        return probe("http://localhost:" + server.getAddress().getPort() + path).problem(TIMEOUT);
    }

    @Test
    void everyStatusOf2xxIsRightAndNoOther() {
        assertEquals(Optional.empty(), problem("/ok"));
        assertEquals("it answers 404 Not Found", problem("/missing").orElseThrow());
        assertEquals(
                "it answers 302 Temporary Redirect, Location: /ok; no redirect is followed",
                problem("/moved").orElseThrow());
    }

    @Test
    void whereNobodyListensIsSaid() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertEquals(
                "Connection refused",
                probe("http://127.0.0.1:" + port + "/").problem(TIMEOUT).orElseThrow());
        assertEquals(
                "the host no-such-host.invalid is not known",
                probe("http://no-such-host.invalid/").problem(TIMEOUT).orElseThrow());
    }

    @Test
    void aColonWithinBracketsBelongsToAnAddress() {
        assertEquals(80, probe("http://[::1]/x").port());
        assertEquals(81, probe("http://[::1]:81/x").port());
        assertEquals(80, probe("http://localhost/x:9").port());
        assertTrue(probe("http://[::1]:81/x").isLoopback());
        assertTrue(probe("http://localhost/").isLoopback());
        assertFalse(probe("http://192.0.2.1/").isLoopback());
    }
}
