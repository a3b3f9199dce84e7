package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each plants one flaw in clean slices. */
class SliceAuditsTest {
    private final SyntheticSlices run = new SyntheticSlices();

    @Test
    void cleanSlicesRaiseNothing() {
        RunResult result = run.result();
        assertEquals(List.of(), ids(result.findings()));
        for (String stack : run.ratios.keySet()) {
            assertEquals(List.of(), ids(SyntheticSlices.row(result, stack).findings()), stack);
        }
    }

    @Test
    void oneFailedRequestOfManySlicesIsNoError() {
        run.flaw =
                slice ->
                        slice.failed =
                                slice.round == 1 && slice.block == 1
                                        ? Map.of("reset", 1L)
                                        : Map.of();
        assertEquals(List.of(), rules("aiohttp"));
        run.flaw = slice -> slice.failed = Map.of("reset", 1L);
        assertEquals(List.of("failed-requests"), rules("aiohttp"));
    }

    @Test
    void oneWrongAnswerInAnySliceIsAnError() {
        run.flaw =
                slice ->
                        slice.failed =
                                slice.round == 1 && slice.block == 1
                                        ? Map.of("status", 1L)
                                        : Map.of();
        assertEquals(List.of("wrong-answers"), rules("aiohttp"));
    }

    @Test
    void aWrongAnswerInAReplacedRoundIsNotDropped() {
        run.repeated.put(3, 2);
        run.flaw =
                slice ->
                        slice.failed =
                                slice.block == 3 && slice.round == 2 && slice.repeat == 0
                                        ? Map.of("status", 1L)
                                        : Map.of();
        assertEquals(List.of("wrong-answers"), rules("aiohttp"));
    }

    @Test
    void theGeneratorIsAtItsLimitWhenMoreThanATenthOfTheSlicesSaySo() {
        run.flaw =
                slice ->
                        slice.health =
                                slice.block == 1 && slice.round == 1
                                        ? "saturated: busy"
                                        : "healthy";
        assertEquals(List.of(), rules("aiohttp"));
        run.flaw = slice -> slice.health = slice.block == 1 ? "saturated: busy" : "healthy";
        assertEquals(List.of("generator-saturated"), rules("aiohttp"));
    }

    @Test
    void whatBelongsToTheMachineIsSaidOnceOfTheRun() {
        run.flaw = slice -> slice.stealNs = 20_000_000;
        RunResult result = run.result();
        assertEquals(List.of("steal"), ids(result.findings()));
        assertEquals(List.of(), ids(SyntheticSlices.row(result, "aiohttp").findings()));
    }

    @Test
    void aServerThatSlowsDownOverTheRoundsDrifts() {
        run.roundNoise = 0.01;
        run.flaw =
                slice ->
                        slice.perSecond *=
                                slice.stack.equals("aiohttp") && slice.round == 2 ? 0.8 : 1;
        assertEquals(List.of("drift-over-rounds"), rules("aiohttp"));
        assertEquals(List.of(), rules("starlette"));
        run.flaw = slice -> slice.perSecond *= slice.round == 2 ? 0.8 : 1;
        assertEquals(List.of(), rules("aiohttp"));
    }

    @Test
    void aServerThatWasNeverSteadyIsTold() {
        run.unsteady.add("starlette");
        assertEquals(List.of("never-steady"), rules("starlette"));
        assertEquals(List.of(), rules("aiohttp"));
    }

    /** Also in a round that was replaced. */
    @Test
    void aWindowInWhichNothingEndedIsTold() {
        run.repeated.put(3, 2);
        run.flaw =
                slice ->
                        slice.afterEmpty =
                                slice.block == 3
                                        && slice.round == 2
                                        && slice.repeat == 0
                                        && slice.stack.equals("aiohttp");
        assertEquals(List.of("empty-windows"), rules("aiohttp"));
        assertEquals(List.of(), rules("starlette"));
        Finding finding = run.row("aiohttp").findings().getFirst();
        assertEquals(Finding.Severity.WARNING, finding.severity());
        assertEquals("Windows in which nothing ended, measured again: 1 of 11", finding.what());
        assertEquals(
                "b03.1-baseline-r02-aiohttp: 37 requests were in flight after 0.5 s, the oldest for 0.7 s",
                finding.evidence());
    }

    @Test
    void serversThatUseCpuTimeAtRestAreTold() {
        run.restCpuNsPerSecond = 19_000_000;
        assertEquals(List.of(), ids(run.result().findings()));
        run.restCpuNsPerSecond = 21_000_000;
        Finding finding = run.result().findings().getFirst();
        assertEquals(AuditRule.BUSY_AT_REST, finding.rule());
        assertTrue(finding.evidence().contains("aiohttp 21 ms"), finding.evidence());
    }

    @Test
    void aLookBeforeTheEndNeedsMoreBlocks() {
        run.blocks = 3;
        assertEquals(List.of(), rules("aiohttp"));
        run.closed = false;
        assertEquals(List.of("too-few-blocks"), rules("aiohttp"));
    }

    /** At most one row in twenty that has no flaw has a finding. */
    @Test
    void cleanRowsRarelyHaveAFinding() {
        int rows = 0;
        int found = 0;
        for (int seed = 1; seed <= 40; seed++) {
            run.seed = seed;
            for (Row row : run.result().scenarios().getFirst().rows()) {
                rows++;
                found += row.findings().isEmpty() ? 0 : 1;
            }
        }
        assertEquals(120, rows);
        assertTrue(found <= 6, found + " of " + rows);
    }

    private List<String> rules(String stack) {
        return ids(run.row(stack).findings());
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(f -> f.rule().id()).toList();
    }
}
