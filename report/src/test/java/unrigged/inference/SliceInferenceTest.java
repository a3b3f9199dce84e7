package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.metric.Tier;

/** What is inferred from slices, from a journal to a row. */
class SliceInferenceTest {
    private final SyntheticSlices run = new SyntheticSlices();

    @Test
    void aBlocksValueIsTheMeanOverItsRoundsAndInstances() {
        run.blocks = 2;
        run.flaw = slice -> slice.perSecond = perSecond(slice);
        Row aiohttp = run.row("aiohttp");
        // Reference: rounds of √(100·400) and √(200·800); aiohttp 400 and 1,600.
        assertEquals(Math.sqrt(400 * 1_600), aiohttp.blocks().getFirst().perSecond(), 1e-6);
        assertEquals(
                Math.sqrt(400.0 / 200 * 1_600 / 400),
                ratio(aiohttp).blocks().getFirst().ratio(),
                1e-9);
    }

    private static double perSecond(SyntheticSlice slice) {
        if (!slice.stack.equals(SyntheticSlices.REFERENCE)) {
            return slice.round == 1 ? 400 : 1_600;
        }
        return (slice.instance == 1 ? 100 : 400) * slice.round;
    }

    @Test
    void slicesOfAVoidBlockDoNotCount() {
        RunResult clean = run.result();
        run.voidAttempts.put(5, 1);
        RunResult result = run.result();
        assertEquals(5, result.slices().orElseThrow().blocksComplete());
        assertEquals(List.of("void-blocks", "failed-deployments"), ids(result).reversed());
        assertEquals(
                SyntheticSlices.row(clean, "aiohttp").trials(),
                SyntheticSlices.row(result, "aiohttp").trials());
        assertEquals(Look.ONCE, result.slices().orElseThrow().look());
    }

    /** The number depends on time alone: intervals are looked at once. */
    @Test
    void blocksThatTheFirstOneFixedAreThePlansNumber() {
        run.blocksPlanned = 9;
        assertEquals(Look.ANYTIME, run.result().slices().orElseThrow().look());
        run.budget = true;
        RunResult result = run.result();
        assertEquals(Look.ONCE, result.slices().orElseThrow().look());
        assertEquals(5, result.identity().blocks());
        run.closed = false;
        assertEquals(Look.ANYTIME, run.result().slices().orElseThrow().look());
    }

    @Test
    void ofARepeatedRoundTheRepetitionCounts() {
        run.repeated.put(3, 2);
        run.flaw =
                slice -> {
                    if (slice.block == 3 && slice.round == 2 && slice.repeat == 0) {
                        slice.perSecond = 7;
                        slice.stealNs = 200_000_000;
                    }
                };
        RunResult result = run.result();
        assertEquals(10, SyntheticSlices.row(result, "aiohttp").trials().measured());
        assertTrue(
                SyntheticSlices.row(result, "aiohttp").blocks().stream()
                        .allMatch(block -> block.perSecond() > 300));
        assertEquals(1, result.slices().orElseThrow().roundsRepeated());
    }

    @Test
    void aVerdictThatDependsOnTheRepetitionIsTold() {
        run.startEffect = 0.001;
        run.roundNoise = 0.01;
        run.repeated.put(3, 2);
        run.flaw =
                slice -> {
                    if (slice.block == 3
                            && slice.repeat == 0
                            && slice.round == 2
                            && slice.stack.equals("aiohttp")) {
                        slice.perSecond = 40;
                    }
                };
        Finding finding = found(run.result(), AuditRule.ANALYSES_DIFFER).orElseThrow();
        assertTrue(finding.evidence().contains("baseline aiohttp: faster ("), finding.evidence());
        assertTrue(finding.evidence().contains("at first undecided ("), finding.evidence());
    }

    @Test
    void aStackThatDiedInABlockHasNoValueThere() {
        run.flaw =
                slice ->
                        slice.fails =
                                slice.stack.equals("aiohttp")
                                        && slice.block == 2
                                        && slice.round == 2;
        Row row = run.row("aiohttp");
        assertEquals(List.of(1, 3, 4, 5), row.blocks().stream().map(Row.Block::block).toList());
        assertInstanceOf(Ratio.NotCompared.class, row.figure(Metrics.THROUGHPUT_RATIO));
        assertEquals(AuditRule.FAILED_TRIALS, row.findings().getFirst().rule());
    }

