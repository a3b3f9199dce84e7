package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** The program as a user starts it, against small servers of known delays. */
@Tag("slow")
class DuelTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration GONE = Duration.ofSeconds(6);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CliProcess duel(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("duel", "--clients", "4"));
        all.addAll(List.of(arguments));
        return CliProcess.start(
                folder,
                Map.of("UNRIGGED_HOME", folder.resolve("home").toString()),
                all.toArray(String[]::new));
    }

    private static JsonNode entry(String json, int index) {
        return Json.LINES.readTree(json).path("entries").path(index);
    }

    @Test
    void aServerWithFourTimesTheDelayHasAQuarterOfTheThroughputAndFailsTheGate() throws Exception {
        try (SleepingServer quick = SleepingServer.start(5);
                SleepingServer slow = SleepingServer.start(20)) {
            CliProcess cli =
                    duel(
                            quick.url(),
                            slow.url(),
                            "--duration",
                            "15s",
                            "--name",
                            "quick,slow",
                            "--fail-on",
                            "slower:5%",
                            "--json");
            assertEquals(1, cli.await(TIMEOUT), cli.err());
            JsonNode b = entry(cli.out(), 1);
            assertEquals("slow", b.path("name").asString());
            assertEquals("slower", b.path("verdict").asString(), cli.out());
            double ratio = b.path("ratio").asDouble();
            assertTrue(ratio > 0.2 && ratio < 0.35, cli.out());
            assertTrue(b.path("interval").path(0).asDouble() < ratio, cli.out());
            assertTrue(b.path("interval").path(1).asDouble() > ratio, cli.out());
            assertTrue(b.path("p50Ms").asDouble() > 19.9, cli.out());
            assertEquals("baseline", entry(cli.out(), 0).path("verdict").asString());
            assertTrue(
                    cli.err().contains("--fail-on slower:5%: slow is slower than quick"),
                    cli.err());
        }
        assertEquals(List.of(), afterAMoment());
    }

    @Test
    void twoEqualServersHaveARatioNearOne() throws Exception {
        try (SleepingServer one = SleepingServer.start(5);
                SleepingServer other = SleepingServer.start(5)) {
            CliProcess cli = duel(one.url(), other.url(), "--duration", "15s", "--json");
            assertEquals(0, cli.await(TIMEOUT), cli.err());
            double ratio = entry(cli.out(), 1).path("ratio").asDouble();
            assertTrue(ratio > 0.85 && ratio < 1.18, cli.out());
        }
    }

    @Test
    void commandsAreStartedOnFreePortsAndEnded() throws Exception {
        CliProcess cli =
                duel(
                        "--start",
                        SleepingServer.command(5, Long.MAX_VALUE),
                        "--start",
                        SleepingServer.command(10, Long.MAX_VALUE),
                        "--duration",
                        "12s");
        assertEquals(0, cli.await(TIMEOUT), cli.err());
        assertTrue(cli.out().matches("(?s)b is 0\\.[456]\\d× a \\(.*: slower\\.\n.*"), cli.out());
        assertEquals(List.of(), afterAMoment());
    }

    /** Its window is measured again; it keeps its verdict, and a warning. */
    @Test
    void aServerThatStandsStillInOneWindowIsComparedAndSaysSo() throws Exception {
        try (SleepingServer one = SleepingServer.start(5);
                SleepingServer other = SleepingServer.start(5, 900)) {
            CliProcess cli = duel(one.url(), other.url(), "--duration", "20s", "--json");
            assertEquals(0, cli.await(TIMEOUT), cli.err());
            JsonNode b = entry(cli.out(), 1);
            assertTrue(b.has("ratio"), cli.out());
            assertTrue(cli.out().contains("empty-windows"), cli.out());
            assertTrue(
                    cli.out().contains("Windows in which nothing ended, measured again: 1 of "),
                    cli.out());
        }
    }

    @Test
    void aServerThatEndsInTheMiddleHasNoVerdict() throws Exception {
        CliProcess cli =
                duel(
                        "--start",
                        SleepingServer.command(5, Long.MAX_VALUE),
                        "--start",
                        SleepingServer.command(5, 2_000),
                        "--duration",
                        "20s",
                        "--json");
        assertEquals(1, cli.await(TIMEOUT), cli.err());
        JsonNode b = entry(cli.out(), 1);
        assertEquals("not compared", b.path("verdict").asString(), cli.out());
        assertFalse(b.has("ratio"), cli.out());
        assertTrue(
                b.path("ratioWhy").asString().contains("its command exited (status 7)"), cli.out());
        assertTrue(cli.err().contains("b is lost in round"), cli.err());
        assertTrue(cli.out().contains("that was enough"), cli.out());
        assertEquals(List.of(), afterAMoment());
    }

    @Test
    void aCommandThatDoesNotComeUpIsShownWithWhatItWrote() throws Exception {
        try (SleepingServer one = SleepingServer.start(5)) {
            CliProcess cli =
                    duel(one.url(), "--start", "", "--start", "echo no luck with {port}; exit 4");
            assertEquals(3, cli.await(TIMEOUT), cli.err());
            assertTrue(
                    cli.err().contains("the command of b exited (status 4) before it answered"),
                    cli.err());
            assertTrue(cli.err().matches("(?s).*\n    no luck with [23]\\d{4}\n.*"), cli.err());
            CliProcess silent = duel(one.url(), "http://127.0.0.1:1/");
            assertEquals(3, silent.await(TIMEOUT), silent.err());
            assertTrue(
                    silent.err().contains("b gives no right answer at http://127.0.0.1:1/"),
                    silent.err());
        }
    }

    @Test
    void nobodyIsLeftWhenTheControllerIsKilled() throws Exception {
        CliProcess cli =
                duel(
                        "--start",
                        SleepingServer.command(5, Long.MAX_VALUE),
                        "--start",
                        // The shell has a child.
                        SleepingServer.command(5, Long.MAX_VALUE).replaceFirst("exec ", "")
                                + "; true");
        for (int i = 0; i < 600 && !cli.err().contains(" rounds, each server"); i++) {
            Thread.sleep(50);
        }
        assertTrue(CliProcess.leftOver(folder).size() >= 4, cli.err());
        cli.kill();
        assertEquals(List.of(), afterAMoment());
    }

    @Test
    void ctrlCEndsItInOrder() throws Exception {
        CliProcess cli =
                duel(
                        "--start",
                        SleepingServer.command(5, Long.MAX_VALUE),
                        "--start",
                        SleepingServer.command(5, Long.MAX_VALUE));
        for (int i = 0; i < 600 && !cli.err().contains(" rounds, each server"); i++) {
            Thread.sleep(50);
        }
        cli.interrupt();
        assertEquals(130, cli.await(TIMEOUT), cli.err());
        assertTrue(cli.err().contains("stopped; nothing follows"), cli.err());
        assertEquals("", cli.out());
        assertEquals(List.of(), CliProcess.leftOver(folder));
    }

    /** What is left once the supervisor has had time to end it. */
    private List<String> afterAMoment() throws IOException, InterruptedException {
        List<String> left = CliProcess.leftOver(folder);
        for (int i = 0; i < GONE.toMillis() / 50 && !left.isEmpty(); i++) {
            Thread.sleep(50);
            left = CliProcess.leftOver(folder);
        }
        return left;
    }
}
