package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A generator that is told its slices, as a process of its own. */
@Timeout(60)
@Tag("slow")
class SlicesTest {
    private static final Pattern HISTOGRAM = Pattern.compile("\"histogram\":\"([^\"]+)\"");

    private final ServerSocket controller;
    private final ScriptedServer server;
    private final Process process;
    private final ControllerEnd talk;

    SlicesTest() throws IOException {
        server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK));
        controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        controller.setSoTimeout(20_000);
        process = start("--slices", "--control=127.0.0.1:" + controller.getLocalPort());
        talk = new ControllerEnd(controller.accept());
    }

    @BeforeEach
    void isReady() throws IOException {
        long beginNs = System.nanoTime();
        assertEquals("{\"event\":\"ready\"}", talk.hear());
        assertTrue(System.nanoTime() - beginNs > 2_500_000_000L, "its code is warm");
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        process.destroyForcibly();
        controller.close();
        server.close();
    }

    @Test
    void slicesFollowOneAnotherEachWithItsOwnLoad() throws Exception {
        try (ScriptedServer other =
                new ScriptedServer(
                        ScriptedServer.sends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            String first = slice(server.url(), "--connections=3", "--expect-mask=hello #");
            assertTrue(number(first, "ok") > 10, first);
            assertTrue(first.contains("\"failed\":{}"), first);
            assertEquals(3, server.connections.get());
            int asked = server.requests.get();

            String second = slice(other.url(), "--connections", "2", "--no-keepalive");
            assertTrue(number(second, "ok") > 10, second);
            assertEquals(2, number(second, "connectionsAsked"));
            assertEquals(other.connections.get(), other.requests.get(), "one for each request");
            assertEquals(asked, server.requests.get(), "the first slice is over");

            String third = slice(server.url(), "--rate=200", "--expect-mask=hello @");
            assertEquals(40, number(third, "offered"), third);
            assertEquals(0, number(third, "ok"), "another answer was expected: " + third);
            assertEquals(40, number(third, "followed"), third);
        }
    }

    @Test
    void theHistogramIsThatOfTheFollowedRequests() throws Exception {
        String done = slice(server.url(), "--connections=5");
        Histogram latencies = histogram(done);
        assertEquals(number(done, "followed"), latencies.getTotalCount());
        assertEquals(0, number(done, "unfollowed"));
        Matcher p50 = Pattern.compile("\"p50\":([0-9.]+)").matcher(done);
        assertTrue(p50.find(), done);
        assertEquals(
                Double.parseDouble(p50.group(1)) * 1e3,
                (double) latencies.getValueAtPercentile(50),
                1e-6);
    }

    @Test
    void wrongWordsAreToldAndTheNextLineIsAwaited() throws Exception {
        for (String wrong :
                List.of(
                        "go",
                        "slice",
                        "slice {}",
                        "slice [\"http://127.0.0.1:1/\", 7]",
                        "slice [\"http://127.0.0.1:1/\"] []",
                        "slice [\"http://127.0.0.1:1/\"",
                        "slice []",
                        "slice [\"https://127.0.0.1/\"]",
                        "slice [\"http://127.0.0.1:1/\", \"--conections=3\"]",
                        "slice [\"http://127.0.0.1:1/\", \"--connections=0\"]",
                        "slice [\"http://127.0.0.1:1/\", \"--help\"]",
                        "slice [\"http://127.0.0.1:1/\", \"--control=127.0.0.1:1\"]")) {
            talk.say(wrong);
            String answer = talk.hear();
            assertTrue(answer.startsWith("{\"event\":\"error\",\"message\":\""), wrong + answer);
        }
        assertTrue(number(slice(server.url(), "--connections=1"), "ok") > 0);
    }

    @Test
    void aSliceThatCannotRunIsToldAndTheNextOneRuns() throws Exception {
        for (String wrong :
                List.of("--connections=100000000\",\"--threads=1", "--hlog=/nowhere/x.hlog")) {
            talk.say("slice [\"%s\",\"%s\"]".formatted(server.url(), wrong));
            String answer = talk.hearUntil("error");
            assertTrue(answer.contains("cannot be written") || answer.contains("open files"));
        }
        assertTrue(number(slice(server.url(), "--connections=1"), "ok") > 0);
    }

    @Test
    void stopEndsTheSliceUnderWayAndNoOther() throws Exception {
        talk.say("stop");
        talk.say("slice [\"%s\",\"--duration=60s\",\"--follow=60s\"]".formatted(server.url()));
        assertEquals("{\"event\":\"window\"}", talk.hear());
        talk.say("slice [\"%s\"]".formatted(server.url()));
        assertTrue(talk.hear().contains("a slice is under way"));
        Thread.sleep(100);
        talk.say("stop");
        assertEquals("{\"event\":\"window-end\"}", talk.hear());
        String done = talk.hear();
        assertTrue(number(done, "ok") > 0, done);
        talk.say("stop");
        assertTrue(number(slice(server.url(), "--connections=1"), "ok") > 0);
    }

    @Test
    void aBrokenConnectionEndsTheLoad() throws Exception {
        talk.say("slice [\"%s\",\"--duration=60s\"]".formatted(server.url()));
        talk.hearUntil("window");
        talk.close();
        assertEquals(3, exit());
    }

    @Test
    void aControllerThatHangsUpBetweenSlicesIsDone() throws Exception {
        talk.say("slice [\"%s\",\"--duration=50ms\"]".formatted(server.url()));
        talk.hearUntil("done");
        talk.close();
        assertEquals(0, exit());
    }

    /** A busy machine delays what is said; but not each of ten times. */
    @Test
    void theWindowsBoundariesAreSaidWhenTheyHappen() throws Exception {
        List<Double> offMs = new ArrayList<>();
        do {
            talk.say(
                    "slice [\"%s\",\"--warm-up=100ms\",\"--duration=200ms\"]"
                            .formatted(server.url()));
            assertEquals("{\"event\":\"warm-up\"}", talk.hear());
            long warmUpNs = System.nanoTime();
            assertEquals("{\"event\":\"window\"}", talk.hear());
            long windowNs = System.nanoTime();
            assertEquals("{\"event\":\"window-end\"}", talk.hear());
            long endNs = System.nanoTime();
            assertTrue(talk.hear().startsWith("{\"event\":\"done\""));
            double warmUpOffMs = Math.abs((windowNs - warmUpNs) / 1e6 - 100);
            offMs.add(Math.max(warmUpOffMs, Math.abs((endNs - windowNs) / 1e6 - 200)));
        } while (offMs.size() < 10 && offMs.getLast() > 5);
        assertTrue(offMs.getLast() <= 5, offMs.toString());
    }

    /** Its result, when all events have come in their order. */
    private String slice(String url, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(url));
        all.addAll(List.of(words));
        all.addAll(List.of("--warm-up=50ms", "--duration=200ms", "--follow", "5s"));
        talk.say("slice [\"" + String.join("\",\"", all) + "\"]");
        for (String event : List.of("warm-up", "window", "window-end")) {
            assertEquals("{\"event\":\"%s\"}".formatted(event), talk.hear());
        }
        String done = talk.hear();
        assertTrue(done.startsWith("{\"event\":\"done\",\"result\":{\"ok\":"), done);
        return done;
    }

    private static long number(String json, String key) {
        Matcher found = Pattern.compile("\"" + key + "\":(\\d+)").matcher(json);
        assertTrue(found.find(), key + " in " + json);
        return Long.parseLong(found.group(1));
    }

    private static Histogram histogram(String json) throws Exception {
        Matcher found = HISTOGRAM.matcher(json);
        assertTrue(found.find(), json);
        byte[] bytes = Base64.getDecoder().decode(found.group(1));
        return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    }

    private int exit() throws InterruptedException {
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it should have ended");
        assertFalse(process.isAlive());
        return process.exitValue();
    }

    private static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(GeneratorProcess.command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
