package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to connect that the kernel drops, since the server's listen queue is full. */
@Tag("simulation")
@Timeout(60)
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class LostConnectTest {
    @Parameter private String transport = "";

    @Test
    void latenciesOfASecondAreExplainedByTheLostRequestsToConnect() throws Exception {
        try (LateServer server = new LateServer()) {
            FutureTask<Result> load =
                    new FutureTask<>(() ->
                            Loads.over(
                                    transport,
                                    server.url(),
                                    "--connections=3",
                                    "--requests=30",
                                    "--duration=20s"));
            Thread.ofPlatform().start(load);
            // On loopback a request to connect that is still under way was dropped.
            while (server.connecting() < 3) {
                Thread.onSpinWait();
            }
            server.acceptAll();
            Result result = load.get();
            assertEquals(30, result.ok(), result.failed().toString());
            assertTrue(result.latencies().max().orElse(0) >= 950, "" + result.latencies());
            String notes = String.join("\n", result.notes());
            assertTrue(notes.contains("3 connections took 1 s or more"), notes);
            assertTrue(notes.contains("TCPSynRetrans"), notes);
            assertTrue(notes.contains("ListenOverflows"), notes);
            assertTrue(LoadResultJson.of(result).contains("\"notes\":[\"3 connections"), notes);
        }
    }

    /** The counters are everybody's: what others lose is no news of this load. */
    @Test
    void whatOthersLoseIsNotBlamedOnThisLoad() throws Exception {
        try (LateServer others = new LateServer();
                ScriptedServer server =
                        new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            TcpCounters before = TcpCounters.read();
            Thread.ofVirtual().start(others::knock);
            Result result;
            do {
                result = Loads.over(transport, server.url(), "--connections=3", "--requests=30");
            } while (TcpCounters.read().since(before, "TCPSynRetrans") == 0);
            ConnectionReport report = result.connecting();
            assertEquals(0, report.late() + report.unanswered());
            assertEquals(List.of(), report.notes(OptionalDouble.of(20)));
        }
    }

    /** A generator that did not run sees its connections late, but nothing was lost. */
    @Test
    void withoutARepeatedRequestNothingWasLost() {
        ConnectionReport report =
                new ConnectionReport(
                        new Destination(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                                List.of(),
                                false),
                        5,
                        0,
                        3.0,
                        0,
                        0,
                        false);
        assertEquals(List.of(), report.notes(OptionalDouble.of(3_000)));
    }

    @Test
    void theKernelsCountersAreReadByName() {
        TcpCounters before =
                TcpCounters.parse(
                        List.of("TcpExt: A TCPSynRetrans B", "TcpExt: 1 2 3", "IpExt: C"));
        TcpCounters after =
                TcpCounters.parse(List.of("X: 1", "TcpExt: TCPSynRetrans A", "TcpExt: 7 1"));
        assertEquals(5, after.since(before, "TCPSynRetrans"));
        assertEquals(0, after.since(before, "ListenOverflows"));
    }

    /** Its listen queue is full from the beginning, until it accepts. */
    private static final class LateServer implements AutoCloseable {
        private final ServerSocket server;
        private final FullQueue queue;

        LateServer() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            queue = new FullQueue(url());
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/";
        }

        /** How many connections to it are in the state SYN_SENT. */
        long connecting() throws IOException {
            String port = ":%04X".formatted(server.getLocalPort());
            return Files.readAllLines(Path.of("/proc/thread-self/net/tcp")).stream()
                    .map(line -> line.strip().split(" +", -1))
                    .filter(fields -> fields[2].endsWith(port) && fields[3].equals("02"))
                    .count();
        }

        /** One more that asks to connect in vain, for as long as the kernel repeats it. */
        void knock() {
            try (Socket socket = new Socket()) {
                socket.connect(server.getLocalSocketAddress(), 10_000);
            } catch (IOException _) {
                // In vain, or the server was closed.
            }
        }

        void acceptAll() {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            while (true) {
                                Socket client = server.accept();
                                Thread.ofVirtual().start(() -> serve(client));
                            }
                        } catch (IOException _) {
                            // Closed: the test is over.
                        }
                    });
        }

        private static void serve(Socket client) {
            try (client) {
                byte[] request = new byte[4096];
                while (client.getInputStream().read(request) > 0) {
                    client.getOutputStream()
                            .write(ScriptedServer.OK.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException _) {
                // The generator went away: it may.
            }
        }

        @Override
        public void close() throws IOException {
            queue.close();
            server.close();
        }
    }
}
