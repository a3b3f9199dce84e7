package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.Difference.Kind;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;
import unrigged.inference.RunComparison.NotCompared;
import unrigged.inference.RunComparison.OnlyIn;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.program.InvalidInputException;

class RunComparisonTest {
    private final SyntheticSlices old = new SyntheticSlices();
    private final SyntheticSlices now = new SyntheticSlices();

    RunComparisonTest() {
        now.seed = 2;
    }

    private RunComparison compared(ComparedMetric metric) {
        return RunComparison.of(old.result(), now.result(), metric);
    }

    private static Cell cell(RunComparison comparison, String stack) {
        return comparison.cells().stream()
                .filter(cell -> cell.stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }

    private static Changed changed(RunComparison comparison, String stack) {
        return cell(comparison, stack).changed().orElseThrow();
    }

    /** A made-up machine with little noise, on which 10 % is seen. */
    private void calm() {
        for (SyntheticSlices run : List.of(old, now)) {
            run.blocks = 8;
            run.startEffect = 0.01;
            run.roundNoise = 0.02;
        }
    }

    @Test
    void equalRunsShowNoRegression() {
        int regressions = 0;
        for (int seed = 10; seed < 30; seed++) {
            now.seed = seed;
            regressions +=
                    compared(ComparedMetric.THROUGHPUT).compared().stream()
                                    .anyMatch(c -> c.verdict() == Verdict.SLOWER)
                            ? 1
                            : 0;
        }
        assertTrue(regressions <= 2, regressions + " of 20 equal runs");
    }

    @Test
    void aStackThatIsTenPerCentSlowerIsFoundAndTheOthersAreNot() {
        calm();
        now.ratios.put("aiohttp", 1.3 * 0.9);
        RunComparison comparison = compared(ComparedMetric.THROUGHPUT);
        Changed slower = changed(comparison, "aiohttp");
        assertEquals(0.9, slower.ratio(), 0.03);
        assertEquals(slower.now().point() / slower.old().point(), slower.ratio(), 1e-9);
        assertEquals(Verdict.SLOWER, slower.verdict());
        assertFalse(changed(comparison, "starlette").verdict() == Verdict.SLOWER);
        assertEquals("aiohttp", comparison.cells().getFirst().stack());
        assertEquals("Welch's t over blocks", comparison.interval());
        Interval.Bounded together = assertInstanceOf(Interval.Bounded.class, slower.interval());
        Interval.Bounded single = assertInstanceOf(Interval.Bounded.class, slower.single());
        assertTrue(together.lo() <= single.lo() && single.hi() <= together.hi());
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricIsComparedByItsOwnSide(ComparedMetric metric) {
        calm();
        now.ratios.put("aiohttp", 1.3 * 0.8);
        Changed changed = changed(compared(metric), "aiohttp");
        assertEquals(Verdict.SLOWER, changed.verdict(), metric + " " + changed);
        assertEquals(metric == ComparedMetric.THROUGHPUT ? 0.8 : 1.25, changed.ratio(), 0.1);
    }

    @Test
    void aRunThatWasStoppedIsComparedByAnIntervalThatHoldsAtAnyLook() {
        now.closed = false;
        assertEquals(
                "anytime-valid over pairs of blocks",
                compared(ComparedMetric.THROUGHPUT).interval());
    }

    @Test
    void blocksThatAreTooFewHaveAReason() {
        now.blocks = 1;
        Changed changed = changed(compared(ComparedMetric.THROUGHPUT), "aiohttp");
        assertEquals(Verdict.UNDECIDED, changed.verdict());
        assertEquals(
                new Interval.Unbounded("in the new run 1 of at least 2 blocks were measured"),
                changed.interval());
    }

    @Test
    void whatOneRunAloneHasIsListedLast() {
        old.ratios.put("sanic", 1.2);
        now.ratios.put("quart", 0.9);
        now.scenarios = List.of("baseline", "better-async");
        RunComparison comparison = compared(ComparedMetric.THROUGHPUT);
        assertEquals(new OnlyIn(RunSide.OLD), cell(comparison, "sanic").change());
        assertEquals(new OnlyIn(RunSide.NEW), cell(comparison, "quart").change());
        assertEquals(2, comparison.compared().size());
        assertEquals(
                3,
                comparison.cells().stream()
                        .filter(cell -> cell.scenario().equals("better-async"))
                        .filter(cell -> cell.change().equals(new OnlyIn(RunSide.NEW)))
                        .count());
    }

    @Test
    void aStackThatFailedInOneRunIsNotComparedAndTheReasonNamesTheRun() {
        now.flaw = slice -> slice.fails = slice.stack.equals("aiohttp");
        NotCompared why =
                assertInstanceOf(
                        NotCompared.class,
                        cell(compared(ComparedMetric.THROUGHPUT), "aiohttp").change());
        assertTrue(why.why().startsWith("in the new run, "), why.why());
        assertEquals(1, compared(ComparedMetric.THROUGHPUT).compared().size());
    }

    @Test
    void anotherRequestIsNotCompared() {
        RunResult other = withRequest(now.result(), "aiohttp", "GET /mine");
        assertEquals(
                new NotCompared(
                        "its request was the article's in the old run and GET /mine in the new one"),
                cell(RunComparison.of(old.result(), other, ComparedMetric.THROUGHPUT), "aiohttp")
                        .change());
    }

    @Test
    void theSameRunIsRefused() {
        now.seed = old.seed;
        assertRefused("both are the same run");
    }

    @Test
    void anotherReferenceStackIsRefusedWithBothNames() {
        now.referenceStack = "starlette";
        assertRefused("flask-gunicorn in the old run, starlette in the new one");
    }

    @Test
    void runsWithoutOverlapAreRefusedWithWhatEachHas() {
        now.scenarios = List.of("better-async");
        assertRefused(
                "the old run, synthetic-slices: baseline (aiohttp, flask-gunicorn, starlette)");
    }

    private void assertRefused(String message) {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class, () -> compared(ComparedMetric.THROUGHPUT));
        assertTrue(refused.what().contains(message), refused.what());
    }

    @Test
    void settingsThatDifferAreNamedOnceForAllStacks() {
        now.clients = 41;
        assertEquals(
                List.of(
                        new Difference(
                                Kind.SETTING,
                                "clients",
                                Optional.of("37 connections"),
                                Optional.of("41 connections"),
                                Optional.of("baseline"),
                                List.of())),
                SettingDifferences.of(old.result(), now.result()));
        assertEquals(List.of(), SettingDifferences.of(old.result(), old.result()));
    }

    private static RunResult withRequest(RunResult run, String stack, String request) {
        List<ScenarioResult> scenarios = new ArrayList<>();
        for (ScenarioResult s : run.scenarios()) {
            scenarios.add(
                    new ScenarioResult(
                            s.scenario(),
                            s.title(),
                            s.sync(),
                            s.async(),
                            s.rows().stream()
                                    .map(row ->
                                            row.stack().stack().equals(stack)
                                                    ? withRequest(row, request)
                                                    : row)
                                    .toList(),
                            s.leader(),
                            s.tuned(),
                            s.canary()));
        }
        return new RunResult(
                run.identity(),
                run.progress(),
                scenarios,
                run.failedTrials(),
                run.unavailable(),
                run.calibration(),
                run.time(),
                run.findings(),
                run.rankReversals(),
                run.slices());
    }

    private static Row withRequest(Row row, String request) {
        StackInfo info = row.stack();
        return new Row(
                new StackInfo(
                        info.stack(),
                        info.framework(),
                        info.server(),
                        info.language(),
                        info.concurrency(),
                        info.type(),
                        info.driver(),
                        info.sync(),
                        info.http(),
                        Optional.of(request)),
                row.settings(),
                row.levels(),
                row.trials(),
                row.figures(),
                row.ranks(),
                row.blocks(),
                row.findings(),
                row.driftShare(),
                row.why(),
                row.details());
    }
}
