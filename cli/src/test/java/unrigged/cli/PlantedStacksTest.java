package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.Catalog;
import unrigged.measure.Clock;
import unrigged.run.Equipment;
import unrigged.verify.CheckResult;
import unrigged.verify.StackReport;
import unrigged.verify.Verification;

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
    private static Verification verification;

    private static Map<String, unrigged.catalog.Stack> stacks = Map.of();

    @BeforeAll
    static void open() throws Exception {
        System.setProperty("unrigged.checkout", LabProcess.CHECKOUT.toString());
        Installation installation = Installation.here();
        Catalog planted =
                Catalog.read(Path.of("src/test/resources/planted/stacks.yaml").toAbsolutePath());
        Equipment equipment =
                new Provisioning(installation, _ -> {})
                        .equipment(
                                Provisioning.need(planted, List.copyOf(planted.stacks().keySet())),
                                planted);
        stacks = new HashMap<>(planted.stacks());
        verification =
                Verification.open(
                        folder.resolve("verify"),
                        equipment,
                        installation.home(),
                        installation.java(),
                        Clock.system(),
                        _ -> {});
    }

    @AfterAll
    static void close() throws Exception {
        verification.close();
        assertEquals(List.of(), LabProcess.leftOver(folder));
    }

    private static StackReport verify(String stack) throws Exception {
        unrigged.catalog.Stack chosen = stacks.get(stack);
        assertTrue(chosen != null, stack);
        return verification.verify(chosen, _ -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-such-target    | START       | ended by itself",
                "wrong-body        | ANSWER      | but the answer says",
                "cached-row        | ROWS        | different rows",
                "one-seed          | ROWS        | different rows",
                "skipped-delay     | DELAY       | the delay is 250 ms",
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
        StackReport report = verify(stack);
        assertEquals(
                List.of(check),
                report.failures().stream().map(f -> f.check().name()).toList(),
                report.toString());
        CheckResult failure = report.failures().getFirst();
        assertTrue(failure.evidence().contains(evidence), failure.evidence());
        assertTrue(!failure.remedy().isEmpty(), report.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = "good")
    void aRightStackPassesEveryCheck(String stack) throws Exception {
        StackReport report = verify(stack);
        assertEquals(
                List.of(),
                report.checks().stream()
                        .filter(c -> c.outcome() != CheckResult.Outcome.PASS)
                        .toList());
        assertTrue(report.startNs().orElseThrow() > 0);
        assertTrue(report.idlePssBytes().orElseThrow() > 1 << 20);
    }
}
