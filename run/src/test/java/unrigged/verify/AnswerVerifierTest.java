package unrigged.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.measurement.Answer;
import unrigged.measurement.StartedStack.Stop;
import unrigged.verify.CheckResult.Outcome;
import unrigged.verify.Observations.Reply;
import unrigged.verify.Observations.RequestBatch;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;

/** The sleep in the log, of stacks that are told a number and of those with a live delay. */
class AnswerVerifierTest {
    private static final String LIVE = "select pg_sleep(seconds) from delay";
    private static final Stop STOP =
            new Stop("TERM", Duration.ofSeconds(5), true, 0, List.of(), false);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Stack stack(boolean live) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("stacks.yaml"),
                        "stacks: {mine: {command: [./x], live_delay: %s}}".formatted(live));
        return Catalog.read(file).find("mine").orElseThrow();
    }

    /** Two answers, each with its lookup, and {@code sleep} before the first one or both. */
    private static RequestBatch batch(String sleep, boolean both, long tookNs) {
        List<String> lookups =
                List.of("select a, b from test where a = 1", "select a, b from test where a = 2");
        List<String> statements =
                Stream.of(List.of(sleep), lookups, both ? List.of(sleep) : List.<String>of())
                        .flatMap(List::stream)
                        .toList();
        List<Reply> replies =
                Stream.of(1, 2)
                        .map(a ->
                                new Answer(
                                        200,
                                        "{\"a\": \"000000000%d\"}".formatted(a),
                                        Optional.empty()))
                        .map(answer -> new Reply(answer, tookNs))
                        .toList();
        return new RequestBatch(replies, statements, 0, 0, Set.of(), "", 0);
    }

    private static SingleWorkerProbe singleWorker(String sleep, boolean both, long tookNs) {
        RequestBatch batch = batch(sleep, both, tookNs);
        return new SingleWorkerProbe(
                OptionalLong.empty(), OptionalLong.empty(), 404, batch, batch, 4, STOP);
    }

    private static CheckResult statements(
            Stack stack, String longSleep, String shortSleep, boolean both, boolean waits) {
        RequestBatch batch = batch(shortSleep, both, 10_000_000);
        return AnswerVerifier.statements(
                stack,
                singleWorker(longSleep, both, 250_000_000),
                new TwoWorkerProbe(
                        batch, Set.of(), "", Map.of(), batch, Map.of(), List.of(), 4, STOP),
                waits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // live | with one worker | with two
                "true  | select pg_sleep(seconds) from delay | select pg_sleep(seconds) from delay",
                "false | select pg_sleep(0.25)               | select pg_sleep(0.01)",
                "false | select pg_sleep('0.250')            | select pg_sleep(1e-2)",
            })
    void theSleepThatTheStackWasToldPasses(boolean live, String longSleep, String shortSleep)
            throws IOException {
        CheckResult result = statements(stack(live), longSleep, shortSleep, true, true);
        assertEquals(Outcome.PASS, result.outcome(), result.toString());
        assertEquals("8 answers took 8 sleeps and 8 lookups", result.evidence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A number is not what the table says later, be it right now.
                "true  | select pg_sleep(0.25)                 | select pg_sleep(0.01)",
                "true  | select pg_sleep(0.3)                  | select pg_sleep(0.3)",
                "true  | select seconds from delay             | select seconds from delay",
                "true  | select pg_sleep(seconds/2) from delay | select pg_sleep(seconds/2) from delay",
                "false | select pg_sleep(0.25)                 | select pg_sleep(0.25)",
                "false | select pg_sleep(seconds) from delay   | select pg_sleep(seconds) from delay",
            })
    void anyOtherSleepIsNamed(boolean live, String longSleep, String shortSleep)
            throws IOException {
        CheckResult result = statements(stack(live), longSleep, shortSleep, true, true);
        assertTrue(result.failed(), result.toString());
        assertTrue(
                result.evidence().contains("and besides")
                        && result.evidence().contains("'" + shortSleep + "' ×"),
                result.evidence());
        assertEquals(live, result.remedy().contains(LIVE), result.remedy());
    }

    @Test
    void anAnswerWithoutItsLiveSleepFails() throws IOException {
        CheckResult result = statements(stack(true), LIVE, LIVE, false, true);
        assertTrue(result.failed(), result.toString());
        assertTrue(result.evidence().contains("8 answers took 4 sleeps"), result.evidence());
    }

    @Test
    void aWrongSleepThatTheDelayCheckFoundIsNotFoundTwice() throws IOException {
        String kept = "select pg_sleep(0.0)";
        assertFalse(statements(stack(true), kept, kept, true, false).failed());
        CheckResult delay = AnswerVerifier.delay(stack(true), singleWorker(kept, true, 3_000_000));
        assertTrue(delay.failed() && delay.remedy().contains(LIVE), delay.toString());
    }

    @Test
    void theDelayIsWaitedForInEitherForm() throws IOException {
        for (boolean live : List.of(true, false)) {
            assertFalse(
                    AnswerVerifier.delay(stack(live), singleWorker(LIVE, true, 250_100_000))
                            .failed());
        }
        assertTrue(
                AnswerVerifier.delay(stack(false), singleWorker(LIVE, true, 249_000_000))
                        .remedy()
                        .contains("UNRIGGED_DELAY_SECONDS"));
    }
}
