package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.inference.Interval;
import unrigged.inference.Verdict.Better;
import unrigged.program.InvalidInputException;

class GateTest {
    @Test
    void aToleranceIsInPerCent() {
        assertEquals(0, Gate.parse("--fail-on", "slower", "slower").tolerance());
        assertEquals(0.05, Gate.parse("--fail-on", "slower", "slower:5%").tolerance(), 1e-12);
        assertEquals(0.025, Gate.parse("--fail-on", "slower", "slower:2.5%").tolerance(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "faster", "slower:", "slower:5", "slower:-5%", "slower:100%"})
    void whatIsNoToleranceIsRefused(String given) {
        assertThrows(InvalidInputException.class, () -> Gate.parse("--fail-on", "slower", given));
    }

    @Test
    void onlyAnIntervalWhollyBeyondTheToleranceFails() {
        Gate strict = new Gate(0);
        Gate loose = new Gate(0.05);
        Interval little = new Interval.Bounded(0.96, 0.99);
        Interval much = new Interval.Bounded(0.80, 0.90);
        Interval more = new Interval.Bounded(1.10, 1.20);
        assertTrue(strict.fails(little, Better.HIGHER));
        assertFalse(loose.fails(little, Better.HIGHER));
        assertTrue(loose.fails(much, Better.HIGHER));
        assertFalse(loose.fails(much, Better.LOWER));
        assertTrue(loose.fails(more, Better.LOWER));
        assertFalse(strict.fails(new Interval.Bounded(0.80, 1.01), Better.HIGHER));
        assertFalse(strict.fails(new Interval.Unbounded("too few"), Better.HIGHER));
    }
}
