package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unrigged.inference.Verdict.Better;

class RatioTest {
    @Test
    void blocksThatLackOneOfThePairDoNotCount() {
        Ratio.Measured ratio =
                measured(Map.of(1, 200.0, 2, 400.0, 3, 900.0), Map.of(1, 100.0, 2, 100.0, 4, 5.0));
        assertEquals(List.of(new Ratio.Block(1, 2), new Ratio.Block(2, 4)), ratio.blocks());
        assertEquals(Math.sqrt(8), ratio.point(), 1e-12);
    }

    @Test
    void aSlowBlockOfBothLeavesTheRatioAlone() {
        Map<Integer, Double> own = Map.of(1, 200.0, 2, 20.0, 3, 205.0, 4, 210.0);
        Map<Integer, Double> base = Map.of(1, 100.0, 2, 10.0, 3, 100.0, 4, 100.0);
        Ratio.Measured ratio = measured(own, base);
        assertEquals(Verdict.FASTER, ratio.verdict());
        Interval.Bounded interval = assertInstanceOf(Interval.Bounded.class, ratio.interval());
        assertEquals(1.872, interval.lo(), 0.002);
        assertEquals(2.216, interval.hi(), 0.002);
    }

    @Test
    void tooFewBlocksAreUndecidedHoweverFarApart() {
        Ratio.Measured ratio = measured(Map.of(1, 900.0, 2, 900.0), Map.of(1, 1.0, 2, 2.0));
        assertEquals(Verdict.UNDECIDED, ratio.verdict());
        assertInstanceOf(Interval.Unbounded.class, ratio.interval());
    }

    /** A over B from A over R and B over R, block by block: R cancels out. */
    @Test
    void ofTwoStacksTheReferenceStacksBlocksCancelOut() {
        Map<Integer, Double> reference = Map.of(1, 90.0, 2, 250.0, 3, 110.0, 4, 70.0);
        Map<Integer, Double> a = Map.of(1, 200.0, 2, 390.0, 3, 205.0, 4, 215.0);
        Map<Integer, Double> b = Map.of(1, 100.0, 2, 201.0, 3, 99.0);
        Ratio.Measured pair =
                assertInstanceOf(
                        Ratio.Measured.class,
                        measured(a, reference)
                                .over(measured(b, reference), Look.ONCE, Better.HIGHER));
        Ratio.Measured direct = measured(a, b);
        assertEquals(direct.point(), pair.point(), 1e-12);
        assertEquals(3, pair.blocks().size());
        assertEquals(Verdict.FASTER, pair.verdict());
    }

    @Test
    void withoutACommonBlockThereIsNoRatio() {
        assertInstanceOf(
                Ratio.Unmeasured.class,
                Ratio.paired(Map.of(1, 1.0), Map.of(2, 1.0), Better.HIGHER));
    }

    @Test
    void verdictsFollowFromTheInterval() {
        assertEquals(Verdict.FASTER, verdict(1.01, 1.20, Better.HIGHER));
        assertEquals(Verdict.SLOWER, verdict(0.80, 0.99, Better.HIGHER));
        assertEquals(Verdict.SLOWER, verdict(1.01, 1.20, Better.LOWER));
        assertEquals(Verdict.FASTER, verdict(0.80, 0.99, Better.LOWER));
        assertEquals(Verdict.UNDECIDED, verdict(0.94, 1.02, Better.HIGHER));
        assertEquals(Verdict.TIED, verdict(0.96, 1.04, Better.HIGHER));
        assertEquals(Verdict.TIED, verdict(1.01, 1.04, Better.HIGHER));
    }

    private static Verdict verdict(double lo, double hi, Better better) {
        return Verdict.of(new Interval.Bounded(lo, hi), better);
    }

    private static Ratio.Measured measured(Map<Integer, Double> own, Map<Integer, Double> base) {
        return assertInstanceOf(Ratio.Measured.class, Ratio.paired(own, base, Better.HIGHER));
    }
}