    @Test
    void aServerThatDidNotStartIsAnErrorOfItsRow() {
        run.notStarted.put("aiohttp", "no answer after 30 s");
        Row row = run.row("aiohttp");
        assertEquals(List.of(1, 3, 4, 5), row.blocks().stream().map(Row.Block::block).toList());
        assertEquals(AuditRule.FAILED_STARTS, row.findings().getFirst().rule());
        assertEquals("b02.1 aiohttp: no answer after 30 s", row.findings().getFirst().evidence());
    }

    /** It is an error of the other scenario; this one lacks the block, which is a warning. */
    @Test
    void aServerThatEndedUnderAnotherScenarioIsLostInThisOneToo() {
        run.scenarios.add("better-async");
        run.endsInTheSecondBlock("aiohttp", "better-async");
        RunResult result = run.result();
        Row row = SyntheticSlices.row(result, "aiohttp");
        assertEquals(List.of(1, 3, 4, 5), row.blocks().stream().map(Row.Block::block).toList());
        Finding finding = row.findings().getFirst();
        assertEquals(AuditRule.FAILED_STARTS, finding.rule());
        assertEquals(Finding.Severity.WARNING, finding.severity());
        assertEquals("b02.1 aiohttp: in better-async: the server ended", finding.evidence());
        assertEquals(
                List.of(1, 3, 4, 5), ratio(row).blocks().stream().map(Ratio.Block::block).toList());
        Row other = inBetterAsync(result, "aiohttp");
        assertEquals(AuditRule.FAILED_TRIALS, other.findings().getFirst().rule());
        assertInstanceOf(Ratio.NotCompared.class, other.figure(Metrics.THROUGHPUT_RATIO));
    }

