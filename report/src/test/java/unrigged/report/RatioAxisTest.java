package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unrigged.inference.Interval;

class RatioAxisTest {
    private final RatioAxis axis = new RatioAxis(0.5, 4, 40);

    @Test
    void theAxisHasOneAndItsTicksInOrder() {
        String scale = axis.scale();
        assertTrue(scale.contains("1×") && scale.contains("2×"), scale);
        assertTrue(scale.indexOf("1×") < scale.indexOf("2×"), scale);
        assertTrue(scale.length() <= 40, scale);
    }

    @Test
    void aDotLiesWithinItsIntervalAndBesideOne() {
        String faster = axis.mark(2, new Interval.Bounded(1.5, 2.6));
        assertTrue(faster.indexOf('│') < faster.indexOf('─'), faster);
        assertTrue(faster.indexOf('─') < faster.indexOf('●'), faster);
        assertTrue(faster.lastIndexOf('─') > faster.indexOf('●'), faster);
        String undecided = axis.mark(1.05, new Interval.Bounded(0.8, 1.4));
        assertEquals(-1, undecided.indexOf('│'), undecided);
    }

    @Test
    void withoutAnIntervalThereIsTheDotAlone() {
        String mark = axis.mark(3, new Interval.Unbounded("too few"));
        assertEquals(-1, mark.indexOf('─'), mark);
        assertTrue(mark.indexOf('●') > mark.indexOf('│'), mark);
    }

    @Test
    void anAxisAlwaysHoldsOne() {
        RatioAxis above = new RatioAxis(2, 3, 30);
        assertTrue(above.scale().strip().startsWith("1×"), above.scale());
        assertTrue(above.mark(1, new Interval.Unbounded("")).indexOf('●') < 2);
    }
}
