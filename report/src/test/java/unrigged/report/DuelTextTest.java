package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import unrigged.inference.SyntheticDuel;

/** What a person and what a machine reads of a duel. */
class DuelTextTest {
    private static SyntheticDuel duel(double ratio) {
        SyntheticDuel duel = new SyntheticDuel();
        duel.ratios.put("b", ratio);
        return duel;
    }

    @Test
    void theFirstLineSaysWhoIsFasterByHowMuchAndForWhichProcesses() {
        String first = DuelText.lines(duel(1.34).result()).getFirst();
        assertTrue(
                first.matches(
                        "b is 1\\.3\\d× a \\(1\\.\\d\\d–1\\.\\d\\d\\) in throughput, for these processes: faster\\."),
                first);
        SyntheticDuel equal = duel(1);
        equal.noise = 0.01;
        assertTrue(
                DuelText.lines(equal.result())
                        .getFirst()
                        .startsWith(
                                "b and a are tied in throughput, for these processes: b is 1.0"));
        SyntheticDuel noisy = duel(1.02);
        noisy.noise = 0.2;
        assertTrue(
                DuelText.lines(noisy.result())
                        .getFirst()
                        .startsWith("Whether b is faster than a is undecided: b is "));
    }

    @Test
    void theTableIsAligned() {
        List<String> lines = DuelText.lines(duel(1.34).result());
        String head = lines.get(2);
        assertEquals(head.indexOf("URL"), lines.get(3).indexOf("http://"), lines.toString());
        assertEquals(head.indexOf("URL"), lines.get(4).indexOf("http://"));
        assertTrue(lines.get(3).contains("reference"));
        assertTrue(
                lines.get(6).startsWith("60 slices in 30 rounds, windows of 0.50 s, 4 clients"),
                lines.get(6));
        assertTrue(lines.get(7).startsWith("Each server was started once"));
        assertEquals(
                "The load generator used 20 % under a and 20 % under b of one CPU.", lines.get(8));
    }

    @Test
    void whoHasNoVerdictIsSaidWithTheReason() {
        SyntheticDuel duel = duel(1.34);
        duel.flaw = slice -> slice.fails = slice.server.equals("b") && slice.round == 7;
        List<String> lines = DuelText.lines(duel.result());
        assertTrue(
                lines.getFirst().startsWith("No verdict on b: it failed in round 7"),
                lines.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("error: b: ")));
    }

    @Test
    void theJsonHasTheKeysOfTheContract() {
        JsonNode json = DuelJson.of(duel(1.34).result());
        JsonNode a = json.path("entries").path(0);
        JsonNode b = json.path("entries").path(1);
        assertEquals("a", a.path("name").asString());
        assertEquals("baseline", a.path("verdict").asString());
        assertEquals(1.0, a.path("ratio").asDouble());
        assertEquals("faster", b.path("verdict").asString());
        assertEquals(1.34, b.path("ratio").asDouble(), 0.05);
        assertTrue(b.path("interval").path(0).asDouble() > 1.2);
        assertTrue(b.path("interval").path(1).asDouble() < 1.5);
        assertTrue(b.path("throughputPerSecond").asDouble() > 2_000);
        assertEquals(1.5, b.path("p50Ms").asDouble(), 0.2);
        assertTrue(b.path("p99Ms").asDouble() > b.path("p50Ms").asDouble());
        assertEquals("faster", b.path("p99Verdict").asString());
        assertEquals(58.4, json.path("seconds").asDouble());
        assertEquals(60, json.path("slices").asInt());
        assertEquals(30, json.path("rounds").asInt());
    }

    @Test
    void whatIsNotComparedHasNoRatioInTheJson() {
        SyntheticDuel duel = duel(1.34);
        duel.flaw = slice -> slice.fails = slice.server.equals("b") && slice.round == 7;
        JsonNode b = DuelJson.of(duel.result()).path("entries").path(1);
        assertEquals("not compared", b.path("verdict").asString());
        assertFalse(b.has("ratio"));
        assertTrue(b.path("ratioWhy").asString().contains("round 7"));
        assertEquals("failed-trials", b.path("findings").path(0).path("rule").asString());
    }
}
