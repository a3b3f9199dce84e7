package unrigged.load.arrival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.load.arrival.Arrivals.Pattern;
import unrigged.load.arrival.RateProfile.Piece;

class ArrivalsTest {
    private static final long S = 1_000_000_000;

    /** Of a true null hypothesis one run in a thousand is refused; the seeds are fixed. */
    private static final double KS_0_001 = 1.949;

    @Test
    void constantArrivalsNeverDrift() {
        // 1/3 ms is no whole number of ns: a rounded interval would be 1 ms off after a million.
        Arrivals arrivals = arrivals(flat(3_000), Pattern.CONSTANT, 0, 1);
        for (long n = 0; n < 1_000_000; n++) {
            assertTrue(Math.abs(arrivals.nextNs() - n * 1e6 / 3) <= 1, "arrival " + n);
            arrivals.serve();
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 0, 1", "20000, 0, 1", "999.5, 1, 3", "1, 0, 1"})
    void poissonGapsAreExponential(double perSecond, int part, int parts) {
        Arrivals arrivals = arrivals(flat(perSecond), Pattern.POISSON, part, parts);
        double[] gaps = new double[20_000];
        double[] pairs = new double[gaps.length - 1];
        long beforeNs = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = -Math.expm1(-(arrivals.nextNs() - beforeNs) / 1e9 * perSecond / parts);
            beforeNs = arrivals.nextNs();
            arrivals.serve();
        }
        requireUniform(gaps);
        // Independent of each other: the sum of two uniform values modulo one is uniform again,
        // and stays independent of either.
        Arrays.setAll(pairs, i -> (gaps[i] + gaps[i + 1]) % 1);
        requireUniform(pairs);
        assertEquals(0, correlation(gaps), 4 / Math.sqrt(gaps.length), "four standard errors");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void thePartsOfAConstantRateAreTheWhole(int parts) {
        RateProfile profile =
                RateProfile.of(List.of(new Piece(S, 100, 2_000), new Piece(S, 500, 500)));
        assertArrayEquals(
                merged(profile, Pattern.CONSTANT, 1), merged(profile, Pattern.CONSTANT, parts));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void thePartsOfAPoissonProcessTogetherAreOne(int parts) {
        double perSecond = 5_000;
        long[] all = merged(flat(perSecond), Pattern.POISSON, parts);
        double[] gaps = new double[all.length - 1];
        Arrays.setAll(gaps, i -> -Math.expm1(-(all[i + 1] - all[i]) / 1e9 * perSecond));
        requireUniform(gaps);
        assertTrue(all.length > 40_000, "ten seconds of 5000 per second: " + all.length);
    }

    /**
     * Pearson's test of the counts against the integral of the rate: 30 cells, so 29 degrees of
     * freedom and a critical value of 58.3 at one in a thousand.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aRampFollowsItsIntegral(int parts) {
        RateProfile profile =
                RateProfile.of(
                        List.of(
                                new Piece(10 * S, 100, 3_000),
                                new Piece(10 * S, 500, 500),
                                new Piece(10 * S, 2_000, 50)));
        double[] counts = new double[30];
        for (int part = 0; part < parts; part++) {
            Arrivals arrivals = arrivals(profile, Pattern.POISSON, part, parts);
            while (arrivals.nextNs() < 30 * S) {
                counts[(int) (arrivals.nextNs() / S)]++;
                arrivals.serve();
            }
        }
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = profile.expectedBy((i + 1) * S) - profile.expectedBy(i * S);
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertTrue(chiSquare < 58.3, "chi-square " + chiSquare);
        // Counts that follow the integral too closely are not random either: one in a thousand.
        assertTrue(chiSquare > 9.8, "chi-square " + chiSquare);
    }

    @Test
    void whatIsNotServedWaits() {
        Arrivals arrivals = arrivals(flat(1_000), Pattern.CONSTANT, 0, 1);
        assertEquals(1, arrivals.waiting(0), "the first is due at once");
        assertEquals(101, arrivals.waiting(S / 10));
        arrivals.serve();
        arrivals.serve();
        assertEquals(99, arrivals.waiting(S / 10));
        assertEquals(2_000_000, arrivals.nextNs(), "first in, first out");
        while (arrivals.nextNs() <= S / 5) {
            arrivals.serve();
        }
        assertEquals(0, arrivals.waiting(S / 5));
        assertEquals(1, arrivals.waiting(S / 5 + 1_000_000));
    }

    @Test
    void theSameSeedRepeatsTheSameArrivals() {
        assertArrayEquals(
                merged(flat(100), Pattern.POISSON, 2), merged(flat(100), Pattern.POISSON, 2));
    }

    private static RateProfile flat(double perSecond) {
        return RateProfile.of(List.of(new Piece(S, perSecond, perSecond)));
    }

    private static Arrivals arrivals(RateProfile profile, Pattern pattern, int part, int parts) {
        return new Arrivals(profile, pattern, 42, part, parts, 0);
    }

    /** What is due in the first ten seconds, in order. */
    private static long[] merged(RateProfile profile, Pattern pattern, int parts) {
        long[] all = new long[100_000];
        int count = 0;
        for (int part = 0; part < parts; part++) {
            Arrivals arrivals = arrivals(profile, pattern, part, parts);
            while (arrivals.nextNs() < 10 * S) {
                all[count++] = arrivals.nextNs();
                arrivals.serve();
            }
        }
        long[] due = Arrays.copyOf(all, count);
        Arrays.sort(due);
        return due;
    }

    /** Kolmogorov and Smirnov's test (Knuth, The Art of Computer Programming, section 3.3.1). */
    private static void requireUniform(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance =
                    Math.max(
                            distance,
                            Math.max((i + 1.0) / n - sorted[i], sorted[i] - (double) i / n));
        }
        double statistic = distance * Math.sqrt(n);
        assertTrue(statistic < KS_0_001, "distance times root n: " + statistic);
    }

    /** Of each value with the next. */
    private static double correlation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double together = 0;
        double alone = 0;
        for (int i = 0; i + 1 < values.length; i++) {
            together += (values[i] - mean) * (values[i + 1] - mean);
            alone += (values[i] - mean) * (values[i] - mean);
        }
        return together / alone;
    }
}
