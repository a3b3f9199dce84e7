package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.report.Headline;
import unrigged.report.ResultTable;
import unrigged.report.RunResultJson;

/** What is inferred from open loops. */
class OpenLoopResultTest {
    private final SyntheticSlices run = new SyntheticSlices();

    OpenLoopResultTest() {
        run.scenarios = List.of("baseline", "open");
        run.blocks = 9;
    }

    private static ScenarioResult open(RunResult result) {
        return result.scenarios().getLast();
    }

    private static Row row(RunResult result, String stack) {
        return open(result).row(stack).orElseThrow();
    }

    private static List<String> rules(Row row) {
        return row.findings().stream().map(f -> f.rule().id()).toList();
    }

    @Test
    void throughputHasNoVerdictAndLatencyHas() {
        RunResult result = run.result();
        for (Row row : open(result).rows()) {
            Ratio.Unmeasured none =
                    assertInstanceOf(Ratio.Unmeasured.class, row.figure(Metrics.THROUGHPUT_RATIO));
            assertTrue(none.why().contains("what was offered"), none.why());
            assertFalse(row.ranks().containsKey(Metrics.THROUGHPUT_RATIO));
        }
        Ratio.Measured p50 =
                assertInstanceOf(
                        Ratio.Measured.class, row(result, "aiohttp").figure(Metrics.P50_RATIO));
        assertEquals(Verdict.FASTER, p50.verdict());
        assertEquals(1 / 1.3, p50.point(), 0.05);
        assertTrue(row(result, "aiohttp").ranks().containsKey(Metrics.P50_RATIO));
        assertTrue(open(result).leader().isEmpty());
        assertEquals("aiohttp", open(result).rows().getFirst().stack().stack());
    }

    /** Servers that are offered the same say nothing of noise. */
    @Test
    void theClosedScenarioIsComparedAsEver() {
        RunResult result = run.result();
        Row aiohttp = result.scenarios().getFirst().row("aiohttp").orElseThrow();
        assertInstanceOf(Ratio.Measured.class, aiohttp.figure(Metrics.THROUGHPUT_RATIO));
        assertEquals(9, result.slices().orElseThrow().canary().orElseThrow().values());
        assertTrue(open(result).canary().isEmpty());
        assertTrue(result.scenarios().getFirst().leader().isPresent());
    }

    /** Throughput × latency is no number of clients, and throughput does not drift. */
    @Test
    void rulesOfClosedLoopsAreSilent() {
        run.flaw =
                slice -> {
                    if (slice.scenario.equals("open") && slice.round == 2) {
                        slice.perSecond *= slice.stack.equals("aiohttp") ? 0.8 : 1;
                        slice.littlesLaw = 0.5;
                    }
                };
        for (Row row : open(run.result()).rows()) {
            assertFalse(rules(row).contains("littles-law"), rules(row).toString());
            assertFalse(rules(row).contains("drift-over-rounds"), rules(row).toString());
        }
    }

    @Test
    void whoDoesNotKeepUpHasNoVerdictOnItsLatency() {
        run.flaw =
                slice -> {
                    if (slice.scenario.equals("open") && slice.stack.equals("starlette")) {
                        slice.perSecond = 0.85 * SyntheticSlices.RATE;
                        slice.underWay = 45;
                    }
                };
        RunResult result = run.result();
        Row starlette = row(result, "starlette");
        assertTrue(rules(starlette).contains("backlog-grew"), rules(starlette).toString());
        Ratio.NotCompared none =
                assertInstanceOf(Ratio.NotCompared.class, starlette.figure(Metrics.P50_RATIO));
        assertEquals("it did not keep up with the offered rate", none.why());
        Finding finding =
                starlette.findings().stream()
                        .filter(f -> f.rule() == AuditRule.BACKLOG_GREW)
                        .findFirst()
                        .orElseThrow();
        assertTrue(
                finding.evidence().startsWith("400.0 requests per second were due and 340.0 ended"),
                finding.evidence());
        assertFalse(rules(row(result, "aiohttp")).contains("backlog-grew"));
    }

    /** Some more are under way at one window's end, and some fewer at another's. */
    @Test
    void whatIsUnderWayByChanceIsNoBacklog() {
        run.flaw =
                slice -> {
                    if (slice.scenario.equals("open")) {
                        int more = slice.round == 1 ? 24 : -20;
                        slice.perSecond -= more / SyntheticSlice.SECONDS;
                        slice.underWay = 25;
                    }
                };
        for (Row row : open(run.result()).rows()) {
            assertFalse(rules(row).contains("backlog-grew"), rules(row).toString());
        }
    }

    @Test
    void aClosedLoopHasNoBacklog() {
        run.flaw = slice -> slice.underWay = 37;
        run.scenarios = List.of("baseline");
        run.flaw = run.flaw.andThen(slice -> slice.offered = OptionalLong.empty());
        for (Row row : run.result().scenarios().getFirst().rows()) {
            assertFalse(rules(row).contains("backlog-grew"));
        }
    }

    @Test
    void theTableSetsLatenciesBesideEachOther() {
        RunResult result = run.result();
        List<String> lines = ResultTable.lines(result);
        int begin = lines.indexOf("open · Made up");
        String table = String.join("\n", lines.subList(begin, lines.size()));
        assertTrue(table.contains("an open loop of 400/s requests at random"), table);
        assertTrue(table.contains("P50 and P99 as a multiple of flask-gunicorn"), table);
        assertFalse(table.contains("not compared"), table);
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("Throughput as a multiple of")),
                "the closed scenario's");
    }

    @Test
    void theRateIsInJsonWithTheLatencies() {
        JsonNode root = RunResultJson.of(run.result());
        JsonNode open = root.path("scenarios").get(1);
        assertEquals("400/s", open.path("settings").path("changed").path("load.rate").asString());
        JsonNode row = open.path("rows").get(0);
        assertTrue(row.path("p50Ms").isNumber(), row.toString());
        assertTrue(row.path("p50Verdict").isString(), row.toString());
        assertTrue(row.path("meanMs").isNumber(), row.toString());
        assertFalse(row.has("verdict"), row.toString());
        assertFalse(root.path("scenarios").get(0).path("rows").get(0).has("meanMs"));
    }

    @Test
    void aRunOfOpenLoopsAloneSaysWhatIsCompared() {
        run.scenarios = List.of("open");
        assertEquals(
                "Open loops: every stack had the same load, and latencies are compared",
                Headline.of(run.result()).title());
    }
}
