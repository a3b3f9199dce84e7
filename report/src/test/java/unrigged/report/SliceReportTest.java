package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import unrigged.inference.RunResult;
import unrigged.inference.SyntheticSlices;

/** What is written of a run of slices. */
class SliceReportTest {
    private final SyntheticSlices run = new SyntheticSlices();

    @Test
    void jsonHasBothIntervalsAndTheNoiseFloor() {
        JsonNode json = RunResultJson.of(run.result());
        JsonNode row = json.path("scenarios").path(0).path("rows").path(0);
        assertEquals("aiohttp", row.path("stack").asString());
        for (String key :
                List.of(
                        "throughputRatioInterval",
                        "throughputRatioSingle",
                        "p50MsInterval",
                        "cpuMsPerRequestTotalInterval",
                        "cpuRatioInterval")) {
            assertEquals(2, row.path(key).size(), key);
        }
        assertTrue(
                row.path("throughputRatioInterval").path(0).asDouble()
                        < row.path("throughputRatioSingle").path(0).asDouble());
        assertEquals(5, row.path("cpuMsPerRequestInterval").size());
        assertEquals(0.1, json.path("windowShare").asDouble());
        assertEquals(5, json.path("slices").path("blocksComplete").asInt());
        assertTrue(json.path("slices").path("noiseFloor").path("spread").asDouble() > 0);
    }

    @Test
    void csvHasItsColumnsAtTheEnd() {
        List<String> lines = ResultCsv.of(run.result()).lines().toList();
        assertTrue(lines.getFirst().contains(",why,p50_lo_ms,p50_hi_ms,"), lines.getFirst());
        int columns = lines.getFirst().split(",", -1).length;
        lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
    }

    @Test
    void theTableSaysWhichIntervalItShows() {
        String text = String.join("\n", ResultTable.lines(run.result()));
        assertTrue(text.contains("interval Student's t over blocks, 95 % for a scenario's"), text);
        assertTrue(
                text.contains("5 of 5 blocks complete, 2 rounds of each scenario, 40 slices"),
                text);
        assertTrue(text.contains("Noise floor: two servers of flask-gunicorn differ by"), text);
        run.closed = false;
        assertTrue(
                String.join("\n", ResultTable.lines(run.result()))
                        .contains("interval anytime-valid over blocks"));
    }

    @Test
    void fromEightBlocksOnEveryFormHasTheRanks() {
        run.blocks = 10;
        RunResult result = run.result();
        JsonNode row = RunResultJson.of(result).path("scenarios").path(0).path("rows").path(0);
        assertEquals("[1,1]", row.path("rankSet").toString());
        assertEquals(2, row.path("p99RankSet").size());
        List<String> csv = ResultCsv.of(result).lines().toList();
        assertTrue(csv.getFirst().endsWith(",rank_best,rank_worst"), csv.getFirst());
        assertTrue(csv.get(1).endsWith(",1,1"), csv.get(1));
        assertTrue(ResultTable.lines(result).get(2).startsWith("  Rank"));
        assertTrue(ResultMarkdown.of(result).contains("| 1 | aiohttp |"));
        assertTrue(
                RankingText.lines(result).stream()
                        .anyMatch(l -> l.startsWith("  2–3    starlette")),
                String.join("\n", RankingText.lines(result)));
    }

    @Test
    void aTerminalHasTheRankingAsDotsBesideItsNumbers() {
        List<String> lines = RankingText.lines(run.result());
        String first = lines.stream().filter(l -> l.contains("aiohttp")).findFirst().orElseThrow();
        assertTrue(first.contains("×") && first.contains("faster") && first.contains("●"), first);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 130), lines.toString());
    }

    @Test
    void markdownHasTheVerdictsInBoldAndNothingThatSteersIt() {
        run.ratios.put("evil|<b>`x`", 1.0);
        String text = ResultMarkdown.of(run.result());
        assertTrue(text.startsWith("### aiohttp is fastest in baseline"), text);
        assertTrue(text.contains("| aiohttp | ") && text.contains("| **1."), text);
        assertTrue(text.contains("evil\\|&lt;b&gt;\\`x\\`"), text);
        assertFalse(text.contains("<b>"), text);
    }

    @Test
    void whatIsUndecidedIsSaidWithTheTimeItWouldTake() {
        run.blocks = 8;
        String said = String.join("\n", Headline.of(run.result()).lines());
        assertTrue(
                said.contains(
                        "1 comparison is undecided; more blocks like these would decide: starlette to flask-gunicorn in baseline"),
                said);
        assertTrue(said.contains(" blocks (") || said.contains("not within"), said);
    }

    @Test
    void thePageSpeaksOfBlocksAndSlices() {
        RunResult result = run.result();
        assertTrue(
                Headline.of(result).sentences().stream()
                        .anyMatch(s -> s.contains("blocks complete")));
        String page = Page.of(result, Optional.empty(), Optional.empty());
        assertTrue(page.contains("\"noiseFloor\""));
        assertFalse(page.contains("{{"));
    }
}
