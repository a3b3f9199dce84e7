package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;

class RatioCurveTest {
    private static final LogErrors ERRORS =
            new LogErrors(List.of(0.02, -0.02, 0.02, -0.02, 0.02, -0.02, 0.02, -0.02));
    private static final StackInfo STACK =
            new StackInfo(
                    "a",
                    "A",
                    "s",
                    "python",
                    "sync",
                    "Sync",
                    "psycopg",
                    true,
                    Optional.empty(),
                    Optional.empty());

    private static RatioCurve curve(double at, LogErrors errors) {
        return RatioCurve.of(
                STACK, ScenarioSetting.DELAY, 1, 40, level -> -0.3 * Math.log(level / at), errors);
    }

    @Test
    void theCrossingIsWhereTheRatioIsOneAndItsIntervalWhereOneIsWithinTheBand() {
        RatioCurve curve = curve(8, ERRORS);
        RatioCurve.Crossing crossing = curve.crossings().getFirst();
        assertEquals(8, crossing.level(), 0.01);
        assertTrue(crossing.aheadBelow());
        double half = ERRORS.halfWidth().orElseThrow();
        Interval.Bounded interval = (Interval.Bounded) crossing.interval();
        assertEquals(8 * Math.exp(-half / 0.3), interval.lo(), 0.1);
        assertEquals(8 * Math.exp(half / 0.3), interval.hi(), 0.15);
        assertEquals(9, curve.points().size());
    }

    @Test
    void anIntervalThatReachesBeyondTheRangeHasNoEnds() {
        assertTrue(
                curve(35, ERRORS).crossings().getFirst().interval() instanceof Interval.Unbounded);
        assertTrue(
                curve(8, new LogErrors(List.of(0.1))).crossings().getFirst().interval()
                        instanceof Interval.Unbounded);
    }

    /** Between 8 and 9 clients, not at 8.5 because half a client is rounded. */
    @Test
    void aCrossingBetweenTwoCountsIsInterpolated() {
        RatioCurve curve =
                RatioCurve.of(
                        STACK,
                        ScenarioSetting.CLIENTS,
                        4,
                        120,
                        clients -> 0.3 * Math.log(Math.rint(clients) / 8.2),
                        ERRORS);
        assertEquals(8.2, curve.crossings().getFirst().level(), 0.02);
        curve.points().forEach(p -> assertEquals(Math.rint(p.level()), p.level()));
    }

    @Test
    void whereOneIsAheadThroughoutThereIsNone() {
        assertEquals(List.of(), curve(100, ERRORS).crossings());
    }
}
