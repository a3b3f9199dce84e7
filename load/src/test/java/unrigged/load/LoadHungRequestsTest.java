package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is never answered is no failure yet when a window ends, but it is seen. */
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class LoadHungRequestsTest {
    @Parameter private String transport = "";

    private static final ScriptedServer.Script QUICK = ScriptedServer.sends(ScriptedServer.OK);

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        over.countDown();
    }

    /** Never answers each {@code n}-th request. */
    private ScriptedServer.Script hangsEach(int n) {
        AtomicInteger asked = new AtomicInteger();
        return (client, out) -> {
            if (asked.incrementAndGet() % n == 0) {
                over.await();
            }
            return QUICK.answer(client, out);
        };
    }

    @Test
    @Tag("slow")
    void requestsThatHangInAClosedLoopAreSeen() throws Exception {
        for (String mode : new String[] {"--method=GET", "--no-keepalive"}) {
            try (ScriptedServer server = new ScriptedServer(hangsEach(50))) {
                Result result =
                        Loads.over(
                                transport, server.url(), "--connections=4", "--duration=1s", mode);
                assertTrue(result.ok() >= 4 * 49 - 3, "" + result.ok());
                assertEquals(4, result.abandoned());
                assertEquals(4, result.unanswered().overHalf(), mode);
                assertEquals(0, result.unanswered().connections(), "each got answers before");
                assertTrue(result.unanswered().oldestNs() > 500_000_000L);
                assertTrue(
                        result.worst(SelfCheck.Figures::littlesLawResidual).orElse(0) > 0.5,
                        "the latencies that are reported do not explain the throughput");
                assertFalse(result.health().contains("Little"), result.health());
            }
        }
    }

    @Test
    @Tag("slow")
    void requestsThatHangInAnOpenLoopAreSeen() throws Exception {
        try (ScriptedServer server = new ScriptedServer(hangsEach(50))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=40",
                            "--rate=400",
                            "--warm-up=101ms",
                            "--duration=1s");
            assertTrue(result.unanswered().overHalf() >= 2, result.unanswered().toString());
            assertTrue(result.unanswered().oldestNs() > 500_000_000L);
            // Absent when a request is due just as the window ends.
            assertTrue(
                    result.worst(SelfCheck.Figures::littlesLawResidual).orElse(1) > 0.3,
                    "the latencies that are reported do not explain how many were under way");
            assertFalse(result.health().contains("Little"), result.health());
        }
    }

    @Test
    @Tag("slow")
    void aQueueInFrontOfTheConnectionsIsNoHang() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    Thread.sleep(20);
                    return QUICK.answer(client, out);
                })) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--rate=1000",
                            "--duration=1s");
            assertTrue(result.latencies().max().orElse(0) > 500, "they queue");
            assertEquals(0, result.unanswered().overHalf());
        }
    }

    @Test
    void aServerThatNeverAnswersIsNoFaultOfTheGenerator() throws Exception {
        try (ScriptedServer server = new ScriptedServer(hangsEach(1))) {
            Result result =
                    Loads.over(transport, server.url(), "--connections=3", "--duration=300ms");
            assertEquals(0, result.ok());
            assertEquals(3, result.unanswered().connections());
            assertEquals("healthy", result.health());
        }
    }

    /** Its queue takes one more than asked for; the kernel drops what else comes. */
    @Test
    void aServerThatDoesNotAcceptIsNoFaultOfTheGenerator() throws Exception {
        try (UnreadServer server = new UnreadServer(1)) {
            Result result =
                    Loads.over(transport, server.url(), "--connections=6", "--duration=300ms");
            assertEquals(0, result.ok());
            assertTrue(result.established() < 6);
            assertEquals(6, result.unanswered().connections());
            assertEquals("healthy", result.health());
        }
    }

    @Test
    @Tag("slow")
    void whatHangsSinceTheWarmUpIsSeenInTheWindow() throws Exception {
        try (ScriptedServer server = new ScriptedServer(hangsEach(20))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=2",
                            "--warm-up=700ms",
                            "--duration=400ms");
            assertEquals(0, result.ok());
            assertEquals(2, result.unanswered().connections());
            assertTrue(result.unanswered().oldestNs() > 400_000_000L, "older than the window");
            assertEquals(1, result.worst(SelfCheck.Figures::littlesLawResidual).orElse(0), 0.01);
        }
    }

    @Test
    @Tag("slow")
    void withSeveralThreadsTheOldestOfAllCounts() throws Exception {
        try (ScriptedServer server = new ScriptedServer(hangsEach(50))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=4",
                            "--threads=2",
                            "--duration=1s");
            assertEquals(4, result.unanswered().overHalf());
        }
    }

    @Test
    @Tag("slow")
    void theRequestThatHangsIsNamed(@TempDir Path folder) throws Exception {
        Path list =
                Files.writeString(
                        folder.resolve("requests.jsonl"),
                        "{\"path\": \"/quick\"}\n{\"path\": \"/slow\"}\n");
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    if (asked.incrementAndGet() % 2 == 0) {
                        over.await();
                    }
                    return QUICK.answer(client, out);
                })) {
            String[] arguments = {
                server.url(),
                "--connections=1",
                "--duration=300ms",
                "--transport=" + transport,
                "--request-list=" + list
            };
            String said = said(arguments);
            assertTrue(said.contains("without an answer at the end: 1 requests"), said);
            assertTrue(said.contains("GET /slow"), said);
            assertTrue(said.contains("self-check: healthy"), said);
            String json = said(with(arguments, "--json"));
            assertTrue(json.contains("\"inFlightOverHalfWindow\":1"), json);
            assertTrue(json.contains("\"oldestInFlight\":\""), json);
            assertTrue(json.contains("\"connectionsUnanswered\":0"), json);
        }
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    private static String said(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(0, new LoadMain(stream, System.err).run(arguments), "some answers were right");
        return out.toString(StandardCharsets.UTF_8);
    }
}
