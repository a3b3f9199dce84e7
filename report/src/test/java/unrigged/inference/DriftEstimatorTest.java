package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DriftEstimatorTest {
    @Test
    void theSlopeIsTheMedianOfAllPairs() {
        assertEquals(2, DriftEstimator.theilSenSlope(new double[] {1, 3, 5, 7}));
        assertEquals(0, DriftEstimator.theilSenSlope(new double[] {5, 5, 5, 5, 5, 90}));
    }

    @Test
    void twoPercentASecondAreTwentyPercentAWindow() {
        SyntheticTrial trial = new SyntheticTrial();
        trial.driftPerSecond = 0.02;
        assertEquals(0.2, DriftEstimator.drift(trial.measured().load()).orElseThrow(), 1e-3);
    }

    @Test
    void withoutSecondsThereIsNoDriftToSee() {
        SyntheticTrial trial = new SyntheticTrial();
        trial.seconds = false;
        assertTrue(DriftEstimator.drift(trial.measured().load()).isEmpty());
    }
}
