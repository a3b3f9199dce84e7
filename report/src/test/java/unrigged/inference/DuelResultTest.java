package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuelResultTest {
    private static SyntheticDuel duel(double ratio) {
        SyntheticDuel duel = new SyntheticDuel();
        duel.ratios.put("b", ratio);
        return duel;
    }

    private static Ratio.Measured ratio(DuelResult result, String server) {
        return assertInstanceOf(Ratio.Measured.class, row(result, server).ratio());
    }

    private static DuelResult.Row row(DuelResult result, String server) {
        return result.rows().stream()
                .filter(row -> row.entry().name().equals(server))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rules(DuelResult result, String server) {
        return row(result, server).findings().stream().map(f -> f.rule().id()).toList();
    }

    @Test
    void aServerThatIsFasterIsSaidToBeWithItsRatioAndLowerLatencies() {
        DuelResult result = duel(1.34).result();
        Ratio.Measured ratio = ratio(result, "b");
        assertEquals(Verdict.FASTER, ratio.verdict());
        assertEquals(1.34, ratio.point(), 0.05);
        assertTrue(((Interval.Bounded) ratio.interval()).contains(1.34));
        Ratio.Measured p50 = assertInstanceOf(Ratio.Measured.class, row(result, "b").p50Ratio());
        assertEquals(1 / 1.34, p50.point(), 0.06);
        assertEquals(Verdict.FASTER, p50.verdict());
        assertEquals(Verdict.REFERENCE, ratio(result, "a").verdict());
        assertTrue(result.complete());
        assertEquals(60, result.slices());
        assertEquals(List.of(), row(result, "b").findings());
        assertEquals(List.of(), result.findings());
    }

    @Test
    void twoEqualServersAreCalledDifferentInNoMoreThanFivePercentOfDuels() {
        int different = 0;
        for (int seed = 1; seed <= 100; seed++) {
            SyntheticDuel duel = duel(1);
            duel.rounds = 12;
            duel.roundsPlanned = 12;
            duel.noise = 0.02;
            duel.seed = seed;
            Verdict verdict = ratio(duel.result(), "b").verdict();
            different += verdict == Verdict.FASTER || verdict == Verdict.SLOWER ? 1 : 0;
        }
        assertTrue(different <= 9, different + " of 100");
    }

    @Test
    void severalComparisonsAreHeldTogether() {
        SyntheticDuel duel = duel(1.0);
        duel.ratios.put("c", 1.0);
        Ratio.Measured ratio = ratio(duel.result(), "b");
        Interval.Bounded family = (Interval.Bounded) ratio.interval();
        Interval.Bounded single = (Interval.Bounded) ratio.single().orElseThrow();
        assertTrue(family.hi() - family.lo() > single.hi() - single.lo());
    }

    @Test
    void aServerThatIsLostHasNoVerdictAndTheOthersKeepTheirs() {
        SyntheticDuel duel = duel(1.3);
        duel.ratios.put("c", 0.5);
        duel.flaw = slice -> slice.fails = slice.server.equals("b") && slice.round == 7;
        DuelResult result = duel.result();
        assertFalse(result.complete());
        String why = row(result, "b").why().orElseThrow();
        assertTrue(why.startsWith("it failed in round 7 (no request"), why);
        assertEquals(List.of("failed-trials"), rules(result, "b"));
        assertEquals(Verdict.SLOWER, ratio(result, "c").verdict());
    }

    @Test
    void withoutTheReferenceNobodyHasAVerdict() {
        SyntheticDuel duel = duel(1.3);
        duel.rounds = 3;
        duel.flaw = slice -> slice.fails = slice.server.equals("a") && slice.round == 3;
        DuelResult result = duel.result();
        String why = row(result, "b").why().orElseThrow();
        assertTrue(why.startsWith("the reference, a, has an error: it failed"), why);
        assertFalse(result.complete());
    }

    @Test
    void wrongAnswersAndAGeneratorAtItsLimitLeaveNoVerdict() {
        SyntheticDuel wrong = duel(1.3);
        wrong.flaw =
                slice ->
                        slice.failed =
                                slice.server.equals("b") && slice.round == 4
                                        ? Map.of("status", 3L)
                                        : Map.of();
        assertEquals(List.of("wrong-answers"), rules(wrong.result(), "b"));
        assertFalse(wrong.result().complete());
        assertEquals(Map.of("status", 3L), row(wrong.result(), "b").failed());
        SyntheticDuel saturated = duel(1.3);
        saturated.flaw =
                slice -> slice.health = slice.server.equals("b") ? "saturated: busy" : "healthy";
        assertEquals(List.of("generator-saturated"), rules(saturated.result(), "b"));
        assertFalse(saturated.result().complete());
    }

    @Test
    void aServerThatWarmsUpDuringTheDuelIsFound() {
        SyntheticDuel duel = duel(1.3);
        duel.flaw =
                slice -> {
                    if (slice.server.equals("b")) {
                        slice.perSecond *= 1 + slice.round / 60.0;
                    }
                };
        assertEquals(List.of("drift-over-rounds"), rules(duel.result(), "b"));
        assertEquals(List.of(), rules(duel.result(), "a"));
        assertTrue(duel.result().complete());
    }

    @Test
    void whatEndsBeforeItsRoundsAreOverIsJudgedByAnAnytimeInterval() {
        SyntheticDuel duel = duel(1.3);
        assertEquals(Look.ONCE, duel.result().look());
        Interval.Bounded once = (Interval.Bounded) ratio(duel.result(), "b").interval();
        duel.roundsPlanned = 31;
        assertEquals(Look.ANYTIME, duel.result().look());
        Interval.Bounded anytime = (Interval.Bounded) ratio(duel.result(), "b").interval();
        assertTrue(anytime.hi() - anytime.lo() > once.hi() - once.lo());
    }

    @Test
    void aPercentileThatIsNoNumberHasNoRatioNotEvenTheReferences() {
        SyntheticDuel duel = duel(1.3);
        duel.flaw = slice -> slice.latencyMs = slice.round % 2 == 0 ? 1 : 9;
        DuelResult result = duel.result();
        assertInstanceOf(Percentile.Unresolved.class, row(result, "a").p50());
        assertInstanceOf(Ratio.Unmeasured.class, row(result, "a").p50Ratio());
        assertInstanceOf(Ratio.Unmeasured.class, row(result, "b").p50Ratio());
        assertEquals(Verdict.FASTER, ratio(result, "b").verdict());
    }

    @Test
    void requestsThatTimeOutAfterTheirWindowLeaveNoVerdict() {
        SyntheticDuel duel = duel(1.3);
        duel.flaw =
                slice -> {
                    if (slice.server.equals("b") && slice.round == 4) {
                        // The slowest has one and a half of this.
                        slice.latencyMs = 3_400;
                    }
                };
        assertEquals(List.of("hung-requests"), rules(duel.result(), "b"));
        assertFalse(duel.result().complete());
    }
}