    private static Row inBetterAsync(RunResult result, String stack) {
        return result.scenarios().getLast().rows().stream()
                .filter(row -> row.stack().stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }

    /** One of two servers is gone: the ratios are those to the other one. */
    @Test
    void whatIsLeftOfTheReferenceStackIsItsValueOfTheBlock() {
        run.scenarios.add("better-async");
        RunResult whole = run.result();
        run.endsInTheSecondBlock("flask-gunicorn-2", "better-async");
        RunResult result = run.result();
        Row row = SyntheticSlices.row(result, "aiohttp");
        assertEquals(List.of(), row.findings());
        Ratio.Measured ratio = ratio(row);
        assertEquals(
                List.of(1, 2, 3, 4, 5), ratio.blocks().stream().map(Ratio.Block::block).toList());
        double first = 0;
        for (SyntheticSlice slice : run.made) {
            if (slice.block == 2 && slice.scenario.equals("baseline")) {
                double log = Math.log((double) Math.round(slice.perSecond / 2)) / run.rounds;
                first +=
                        switch (slice.server) {
                            case "aiohttp" -> log;
                            case "flask-gunicorn" -> -log;
                            default -> 0;
                        };
            }
        }
        assertEquals(Math.exp(first), ratio.blocks().get(1).ratio(), 1e-9);
        assertNotEquals(
                ratio(SyntheticSlices.row(whole, "aiohttp")).blocks().get(1).ratio(),
                ratio.blocks().get(1).ratio());
        Row reference = SyntheticSlices.row(result, "flask-gunicorn");
        assertEquals(5, reference.blocks().size());
        assertEquals(Finding.Severity.WARNING, reference.findings().getFirst().severity());
        assertInstanceOf(
                Ratio.NotCompared.class,
                inBetterAsync(result, "aiohttp").figure(Metrics.THROUGHPUT_RATIO));
        Canary canary = result.slices().orElseThrow().canary().orElseThrow();
        assertEquals(4, canary.blocks());
        assertEquals(8, canary.values());
    }

    @Test
    void ofTheReferenceStackOneServerThatDidNotStartIsAnErrorOfEveryScenario() {
        run.scenarios.add("better-async");
        run.notStarted.put("flask-gunicorn-2", "no answer after 30 s");
        RunResult result = run.result();
        assertEquals(
                Finding.Severity.ERROR,
                SyntheticSlices.row(result, "flask-gunicorn").findings().getFirst().severity());
        for (Row row :
                List.of(SyntheticSlices.row(result, "aiohttp"), inBetterAsync(result, "aiohttp"))) {
            assertInstanceOf(Ratio.NotCompared.class, row.figure(Metrics.THROUGHPUT_RATIO));
        }
    }

    @Test
    void aPlanThatCameToItsEndHasStudentsTAtTheFamilysLevel() {
        Ratio.Measured ratio = ratio(run.row("aiohttp"));
        double[] logs = ratio.blocks().stream().mapToDouble(b -> Math.log(b.ratio())).toArray();
        assertEquals(Look.ONCE.interval(logs, 0.025).exp(), ratio.interval());
        assertEquals(Optional.of(Look.ONCE.interval(logs, 0.05).exp()), ratio.single());
        assertEquals(Verdict.FASTER, ratio.verdict());
    }

    @Test
    void aRunThatGoesOnHasTheAnytimeInterval() {
        run.closed = false;
        Ratio.Measured ratio = ratio(run.row("aiohttp"));
        double[] logs = ratio.blocks().stream().mapToDouble(b -> Math.log(b.ratio())).toArray();
        assertEquals(Optional.of(AnytimeInterval.of(logs).exp()), ratio.single());
        assertNotEquals(ratio.single(), Optional.of(ratio.interval()));
    }

    @Test
    void memoryIsThatOfTheDeploymentsEnd() {
        assertEquals(
                Map.of(Tier.APP, 100.0, Tier.DATABASE, 50.0),
                run.row("aiohttp").figure(Metrics.PSS).amounts());
    }

    @Test
    void cpuTimeHasIntervals() {
        Figure.ByTier cpu = run.row("aiohttp").figure(Metrics.CPU);
        assertEquals(cpu.amounts().keySet(), cpu.intervals().keySet());
        cpu.intervals()
                .forEach((tier, interval) ->
                        assertTrue(interval.contains(cpu.amounts().getOrDefault(tier, 0.0))));
        assertTrue(cpu.totalInterval().orElseThrow().contains(cpu.total().orElseThrow()));
        Ratio.Measured ratio =
                assertInstanceOf(
                        Ratio.Measured.class, run.row("aiohttp").figure(Metrics.CPU_RATIO));
        assertEquals(1 / 1.3, ratio.point(), 0.05);
        assertEquals(Verdict.FASTER, ratio.verdict());
    }

    @Test
    void percentilesHaveIntervalsOrAreUnresolved() {
        Percentile.Resolved p50 =
                assertInstanceOf(Percentile.Resolved.class, run.row("aiohttp").figure(Metrics.P50));
        assertTrue(p50.interval().orElseThrow().contains(p50.ms()));
        run.flaw = slice -> slice.p50Ms = slice.block * slice.block;
        assertInstanceOf(Percentile.Unresolved.class, run.row("aiohttp").figure(Metrics.P50));
    }

    @Test
    void theCanaryIsTheSpreadOfTheReferenceStacksTwoServers() {
        run.scenarios.add("better-async");
        Canary canary = run.result().slices().orElseThrow().canary().orElseThrow();
        assertEquals(10, canary.values());
        assertEquals(5, canary.blocks());
        assertTrue(canary.spread() > 0.01 && canary.spread() < 0.15, "" + canary.spread());
        run.flaw = slice -> slice.perSecond *= slice.instance == 2 ? 0.7 : 1;
        assertTrue(found(run.result(), AuditRule.CANARY).isPresent());
    }

    @Test
    void timeIsToldByPhases() {
        RunResult result = run.result();
        double seconds =
                result.time().phases().stream().mapToDouble(RunResult.Phase::seconds).sum();
        assertEquals(200, seconds, 1e-9);
        assertEquals(40 * 0.5 / 200, result.slices().orElseThrow().windowShare().orElseThrow());
        assertEquals(0.45, result.time().shareUnderLoad().orElseThrow(), 1e-9);
        assertEquals(40, result.progress().planned());
        assertEquals(40, result.progress().ended());
    }

    private static Ratio.Measured ratio(Row row) {
        return assertInstanceOf(Ratio.Measured.class, row.figure(Metrics.THROUGHPUT_RATIO));
    }

    private static List<String> ids(RunResult result) {
        return result.findings().stream().map(f -> f.rule().id()).toList();
    }

    static Optional<Finding> found(RunResult result, AuditRule rule) {
        return result.findings().stream().filter(f -> f.rule() == rule).findFirst();
    }
}
