package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class LookTest {
    private static final double[] FIVE = {0.1, 0.2, 0.15, 0.3, 0.25};

    @Test
    void studentsTAgreesWithItsTable() {
        // Half-widths in units of s: 2.776/√5 and, at α/6, 4.851/√5.
        double s = AnytimeInterval.standardDeviation(FIVE, 0.2);
        assertEquals(1.242, half(Look.ONCE.interval(FIVE, 0.05)) / s, 1e-3);
        assertEquals(2.17, half(Look.ONCE.interval(FIVE, 0.05 / 6)) / s, 5e-3);
        assertEquals(2.40, half(Look.ANYTIME.interval(FIVE, 0.05)) / s, 5e-3);
    }

    @Test
    void pIsTheLevelAtWhichTheIntervalEndsAtZero() {
        for (Look look : Look.values()) {
            double p = look.p(FIVE);
            Interval.Bounded at = assertInstanceOf(Interval.Bounded.class, look.interval(FIVE, p));
            assertEquals(0, at.lo(), 1e-9, look.toString());
        }
    }

    @Test
    void valuesThatAreAllTheSameDecideNothing() {
        assertEquals(1, Look.ONCE.p(new double[] {0.1, 0.1, 0.1}));
        assertEquals(1, Look.ONCE.p(new double[] {0.1}));
        assertInstanceOf(
                Interval.Unbounded.class, Look.ONCE.interval(new double[] {0.1, 0.1}, 0.05));
    }

    @Test
    void levelsStepDownUntilOneIsNotRejected() {
        assertArrayEquals(
                new double[] {0.05 / 2, 0.05 / 4, 0.05 / 2, 0.05 / 3},
                StepDown.levels(new double[] {0.03, 0.001, 0.9, 0.016}, 0.05),
                1e-12);
        assertArrayEquals(
                new double[] {0.05 / 2, 0.05 / 2},
                StepDown.levels(new double[] {0.03, 0.04}, 0.05),
                1e-12);
    }

    private static double half(Interval interval) {
        Interval.Bounded bounded = assertInstanceOf(Interval.Bounded.class, interval);
        return (bounded.hi() - bounded.lo()) / 2;
    }
}
