package unrigged.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unrigged.claim.Claim;
import unrigged.claim.ClaimResult;
import unrigged.claim.Crossover;
import unrigged.claim.Universe;
import unrigged.claim.Universe.Stand;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;
import unrigged.report.ClaimText;

/** Claims of an exploration of 24 universes, beside those of the run that measured them all. */
@Tag("simulation")
class ExploredClaimTest {
    private static final Path JOURNAL =
            Path.of("../docs/results/universes-2026-11-29/journal.jsonl");

    @SuppressWarnings("NullAway.Init")
    private static RunResult explored;

    @SuppressWarnings("NullAway.Init")
    private static RunResult whole;

    @BeforeAll
    static void read() {
        RecordedUniverses recorded = new RecordedUniverses(Journal.read(JOURNAL));
        explored = recorded.explored(3);
        whole = recorded.whole();
    }

    private static ClaimResult of(String claim, RunResult run) {
        return ClaimResult.of(Claim.parse(claim), run);
    }

    /** Universes that one supports and the other refutes. */
    private static long contradictions(ClaimResult one, ClaimResult other) {
        Map<String, Stand> stands = new HashMap<>();
        other.universes().forEach(universe -> stands.put(universe.scenario(), universe.stand()));
        return one.universes().stream()
                .filter(universe ->
                        List.of(Stand.SUPPORTED, Stand.REFUTED)
                                .containsAll(
                                        List.of(
                                                universe.stand(),
                                                stands.getOrDefault(
                                                        universe.scenario(), Stand.TIED))))
                .filter(universe -> universe.stand() != stands.get(universe.scenario()))
                .count();
    }

    @Test
    void predictedUniversesAreAmongItsUniversesAndSayAsMuch() {
        for (String claim :
                List.of(
                        "starlette-uvicorn > flask-gunicorn",
                        "flask-gunicorn > starlette-uvicorn",
                        "starlette-uvicorn > flask-uwsgi")) {
            ClaimResult of = of(claim, explored);
            System.out.println(ClaimText.lines(of).getFirst());
            assertEquals(24, of.universes().size());
            int measured = of.field().orElseThrow().measured();
            assertTrue(measured >= 4 && measured <= 12, measured + " measured");
            assertEquals(0, contradictions(of, of(claim, whole)), claim);
        }
    }

    /** What one stack leads by the other is behind. */
    @Test
    void theClaimTurnedRoundIsItsMirror() {
        ClaimResult of = of("starlette-uvicorn > flask-gunicorn", explored);
        ClaimResult turned = of("flask-gunicorn > starlette-uvicorn", explored);
        assertEquals(of.count(Stand.SUPPORTED), turned.count(Stand.REFUTED));
        assertEquals(of.count(Stand.REFUTED), turned.count(Stand.SUPPORTED));
        for (Universe universe : of.universes()) {
            double inverse =
                    turned.universes().stream()
                            .filter(u -> u.scenario().equals(universe.scenario()))
                            .findFirst()
                            .orElseThrow()
                            .ratio();
            assertEquals(1, universe.ratio() * inverse, 1e-9);
        }
    }

    @Test
    void crossoversHaveTheBandOfTheField() {
        ClaimResult of = of("starlette-uvicorn > flask-gunicorn", explored);
        assertTrue(
                of.crossovers().stream().anyMatch(c -> c.outcome() instanceof Crossover.At)
                        || of.count(Stand.REFUTED) == 0,
                "both are there, and no crossover");
        assertTrue(
                ClaimText.lines(of).stream().anyMatch(line -> line.contains("are predicted from")));
    }
}
