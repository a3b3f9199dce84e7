package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.program.InvalidInputException;

/** The requests of a window of 300 ms before a server of which some answers take 700 ms. */
@Timeout(60)
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class FollowTest {
    private static final ScriptedServer.Script QUICK = ScriptedServer.sends(ScriptedServer.OK);
    private static final long SLOW_MS = 700;
    private static final String WINDOW = "--duration=300ms";

    @Parameter private String transport = "";
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger inServer = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        over.countDown();
    }

    /** Each tenth answer is slow, the first one among them; the others take a millisecond. */
    private ScriptedServer someSlow() throws Exception {
        return new ScriptedServer((client, out) -> {
            boolean slow = asked.getAndIncrement() % 10 == 0;
            inServer.incrementAndGet();
            Thread.sleep(slow ? SLOW_MS : 1);
            inServer.decrementAndGet();
            return QUICK.answer(client, out);
        });
    }

    @Test
    void aSlowAnswerIsAmongTheLatenciesOnlyIfItIsFollowed() throws Exception {
        for (String mode : new String[] {"--method=GET", "--no-keepalive"}) {
            try (ScriptedServer server = someSlow()) {
                Result result = run(server, "--connections=40", WINDOW, mode);
                assertTrue(result.latencies().max().orElse(0) < SLOW_MS, mode + result);
                assertTrue(result.followed().isEmpty());
            }
            try (ScriptedServer server = someSlow()) {
                Result result = run(server, "--connections=40", WINDOW, mode, "--follow=10s");
                assertTrue(result.latencies().max().orElse(0) >= SLOW_MS, mode + result);
                Result.Followed followed = result.followed().orElseThrow();
                assertEquals(0, followed.unseen());
                assertTrue(followed.seen() >= result.ok() + 4, "slow ones as well: " + result);
                assertEquals(Map.of(), result.failed());
                assertTrue(followed.drainS() >= 0.3 && followed.drainS() < 5, followed.toString());
            }
        }
    }

    @Test
    void whenItHasDrainedNoRequestIsInFlight() throws Exception {
        try (ScriptedServer server = someSlow()) {
            run(server, "--connections=40", WINDOW, "--follow=10s");
            assertEquals(0, inServer.get());
            int requests = asked.get();
            Thread.sleep(100);
            assertEquals(requests, asked.get(), "and none begins");
        }
    }

    @Test
    void theLoadGoesOnWhileTheWindowsRequestsEnd() throws Exception {
        try (ScriptedServer server = someSlow()) {
            Result result = run(server, "--connections=40", WINDOW, "--follow=10s");
            long ofWindow = result.followed().orElseThrow().seen();
            assertTrue(asked.get() > ofWindow + 40, asked + " > " + ofWindow);
        }
    }

    @Test
    void whatNeverEndsIsGivenUpAndCounted() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    if (asked.getAndIncrement() % 10 == 9) {
                        over.await();
                    }
                    return QUICK.answer(client, out);
                })) {
            long beginNs = System.nanoTime();
            Result result = run(server, "--connections=4", WINDOW, "--follow=400ms");
            double tookS = (System.nanoTime() - beginNs) / 1e9;
            assertTrue(tookS >= 0.7 && tookS < 5, tookS + " s");
            Result.Followed followed = result.followed().orElseThrow();
            assertEquals(4, followed.unseen());
            assertEquals(result.ok(), followed.seen());
            assertEquals(4, result.unanswered().overHalf(), "hung requests are still told");
            assertEquals(0, followed.drainS(), 0.01, "none of them ended");
        }
    }

    /** In a short window each answer of a busy server may take more than half of it. */
    @Test
    void answersThatTakeMoreThanHalfOfAWindowContradictNothing() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    Thread.sleep(400);
                    return QUICK.answer(client, out);
                })) {
            String clients = "--connections=20";
            assertTrue(residual(run(server, clients, WINDOW)) > 0.1, "without --follow, a doubt");
            assertEquals(0, residual(run(server, clients, WINDOW, "--follow=10s")), 0.03);
        }
    }

    /** That it hung before the window, so that nothing of the window is unseen, hides it not. */
    @Test
    void aConnectionThatHangsSinceTheLeadInContradictsLittlesLaw() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    if (asked.getAndIncrement() < 4) {
                        over.await();
                    }
                    Thread.sleep(1);
                    return QUICK.answer(client, out);
                })) {
            Result result =
                    run(server, "--connections=20", "--warm-up=300ms", WINDOW, "--follow=300ms");
            assertEquals(0, result.followed().orElseThrow().unseen());
            assertEquals(0.2, residual(result), 0.05);
        }
    }

    private static double residual(Result result) {
        return result.worst(SelfCheck.Figures::littlesLawResidual).orElseThrow();
    }

    @Test
    void aTimeoutAfterTheWindowIsALatencyOfItsRequest() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, _) -> {
                    over.await();
                    return false;
                })) {
            Result result =
                    run(server, "--connections=3", WINDOW, "--timeout=500ms", "--follow=5s");
            assertEquals(0, result.ok());
            assertEquals(Map.of(), result.failed(), "none of them ended in the window");
            assertEquals(3, result.followed().orElseThrow().seen());
            assertEquals(500, result.latencies().p50().orElse(0), 100);
        }
    }

    @Test
    void inAnOpenLoopThoseAreFollowedThatWereDueInTheWindow() throws Exception {
        try (ScriptedServer server = someSlow()) {
            Result result =
                    run(
                            server,
                            "--connections=200",
                            "--rate=200",
                            "--warm-up=100ms",
                            WINDOW,
                            "--threads=2",
                            "--follow=10s");
            assertEquals(60, result.offered().orElseThrow(), "rate x time, as without --follow");
            assertEquals(60, result.followed().orElseThrow().seen());
            assertEquals(0, result.followed().orElseThrow().unseen());
            assertTrue(result.latencies().max().orElse(0) >= SLOW_MS, result.toString());
            assertTrue(asked.get() > 20 + 60 + 40, "the load goes on: " + asked);
        }
    }

    /** A single connection, which is with the first answer when the window ends. */
    @Test
    void whatIsDueInTheWindowAndBeginsAfterItIsFollowedFromWhenItWasDue() throws Exception {
        try (ScriptedServer server = someSlow()) {
            Result result = run(server, "--connections=1", "--rate=20", WINDOW, "--follow=10s");
            assertEquals(0, result.ok());
            assertEquals(6, result.followed().orElseThrow().seen());
            double meanMs = result.latencies().mean().orElse(0);
            assertTrue(meanMs > SLOW_MS - 150 && meanMs < SLOW_MS + 400, meanMs + " ms");
        }
    }

    @Test
    void theHistogramLogHasTheFollowedOnes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.hlog");
        try (ScriptedServer server = someSlow()) {
            Result result =
                    run(server, "--connections=40", WINDOW, "--follow=10s", "--hlog=" + file);
            assertEquals(result.followed().orElseThrow().seen(), ofWindow(file));
        }
    }

    private static long ofWindow(Path file) throws Exception {
        HistogramLogReader reader = new HistogramLogReader(Files.newInputStream(file));
        EncodableHistogram histogram;
        while ((histogram = reader.nextIntervalHistogram()) != null) {
            if (HistogramLog.WINDOW_TAG.equals(histogram.getTag())) {
                return ((org.HdrHistogram.Histogram) histogram).getTotalCount();
            }
        }
        return -1;
    }

    @Test
    void aNumberOfRequestsIsNotFollowed() {
        InvalidInputException wrong =
                assertThrows(
                        InvalidInputException.class,
                        () -> Loads.plan("http://[::1]:1", "--requests=100", "--follow=1s"));
        assertTrue(wrong.text().contains("--requests and --follow"), wrong.text());
    }

    private Result run(ScriptedServer server, String... arguments) throws Exception {
        return Loads.over(transport, server.url(), arguments);
    }
}
