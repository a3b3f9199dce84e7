package unrigged.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;

/** Grids whose truth is known. */
class ClaimAnalysisTest {
    /** Ahead from 8 ms on, whatever the clients and sessions. */
    private static double fromEightMs(CellSettings cell) {
        return 0.3 * Math.log(cell.delayNs() / 8e6);
    }

    @Test
    void aSettingThatDecidesAloneHasTheWholeVariation() {
        List<Attribution> shares =
                Attribution.of(
                        new UniverseGrid(
                                SyntheticUniverses.of(ClaimAnalysisTest::fromEightMs, 0.001, 1)));
        assertEquals(ScenarioSetting.DELAY, shares.getFirst().setting());
        assertEquals(1, shares.getFirst().share(), 0.01);
        assertEquals(1, shares.stream().mapToDouble(Attribution::share).sum(), 1e-9);
    }

    /** Var(x) : Var(y) = 1 : 1 and their product besides, of which each has a half. */
    @Test
    void whatTwoSettingsDoTogetherIsSharedEqually() {
        List<Attribution> shares =
                Attribution.of(
                        new UniverseGrid(
                                SyntheticUniverses.of(
                                        cell ->
                                                (cell.delayNs() <= 4_000_000 ? -1 : 1)
                                                        * (cell.dbSessions() == cell.clients()
                                                                ? 1
                                                                : -1),
                                        0,
                                        1)));
        assertEquals(0.5, shares.get(0).share(), 1e-9);
        assertEquals(0.5, shares.get(1).share(), 1e-9);
        assertEquals(0, shares.get(2).share(), 1e-9);
    }

    @Test
    void theCrossoverIsFoundOnEveryLine() {
        List<Crossover> crossovers =
                Crossover.of(
                        new UniverseGrid(
                                SyntheticUniverses.of(ClaimAnalysisTest::fromEightMs, 0.02, 1)));
        List<Crossover> delays =
                crossovers.stream().filter(c -> c.setting() == ScenarioSetting.DELAY).toList();
        assertEquals(6, delays.size());
        for (Crossover crossover : delays) {
            Crossover.At at = (Crossover.At) crossover.outcome();
            assertEquals(8, at.level(), 0.8);
            assertTrue(!at.supportedBelow());
        }
        // Clients alone move nothing: no line of theirs has both verdicts.
        assertTrue(
                crossovers.stream()
                        .filter(c -> c.setting() == ScenarioSetting.CLIENTS)
                        .allMatch(c -> c.outcome() instanceof Crossover.None));
    }

    /** 2,000 crossovers at 8 ms between 4 and 16 ms. */
    @Test
    void fiellersIntervalHoldsTheCrossover() {
        Random random = new Random(5);
        int held = 0;
        int bounded = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            List<Universe> line =
                    List.of(
                            SyntheticUniverses.universe(
                                    new CellSettings(2, 8, 8, 4_000_000), -0.2, 0.08, random),
                            SyntheticUniverses.universe(
                                    new CellSettings(2, 8, 8, 16_000_000), 0.2, 0.08, random));
            for (Crossover crossover : Crossover.of(new UniverseGrid(line))) {
                if (crossover.outcome() instanceof Crossover.At at
                        && at.interval() instanceof Interval.Bounded(double lo, double hi)) {
                    bounded++;
                    held += lo <= 8 && 8 <= hi ? 1 : 0;
                }
            }
        }
        assertTrue(bounded > runs * 0.9, bounded + " bounded");
        double share = (double) held / bounded;
        System.out.printf("Fieller: %.1f %% of %d held%n", 100 * share, bounded);
        assertTrue(share > 0.95 - 3 * Math.sqrt(0.95 * 0.05 / bounded), "held " + share);
    }

    @Test
    void theSmallestFlipIsOneSetting() {
        List<Flip> flips =
                Flip.of(
                        new UniverseGrid(
                                SyntheticUniverses.of(ClaimAnalysisTest::fromEightMs, 0.01, 1)));
        assertEquals(5, flips.size());
        flips.forEach(flip -> assertEquals(List.of(ScenarioSetting.DELAY), flip.changed()));
        assertEquals(Stand.REFUTED, flips.getFirst().refuted().stand());
    }

    /** From every supported universe the crossover at 8 ms is the nearest, by its delay alone. */
    @Test
    void theRadiusIsTheWayToTheCrossover() {
        List<FlipRadius> radii =
                FlipRadius.of(
                        new UniverseGrid(
                                SyntheticUniverses.of(ClaimAnalysisTest::fromEightMs, 0.01, 1)));
        assertEquals(12, radii.size());
        assertEquals(2, radii.getFirst().factor(), 0.2);
        assertEquals(8, radii.getLast().factor(), 0.8);
        radii.forEach(radius -> assertEquals(ScenarioSetting.DELAY, radius.setting()));
    }

    @Test
    void whatHoldsThroughoutHasNoFlipAndNoCrossover() {
        UniverseGrid grid = new UniverseGrid(SyntheticUniverses.of(_ -> 0.5, 0.02, 1));
        assertEquals(List.of(), Flip.of(grid));
        Crossover delay = Crossover.of(grid).getFirst();
        assertEquals(new Crossover.None(1, 64, Stand.SUPPORTED), delay.outcome());
    }

    @Test
    void aGridWithAHoleHasNoAttribution() {
        List<Universe> all = SyntheticUniverses.of(ClaimAnalysisTest::fromEightMs, 0.01, 1);
        assertEquals(List.of(), Attribution.of(new UniverseGrid(all.subList(1, all.size()))));
    }
}
