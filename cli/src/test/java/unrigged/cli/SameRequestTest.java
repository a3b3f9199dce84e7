package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.measurement.HttpProbe;
import unrigged.metric.Clock;

/**
 * Whoever asks whether a server answers right asks in the bytes of the load generator: a server
 * that treats the two differently would pass and fail for reasons that nobody sees.
 */
class SameRequestTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProbeSendsTheBytesThatTheLoadSends(boolean keepAlive) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:%d/items?id=7&x=%%20".formatted(server.getLocalPort());
            String probed =
                    received(
                            server,
                            () ->
                                    new HttpProbe(Clock.system(), url, keepAlive)
                                            .get(Duration.ofSeconds(20))
                                            .status());
            assertEquals(probed, received(server, () -> load(url, keepAlive)));
        }
    }

    /** The one request that comes meanwhile. */
    private static String received(ServerSocket server, Callable<Integer> asking) throws Exception {
        FutureTask<String> request = new FutureTask<>(() -> serve(server));
        Thread.ofVirtual().start(request);
        asking.call();
        return request.get(30, TimeUnit.SECONDS);
    }

    private static String serve(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            StringBuilder request = new StringBuilder();
            InputStream in = client.getInputStream();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.read());
            }
            client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            return request.toString();
        }
    }

    private static int load(String url, boolean keepAlive) throws Exception {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
        Installation installation = Installation.here();
        List<String> command = new ArrayList<>();
        command.add(installation.java().resolve("bin/java").toString());
        command.addAll(installation.loader());
        command.addAll(List.of(url, "--connections=1", "--requests=1"));
        if (!keepAlive) {
            command.add("--no-keepalive");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
