package unrigged.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.inference.Ratio;
import unrigged.inference.Verdict;
import unrigged.inference.Verdict.Better;

class ContributionsTest {
    private static final int BLOCKS = 6;

    /** ln ratio: delay adds 0.5, clients 0.1, and both together 0.2 besides. */
    private static double log(boolean delay, boolean clients) {
        return -0.3 + (delay ? 0.5 : 0) + (clients ? 0.1 : 0) + (delay && clients ? 0.2 : 0);
    }

    private static Universe corner(String name, double log, double noise, Random random) {
        List<Double> logs = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            logs.add(log + noise * random.nextGaussian());
        }
        double mean = logs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return Universe.of(
                name,
                new CellSettings(2, 30, 30, 1_000_000),
                new Ratio.Measured(
                        Math.exp(mean),
                        new Interval.Unbounded("of no matter here"),
                        Verdict.UNDECIDED,
                        List.of(),
                        logs,
                        Optional.empty()),
                Better.HIGHER);
    }

    private static List<Universe> corners(double noise, Random random) {
        return List.of(
                corner("calm-with-clients", log(false, true), noise, random),
                corner("calm", log(false, false), noise, random),
                corner("busy", log(true, true), noise, random),
                corner("calm-with-delay", log(true, false), noise, random));
    }

    @Test
    void whatTwoSettingsDoTogetherIsSharedAndAllMultiplyToTheChange() {
        Contributions found = Contributions.of(corners(0, new Random(1))).orElseThrow();
        assertEquals("calm", found.from().scenario());
        assertEquals("busy", found.to().scenario());
        assertEquals(ScenarioSetting.DELAY, found.each().getFirst().setting());
        assertEquals(0.6, Math.log(found.each().getFirst().factor()), 1e-9);
        assertEquals(0.2, Math.log(found.each().getLast().factor()), 1e-9);
    }

    @Test
    void theIntervalHoldsTheTruth() {
        Random random = new Random(2);
        int held = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            Contributions found = Contributions.of(corners(0.1, random)).orElseThrow();
            for (Contributions.One one : found.each()) {
                double truth = one.setting() == ScenarioSetting.DELAY ? 0.6 : 0.2;
                held += ((Interval.Bounded) one.interval()).contains(Math.exp(truth)) ? 1 : 0;
            }
        }
        double share = held / (2.0 * runs);
        assertEquals(0.95, share, 0.015, "held " + share);
    }

    @Test
    void universesThatAreNoCornersHaveNone() {
        List<Universe> corners = corners(0.1, new Random(3));
        assertTrue(Contributions.of(corners.subList(0, 3)).isEmpty());
        assertTrue(Contributions.of(SyntheticUniverses.of(_ -> 0.1, 0.1, 1)).isEmpty());
    }
}
