package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnytimeIntervalTest {
    private static final double[] FIVE = {0.11, 0.02, 0.09, 0.16, 0.05};

    @Test
    void theEvidenceIsTheRatioOfTheMarginalLikelihoods() {
        for (double[] x : new double[][] {FIVE, {-1, 0.5, 0.2}, {3, 3.2, 2.9, 3.1}}) {
            assertEquals(1, AnytimeInterval.evidence(x) / marginalLikelihoodRatio(x), 1e-4);
        }
    }

    @Test
    void oneBlockTellsNothing() {
        assertEquals(1, AnytimeInterval.evidence(new double[] {0.3}));
        assertInstanceOf(Interval.Unbounded.class, AnytimeInterval.of(new double[] {0.3}));
        assertInstanceOf(Interval.Unbounded.class, AnytimeInterval.of(new double[0]));
    }

    @Test
    void atTheEndsOfTheIntervalTheEvidenceReachesOneOverAlpha() {
        Interval.Bounded interval = bounded(FIVE);
        assertEquals(20, AnytimeInterval.evidence(minus(FIVE, interval.lo())), 1e-9);
        assertEquals(20, AnytimeInterval.evidence(minus(FIVE, interval.hi())), 1e-9);
    }

    @Test
    void withASpreadOfFivePercentTenBlocksGiveSixPercentAndTwentyGiveFour() {
        assertEquals(0.063, halfWidth(10), 0.0005);
        assertEquals(0.041, halfWidth(20), 0.0005);
    }

    @Test
    void fourBlocksAreTheFewestWithAnEnd() {
        assertEquals(4, AnytimeInterval.minBlocks());
        Interval three = AnytimeInterval.of(new double[] {0.1, 0.2, 0.3});
        assertEquals(new Interval.Unbounded("3 of at least 4 blocks were measured"), three);
        Interval.Bounded four = bounded(new double[] {0.1, 0.2, 0.3, 0.4});
        assertEquals(0.25 - 0.4657, four.lo(), 1e-4);
    }

    @Test
    void blocksWithoutAnySpreadGiveNoIntervalRatherThanAPoint() {
        assertInstanceOf(
                Interval.Unbounded.class, AnytimeInterval.of(new double[] {0.5, 0.5, 0.5, 0.5}));
    }

    @Test
    void anIntervalWithoutEndsCannotBeMadeOfNumbers() {
        assertThrows(IllegalArgumentException.class, () -> new Interval.Bounded(0, Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Interval.Bounded(0, Double.POSITIVE_INFINITY));
    }

    private static double halfWidth(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 2 == 0 ? 1 : -1;
        }
        double s = Math.sqrt(n / (n - 1.0));
        double[] scaled = Arrays.stream(x).map(v -> v * 0.05 / s).toArray();
        Interval.Bounded interval = bounded(scaled);
        return (interval.hi() - interval.lo()) / 2;
    }

    private static Interval.Bounded bounded(double[] x) {
        return assertInstanceOf(Interval.Bounded.class, AnytimeInterval.of(x));
    }

    private static double[] minus(double[] x, double mean) {
        return Arrays.stream(x).map(v -> v - mean).toArray();
    }

    /**
     * From first principles: with 1/σ = u and the right Haar prior du/u, the likelihood of effect δ
     * = μ/σ is ∫ u^(n−1) exp(−½ Σ(u·x − δ)²) du; averaged over δ ~ N(0, 4) and divided by the same
     * at δ = 0. By plain sums, not by the closed form under test.
     */
    private static double marginalLikelihoodRatio(double[] x) {
        double rms = Math.sqrt(Arrays.stream(x).map(v -> v * v).average().orElseThrow());
        double mixed = 0;
        double none = 0;
        double stepU = 0.004;
        double stepD = 0.02;
        for (double u = stepU / 2; u < 12; u += stepU) {
            double power = Math.pow(u, x.length - 1.0);
            none += power * likelihood(x, u / rms, 0);
            for (double delta = -14; delta <= 14; delta += stepD) {
                double prior = Math.exp(-delta * delta / 8) / Math.sqrt(8 * Math.PI);
                mixed += stepD * prior * power * likelihood(x, u / rms, delta);
            }
        }
        return mixed / none;
    }

    private static double likelihood(double[] x, double u, double delta) {
        double squares = 0;
        for (double v : x) {
            squares += (u * v - delta) * (u * v - delta);
        }
        return Math.exp(-squares / 2);
    }
}
