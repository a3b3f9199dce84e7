package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {
    private static final List<Double> ONE_TO_FIVE = List.of(1.0, 2.0, 3.0, 4.0, 5.0);
    private static final List<Double> TWICE_AS_MUCH = List.of(2.0, 4.0, 6.0, 8.0, 10.0);

    private static MeanDifference between(
            Look oldLook, List<Double> old, Look newLook, List<Double> now) {
        return new MeanDifference(
                new MeanDifference.Sample(RunSide.OLD, oldLook, old),
                new MeanDifference.Sample(RunSide.NEW, newLook, now));
    }

    private static Interval.Bounded bounded(Interval interval) {
        return assertInstanceOf(Interval.Bounded.class, interval);
    }

    /** As {@code t.test(2*(1:5), 1:5)} of R has it: t = 1.897, df = 5.882. */
    @Test
    void welchsTAgreesWithAnotherImplementation() {
        MeanDifference difference = between(Look.ONCE, ONE_TO_FIVE, Look.ONCE, TWICE_AS_MUCH);
        assertEquals(3, difference.point(), 1e-12);
        assertEquals(0.1075, difference.p(), 1e-4);
        assertEquals(-0.887, bounded(difference.interval(0.05)).lo(), 1e-3);
        assertEquals(6.887, bounded(difference.interval(0.05)).hi(), 1e-3);
    }

    /** t = 3/√(1/3 + 25/9) at 2 degrees of freedom, not at Satterthwaite's 2.5. */
    @Test
    void fewBlocksHaveTheDegreesOfFreedomOfTheRunWithFewer() {
        MeanDifference difference =
                between(Look.ONCE, List.of(1.0, 2.0, 3.0), Look.ONCE, List.of(0.0, 5.0, 10.0));
        double half = 4.3027 * Math.sqrt(1 / 3.0 + 25 / 3.0);
        assertEquals(3 - half, bounded(difference.interval(0.05)).lo(), 1e-3);
    }

    @Test
    void whereARunWasLookedAtMoreOftenBlocksArePairedInTheirOrder() {
        List<Double> longer = List.of(2.0, 4.5, 6.0, 8.0, 10.0, 99.0);
        MeanDifference difference = between(Look.ONCE, ONE_TO_FIVE, Look.ANYTIME, longer);
        double[] pairs = {1, 2.5, 3, 4, 5};
        assertEquals(3.1, difference.point(), 1e-12);
        assertEquals(AnytimeInterval.of(pairs), difference.interval(0.05));
        assertEquals(Look.ANYTIME.p(pairs), difference.p(), 1e-12);
    }

    @Test
    void pIsTheLevelAtWhichTheIntervalEndsAtNoDifference() {
        List<Double> far = List.of(10.0, 12.0, 11.0, 14.5, 13.0);
        for (Look look : Look.values()) {
            MeanDifference difference = between(Look.ONCE, ONE_TO_FIVE, look, far);
            assertEquals(0, bounded(difference.interval(difference.p())).lo(), 1e-6);
        }
    }

    @Test
    void withoutAnIntervalThereIsAReasonThatNamesTheRunAndNoDifference() {
        MeanDifference one = between(Look.ONCE, List.of(1.0), Look.ONCE, ONE_TO_FIVE);
        assertEquals(
                new Interval.Unbounded("in the old run 1 of at least 2 blocks were measured"),
                one.interval(0.05));
        assertEquals(1, one.p());
        MeanDifference few = between(Look.ONCE, ONE_TO_FIVE, Look.ANYTIME, List.of(1.0, 3.0));
        assertEquals(
                new Interval.Unbounded("in both runs 2 of at least 4 blocks were measured"),
                few.interval(0.05));
    }

    @Test
    void equalValuesAreFinerThanTheInstrument() {
        List<Double> same = IntStream.range(0, 5).mapToObj(_ -> 1.0).toList();
        assertEquals(1, between(Look.ONCE, same, Look.ONCE, ONE_TO_FIVE).p());
    }
}
