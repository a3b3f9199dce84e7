package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;
import unrigged.setup.Component;
import unrigged.setup.Need;

/**
 * The real nginx, which closes connections that are idle for as long as the clients think: requests
 * and closes cross on their way.
 */
@Tag("topology")
class NginxKeepAliveTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 400;

    private static final String CONFIGURATION =
            """
            daemon off;
            pid nginx.pid;
            error_log stderr;
            worker_processes 1;
            events {
                worker_connections 2048;
            }
            http {
                access_log off;
                keepalive_timeout 1s;
                client_body_temp_path temp;
                proxy_temp_path temp;
                fastcgi_temp_path temp;
                uwsgi_temp_path temp;
                scgi_temp_path temp;
                server {
                    listen 127.0.0.1:%d backlog=2048;
                    location / {
                        return 200 "hello";
                    }
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aConnectionThatNginxClosesAsItsNextRequestLeavesIsNoFailure() throws Exception {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
        Installation installation = Installation.here();
        Component.Program nginx =
                new Provisioning(installation, _ -> {})
                        .provision(new Need(Need.INFRASTRUCTURE, Set.of()))
                        .nginx();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = start(nginx, port);
        try {
            awaitListening(server, port);
            long repeated = 0;
            for (String transport : List.of("nio", "epoll", "uring")) {
                JsonNode result = load(installation, port, transport);
                assertEquals(0, result.path("failed").size(), result.toString());
                assertTrue(result.path("ok").asLong() >= 3 * CONNECTIONS, result.toString());
                long connects = result.path("connects").asLong();
                assertTrue(connects > CONNECTIONS, "nginx closed none: " + result);
                repeated += result.path("retriedOnClosed").asLong(0);
            }
            assertTrue(repeated > 0, "no close crossed a request");
        } finally {
            server.destroy();
            assertTrue(server.waitFor(20, TimeUnit.SECONDS));
        }
    }

    private Process start(Component.Program nginx, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port));
        ProcessBuilder builder =
                new ProcessBuilder(
                        nginx.location().toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        "stderr",
                        "-c",
                        file.toString());
        builder.environment().putAll(nginx.variables());
        return builder.redirectErrorStream(true).redirectOutput(log()).start();
    }

    private File log() {
        return folder.resolve("nginx.log").toFile();
    }

    private void awaitListening(Process server, int port) throws Exception {
        long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
        while (server.isAlive() && System.nanoTime() < deadlineNs) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                Thread.sleep(10);
            }
        }
        throw new AssertionError("nginx does not listen: " + Files.readString(log().toPath()));
    }

    private static JsonNode load(Installation installation, int port, String transport)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(installation.java().resolve("bin/java").toString());
        command.addAll(installation.loader());
        command.addAll(
                List.of(
                        "http://127.0.0.1:" + port + "/",
                        "--connections=" + CONNECTIONS,
                        "--think-time=1s",
                        "--duration=5s",
                        "--transport=" + transport,
                        "--json"));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return Json.LINES.readTree(said);
    }
}
