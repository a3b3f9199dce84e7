package unrigged.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;

/** Crossovers of a field whose means and errors are known. */
class FieldBandTest {
    /** ln of a ratio that falls from 1 ms to 16 ms, one doubling after the other. */
    private static List<Universe> line(double error, double... means) {
        List<Universe> line = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            line.add(
                    Universe.explored(
                            "delay" + (1 << i),
                            new CellSettings(2, 8, 8, (1L << i) * 1_000_000),
                            new FieldUniverses.Log(means[i], error, i % 2)));
        }
        return line;
    }

    private static Crossover.At at(List<Universe> line) {
        return assertInstanceOf(
                Crossover.At.class,
                Crossover.on(ScenarioSetting.DELAY, line).orElseThrow().outcome());
    }

    @Test
    void theBandLetsGoOfATieWhereItsEndsDo() {
        double half = 0.1;
        Crossover.At at = at(line(half / Interval.NORMAL, 0.4, 0.2, 0, -0.2, -0.4));
        assertTrue(at.supportedBelow());
        assertEquals(4, at.level(), 1e-9);
        Interval.Bounded band = assertInstanceOf(Interval.Bounded.class, at.interval());
        // Half a doubling, as 0.1 is half of 0.2.
        assertEquals(4 / Math.sqrt(2), band.lo(), 1e-9);
        assertEquals(4 * Math.sqrt(2), band.hi(), 1e-9);
    }

    @Test
    void aRisingLeadHasTheSameBand() {
        Crossover.At at = at(line(0.1 / Interval.NORMAL, -0.4, -0.2, 0, 0.2, 0.4));
        assertTrue(!at.supportedBelow());
        Interval.Bounded band = assertInstanceOf(Interval.Bounded.class, at.interval());
        assertEquals(4 / Math.sqrt(2), band.lo(), 1e-9);
        assertEquals(4 * Math.sqrt(2), band.hi(), 1e-9);
    }

    /** Its ends may be several levels away. */
    @Test
    void aWideBandReachesOverLevels() {
        Interval.Bounded band =
                assertInstanceOf(
                        Interval.Bounded.class,
                        at(line(0.3 / Interval.NORMAL, 0.4, 0.2, 0, -0.2, -0.4)).interval());
        assertEquals(4 / Math.pow(2, 1.5), band.lo(), 1e-9);
        assertEquals(4 * Math.pow(2, 1.5), band.hi(), 1e-9);
    }

    @Test
    void measuredFlipsComeFirst() {
        List<Universe> line = line(0.01, 0.5, 0.2, -0.2, -0.5);
        List<Flip> flips = Flip.of(new UniverseGrid(line));
        assertEquals(4, flips.size());
        assertTrue(flips.getFirst().measured());
        assertEquals("delay2", flips.getFirst().supported().scenario());
        assertEquals("delay8", flips.getFirst().refuted().scenario());
        assertEquals(1, flips.stream().filter(Flip::measured).count());
    }
}
