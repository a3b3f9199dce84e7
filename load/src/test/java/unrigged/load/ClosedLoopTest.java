package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ExtendWith(StolenTime.class)
@ValueSource(strings = {"nio", "epoll", "uring"})
class ClosedLoopTest {
    @Parameter private String transport = "";

    private static final ScriptedServer.Script QUICK = ScriptedServer.sends(ScriptedServer.OK);

    @Test
    void keepAliveUsesEachConnectionForAllItsRequests() throws Exception {
        try (ScriptedServer server = new ScriptedServer(QUICK)) {
            Result result =
                    Loads.over(transport, server.url(), "--connections=3", "--requests=300");
            assertEquals(300, result.ok());
            assertEquals(300, server.requests.get());
            assertEquals(3, server.connections.get());
            assertEquals(3, result.connects());
            assertEquals(3, result.established());
            assertEquals(0, result.abandoned());
            assertEquals(300L * ScriptedServer.OK.length(), result.bytesReceived());
        }
    }

    @Test
    void withoutKeepAliveEachRequestHasItsConnection() throws Exception {
        try (ScriptedServer server = new ScriptedServer(QUICK)) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=3",
                            "--requests=90",
                            "--no-keepalive");
            assertEquals(90, result.ok());
            assertEquals(90, server.connections.get());
            assertEquals(90, result.connects());
        }
    }

    @Test
    void aServerThatAnnouncesToCloseGetsANewConnectionWithoutAFailure() throws Exception {
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 7\r\n\r\nhello 1";
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sendsAndCloses(last))) {
            Result result = Loads.over(transport, server.url(), "--connections=2", "--requests=20");
            assertEquals(20, result.ok());
            assertEquals(20, server.connections.get());
        }
    }

    @Test
    @Tag("slow")
    void aTimedWindowCountsWhatTheServerCounted() throws Exception {
        try (ScriptedServer server = new ScriptedServer(slow(5))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=4",
                            "--warm-up=200ms",
                            "--duration=1200ms");
            assertTrue(server.requests.get() > result.begun(), "the warm-up is not counted");
            assertEquals(4, result.abandoned());
            assertTrue(result.durationS() >= 1.2);
            assertEquals(0, result.connects(), "the warm-up's connections go on");
            assertEquals(2, result.seconds().size());
            assertEquals(
                    result.ok(),
                    result.seconds().stream().mapToLong(LoadProgress.Second::ok).sum());
            assertTrue(result.seconds().get(1).lengthS() < 0.999);
        }
    }

    @Test
    @Tag("slow")
    void latencyIsAtLeastTheServersAndTheGeneratorIsNotBlamed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(slow(20))) {
            Result result = Loads.over(transport, server.url(), "--connections=8", "--duration=1s");
            assertTrue(result.latencies().p50().orElse(0) >= 19.9, result.latencies().toString());
            assertTrue(result.ok() <= 8 * 50 + 8);
            assertTrue(result.ok() >= 40, "even a busy machine gets a tenth of it done");
            assertFalse(result.health().contains("busy"), result.health());
            assertFalse(result.health().contains("Little"), result.health());
            double residual = result.worst(SelfCheck.Figures::littlesLawResidual).orElse(1);
            assertEquals(0, residual, 0.02);
        }
    }

    @Test
    @Tag("slow")
    void thinkTimeKeepsTheRateDown() throws Exception {
        try (ScriptedServer server = new ScriptedServer(QUICK)) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--duration=1s",
                            "--think-time=50ms");
            assertTrue(result.ok() <= 2 * 21, "" + result.ok());
            assertTrue(result.ok() >= 4, "" + result.ok());
            assertTrue(result.sendLag().max().isPresent());
        }
    }

    @Test
    @Tag("slow")
    void theHistogramLogHoldsTheSecondsAndTheWholeWindow(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.hlog");
        try (ScriptedServer server = new ScriptedServer(slow(5))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--duration=1300ms",
                            "--hlog=" + file);
            long inSeconds = 0;
            long inWindow = 0;
            try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
                while (reader.hasNext()) {
                    Histogram interval = (Histogram) reader.nextIntervalHistogram();
                    if (HistogramLog.WINDOW_TAG.equals(interval.getTag())) {
                        inWindow += interval.getTotalCount();
                        assertTrue(interval.getMinValue() >= 4_900, "microseconds");
                    } else {
                        inSeconds += interval.getTotalCount();
                    }
                }
            }
            assertEquals(List.of(result.ok(), result.ok()), List.of(inSeconds, inWindow));
        }
    }

    private static ScriptedServer.Script slow(int ms) {
        return (client, out) -> {
            Thread.sleep(ms);
            return QUICK.answer(client, out);
        };
    }
}
