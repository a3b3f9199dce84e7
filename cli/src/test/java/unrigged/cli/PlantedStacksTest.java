package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.Catalog;
import unrigged.verify.CheckResult;
import unrigged.verify.StackReport;

/**
 * Real stacks with one flaw each, on the real parts: each is refused for that flaw and for nothing
 * else, and the right ones are not.
 */
@Tag("topology")
class PlantedStacksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static PlantedVerification verification;

    @BeforeAll
    static void open() throws Exception {
        Catalog planted =
                Catalog.read(Path.of("src/test/resources/planted/stacks.yaml").toAbsolutePath());
        verification =
                PlantedVerification.open(folder, planted, List.copyOf(planted.stacks().keySet()));
    }

    @AfterAll
    static void close() throws Exception {
        verification.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-such-target    | START       | exited unexpectedly",
                "wrong-body        | ANSWER      | but the answer says",
                "cached-row        | ROWS        | different rows",
                "one-seed          | ROWS        | different rows",
                "skipped-delay     | DELAY       | the delay is 250 ms",
                "skipped-number    | DELAY       | the delay is 250 ms",
                "first-delay       | DELAY       | the delay is 250 ms",
                "constant-delay    | STATEMENTS  | besides 'select pg_sleep(0.26)' ×",
                "extra-statement   | STATEMENTS  | besides 'select 1' ×",
                "transaction       | STATEMENTS  | besides 'begin' ×",
                "blocking-driver   | CONCURRENCY | at most 1 of 8 queries under way",
                "one-worker        | WORKERS     | 1 and 1 processes served requests",
                "missing-uvloop    | SPEEDUPS    | not loaded: uvloop/loop in 2 of 2 workers",
                "access-log        | LOG         | bytes per request were written, most of them to",
                "error-in-200      | BURST       | an error inside a 200",
                "crashes           | BURST       | ended: ",
                "survives-its-stop | STOP        | the server still ran 5 s after SIGTERM and was killed",
                "leaves-a-process  | STOP        | SIGTERM ended the server but not sleep",
            })
    void aFlawIsRefusedForItselfAndForNothingElse(String stack, String check, String evidence)
            throws Exception {
        verification.requireRefused(stack, check, evidence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "good-number"})
    void aRightStackPassesEveryCheck(String stack) throws Exception {
        StackReport report = verification.verify(stack);
        assertEquals(
                List.of(),
                report.checks().stream()
                        .filter(c -> c.outcome() != CheckResult.Outcome.PASS)
                        .toList());
        assertTrue(report.startNs().orElseThrow() > 0);
        assertTrue(report.idlePssBytes().orElseThrow() > 1 << 20);
    }
}
