package unrigged.load.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unrigged.load.arrival.Arrivals.Pattern;
import unrigged.load.arrival.RateProfile.Piece;

/**
 * How many requests a constant rate offers: the n-th, from 0 on, is due when the cumulated rate
 * reaches n, and a window holds its beginning but not its end. So those before an instant are the
 * cumulated rate until then, rounded up.
 */
class OfferedCountTest {
    private static final long MS = 1_000_000;
    private static final BigDecimal MS_PER_S = BigDecimal.valueOf(1000);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** What was asked for, exactly. */
    private record Step(BigDecimal from, BigDecimal to, long lengthMs) {
        BigDecimal expected() {
            return from.add(to).multiply(BigDecimal.valueOf(lengthMs)).divide(TWO).divide(MS_PER_S);
        }

        Piece piece() {
            return new Piece(lengthMs * MS, from.doubleValue(), to.doubleValue());
        }
    }

    @Test
    void aRateOverATimeOffersTheirProductRoundedUp() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3_000; i++) {
            Step step = step(random, false);
            for (int parts = 1; parts <= 3; parts += 2) {
                requireCounts(List.of(step), parts, 0);
            }
        }
    }

    @Test
    void noStepOrRampTakesOneFromItsNeighbour() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 3_000; i++) {
            List<Step> steps = new ArrayList<>();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                steps.add(step(random, random.nextBoolean()));
            }
            requireCounts(steps, 1 + i % 3, random.nextInt(steps.size()));
        }
    }

    @Test
    void aRateBelowOneASecondIsExactToo() {
        assertEquals(3, count(0.1, 30_000 * MS));
        assertEquals(4, count(0.1, 30_000 * MS + 1));
        assertEquals(1, count(0.1, 1));
        assertEquals(1, count(0.5, 2_000 * MS));
        assertEquals(3, count(1 / 3.0, 9_000 * MS));
        assertEquals(5, count(30 / 60.0, 10_000 * MS));
        assertEquals(7, count(7 / 3600.0, 3_600_000 * MS));
    }

    /** Independent of each other: what is before the end is neither one more nor one fewer. */
    @Test
    void poissonArrivalsAreTheSameUntilTheEnd() {
        RateProfile profile = RateProfile.of(List.of(new Piece(1_000 * MS, 500, 500)));
        Arrivals endless = new Arrivals(profile, Pattern.POISSON, 5, 0, 1, 0);
        Arrivals bounded = new Arrivals(profile.until(900 * MS), Pattern.POISSON, 5, 0, 1, 0);
        while (endless.nextNs() < 900 * MS) {
            assertEquals(endless.nextNs(), bounded.nextNs());
            endless.serve();
            bounded.serve();
        }
        assertTrue(bounded.nextNs() > 1_000_000 * MS, "nothing is due after the end");
    }

    private static long count(double perSecond, long lengthNs) {
        RateProfile profile =
                RateProfile.of(List.of(new Piece(1_000 * MS, perSecond, perSecond)))
                        .until(lengthNs);
        return new Arrivals(profile, Pattern.CONSTANT, 1, 0, 1, 0).waiting(2 * lengthNs);
    }

    private static Step step(SplittableRandom random, boolean ramp) {
        BigDecimal from = rate(random);
        return new Step(from, ramp ? rate(random) : from, random.nextLong(1, 3_000));
    }

    private static BigDecimal rate(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextLong(1, 500));
            case 2 -> BigDecimal.valueOf(random.nextLong(1, 100), 1);
            case 3 -> BigDecimal.valueOf(random.nextLong(1, 2_000), 3);
            default -> BigDecimal.valueOf(100 * random.nextLong(1, 10));
        };
    }

    /** Before the end of each step, and in the window that begins with one of them. */
    private static void requireCounts(List<Step> steps, int parts, int windowFrom) {
        long lengthNs = steps.stream().mapToLong(Step::lengthMs).sum() * MS;
        RateProfile profile =
                RateProfile.of(steps.stream().map(Step::piece).toList()).until(lengthNs);
        long windowNs = steps.subList(0, windowFrom).stream().mapToLong(Step::lengthMs).sum() * MS;
        long[] seen = new long[steps.size()];
        long inWindow = 0;
        for (int part = 0; part < parts; part++) {
            Arrivals arrivals =
                    new Arrivals(
                            profile,
                            Pattern.CONSTANT,
                            1,
                            part,
                            parts,
                            0,
                            windowNs,
                            lengthNs - windowNs);
            while (arrivals.nextNs() < lengthNs) {
                seen[index(steps, arrivals.nextNs())]++;
                arrivals.serve();
            }
            assertTrue(arrivals.nextNs() > 1_000 * lengthNs, "something is due at the end");
            inWindow += arrivals.dueInWindow(lengthNs);
        }
        BigDecimal expected = BigDecimal.ZERO;
        long before = 0;
        long beforeWindow = 0;
        for (int i = 0; i < steps.size(); i++) {
            beforeWindow = i == windowFrom ? before : beforeWindow;
            expected = expected.add(steps.get(i).expected());
            long due = expected.setScale(0, RoundingMode.CEILING).longValueExact();
            assertEquals(due - before, seen[i], "step " + i + " of " + steps);
            before = due;
        }
        assertEquals(before - beforeWindow, inWindow, "window from step " + windowFrom);
    }

    private static int index(List<Step> steps, long ns) {
        int i = 0;
        long endNs = steps.getFirst().lengthMs() * MS;
        while (ns >= endNs) {
            endNs += steps.get(++i).lengthMs() * MS;
        }
        return i;
    }
}
