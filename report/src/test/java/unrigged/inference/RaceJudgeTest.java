package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.Looked;

class RaceJudgeTest {
    private final SyntheticSlices run = new SyntheticSlices();

    private Looked looked(String question, int blocks) {
        run.question = Optional.of(question);
        run.blocks = blocks;
        run.blocksPlanned = 40;
        return new RaceJudge().after(blocks, run.journal().history());
    }

    @Test
    void whoIsDecidedAgainstTheReferenceStackRests() {
        Looked look = looked("reference", 10);
        assertEquals(Map.of("baseline", List.of("flask-gunicorn", "starlette")), look.needed());
        assertEquals(1, look.decided());
        assertEquals(2, look.of());
    }

    @Test
    void aPairThatIsUndecidedKeepsBothOfItsStacks() {
        run.ratios.put("tornado", 1.3);
        Looked look = looked("rank", 10);
        assertEquals(
                List.of("aiohttp", "flask-gunicorn", "starlette", "tornado"),
                look.needed().get("baseline"));
        assertEquals(6, look.of());
        assertEquals(4, look.decided());
    }

    @Test
    void whenOneStackIsAheadOfAllNobodyAsksForTheOthers() {
        Looked look = looked("top", 10);
        assertEquals(Map.of(), look.needed());
        run.ratios.put("tornado", 1.3);
        assertEquals(
                List.of("aiohttp", "flask-gunicorn", "tornado"),
                looked("top", 10).needed().get("baseline"));
    }

    @Test
    void withFewBlocksNothingIsDecidedAndEverybodyGoesOn() {
        Looked look = looked("rank", 2);
        assertEquals(0, look.decided());
        assertEquals(3, look.needed().getOrDefault("baseline", List.of()).size());
    }

    @Test
    void aRaceIsJudgedByTheIntervalThatHoldsAtEveryLook() {
        run.blocks = 10;
        assertEquals(Look.ONCE, run.result().slices().orElseThrow().look());
        run.question = Optional.of("rank");
        assertEquals(Look.ANYTIME, run.result().slices().orElseThrow().look());
    }

    @Test
    void fromEightBlocksOnARowHasItsRanks() {
        run.blocks = 7;
        assertTrue(run.row("aiohttp").ranks().isEmpty());
        run.blocks = 10;
        assertEquals(new RankSet(1, 1), run.row("aiohttp").ranks().get(Metrics.THROUGHPUT_RATIO));
        assertEquals(
                new RankSet(2, 3), run.row("flask-gunicorn").ranks().get(Metrics.THROUGHPUT_RATIO));
        assertTrue(run.row("aiohttp").ranks().containsKey(Metrics.P50_RATIO));
    }

    @Test
    void whatIsUndecidedSaysHowManyMoreBlocksItWouldTake() {
        run.blocks = 10;
        run.ratios.put("tornado", 1.06);
        List<OpenComparison> open = run.result().slices().orElseThrow().open();
        assertTrue(open.stream().noneMatch(one -> one.a().equals("aiohttp")), open.toString());
        for (OpenComparison one : open) {
            assertEquals("flask-gunicorn", one.b());
            assertTrue(one.moreBlocks().orElse(1) >= 1, one.toString());
        }
    }

    /** The half-width that the outlook rests on is that of the interval. */
    @Test
    void theOutlookIsWhatTheIntervalWouldSay() {
        double spread = 0.05;
        int blocks = Outlook.blocks(0.1, spread, 6).orElseThrow();
        assertTrue(AnytimeInterval.halfWidth(blocks, spread, 0.05 / 6) < 0.1);
        assertTrue(AnytimeInterval.halfWidth(blocks - 1, spread, 0.05 / 6) >= 0.1);
        assertTrue(Outlook.blocks(0.0488, spread, 6).isPresent());
        assertTrue(Outlook.blocks(0.0488, 0, 6).isEmpty());
    }
}
