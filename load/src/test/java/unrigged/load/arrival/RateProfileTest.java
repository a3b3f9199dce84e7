package unrigged.load.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrigged.load.arrival.RateProfile.Piece;

class RateProfileTest {
    private static final long S = 1_000_000_000;

    /** Instants are whole nanoseconds: the inverse may be off by the arrivals of one of them. */
    private static final double ROUNDING_NS = 2;

    static Stream<List<Piece>> profiles() {
        return Stream.of(
                List.of(new Piece(S, 1000, 1000)),
                List.of(new Piece(S, 10, 10), new Piece(2 * S, 4000, 4000), new Piece(S, 7, 7)),
                List.of(new Piece(3 * S, 0, 5000)),
                List.of(new Piece(3 * S, 5000, 0)),
                List.of(new Piece(S, 0, 1e-3), new Piece(S, 1e6, 1e6)),
                List.of(new Piece(S, 100, 100), new Piece(S, 0, 0), new Piece(S, 50, 300)),
                List.of(new Piece(S, 0, 0), new Piece(S, 20, 0), new Piece(S, 0, 20)));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void reachesIsTheInverseOfExpectedBy(List<Piece> pieces) {
        RateProfile profile = RateProfile.of(pieces);
        requireInverse(profile);
        requireInverse(profile.after(S / 3));
    }

    @Test
    void reachesIsTheInverseForAnyPieces() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            List<Piece> pieces = new ArrayList<>();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                double from = random.nextInt(4) == 0 ? 0 : random.nextDouble(20_000);
                double to = random.nextInt(3) == 0 ? from : random.nextDouble(20_000);
                pieces.add(new Piece(random.nextLong(1_000, 10 * S), from, to));
            }
            RateProfile profile = RateProfile.of(pieces);
            if (profile.highestPerSecond() > 0) {
                requireInverse(profile);
            }
        }
    }

    @Test
    void nothingIsDueWhileTheRateIsZero() {
        RateProfile profile =
                RateProfile.of(
                        List.of(new Piece(S, 10, 10), new Piece(S, 0, 0), new Piece(S, 10, 10)));
        assertEquals(0.9 * S, profile.reachesNs(9), ROUNDING_NS);
        assertEquals(2.0 * S, profile.reachesNs(10), ROUNDING_NS);
        assertEquals(10, profile.expectedBy(S + S / 2));
    }

    @Test
    void afterARateThatEndsAtZeroNothingIsEverDue() {
        RateProfile profile = RateProfile.of(List.of(new Piece(S, 10, 0)));
        assertEquals(5, profile.expectedBy(100 * S));
        assertEquals(Double.POSITIVE_INFINITY, profile.reachesNs(5));
    }

    @Test
    void theLastRateHoldsOn() {
        RateProfile profile = RateProfile.of(List.of(new Piece(S, 0, 100)));
        assertEquals(50 + 100 * 9, profile.expectedBy(10 * S), 1e-6);
        assertEquals(10.0 * S, profile.reachesNs(950), ROUNDING_NS);
    }

    private static void requireInverse(RateProfile profile) {
        long lengthNs = profile.lengthNs();
        double all = profile.expectedBy(lengthNs);
        // Where a ramp meets zero, an arrival more or less takes for ever: of the digits of a
        // double
        // the instant keeps only half.
        double halfNs = lengthNs * Math.sqrt(Math.ulp(1.0)) + ROUNDING_NS;
        double beforeNs = 0;
        for (int i = 0; i <= 500; i++) {
            double expected = all * i / 501;
            double ns = profile.reachesNs(expected);
            assertTrue(ns >= beforeNs - halfNs && ns <= lengthNs + halfNs, "went back at " + ns);
            beforeNs = ns;
            // At a bound between pieces the sums of doubles differ in their last digits.
            double off = profile.highestPerSecond() * ROUNDING_NS / S + all * 1e-12;
            assertEquals(expected, profile.expectedBy(Math.round(ns)), off, "at " + expected);
        }
    }
}
