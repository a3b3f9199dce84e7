package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class ResidualShapeTest {
    private static final int CELLS = 18;

    private static Map<String, Ratio> run(int blocks, DoubleSupplier residual) {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        for (int cell = 0; cell < CELLS; cell++) {
            List<Ratio.Block> values = new ArrayList<>();
            double sum = 0;
            for (int block = 1; block <= blocks; block++) {
                double log = 0.05 * residual.getAsDouble();
                sum += log;
                values.add(new Ratio.Block(block, Math.exp(log)));
            }
            ratios.put(
                    "baseline s" + cell,
                    new Ratio.Measured(
                            Math.exp(sum / blocks),
                            new Interval.Unbounded("not asked for"),
                            Verdict.UNDECIDED,
                            values));
        }
        return ratios;
    }

    @Test
    void symmetricResidualsAreSaidToBeSkewedInOneRunOfAHundredAtMost() {
        Random random = new Random(3);
        int runs = 2000;
        int found = 0;
        for (int i = 0; i < runs; i++) {
            // Stacks differ in spread: the tails are heavier than Gaussian ones.
            found +=
                    ResidualShape.skewed(
                                            run(
                                                    5,
                                                    () ->
                                                            random.nextGaussian()
                                                                    * (0.6 + random.nextDouble())))
                                    .isPresent()
                            ? 1
                            : 0;
        }
        assertTrue(found <= runs / 100, found + " of " + runs);
    }

    @Test
    void skewAsStrongAsALogNormalIsFound() {
        Random random = new Random(3);
        int runs = 500;
        int found = 0;
        for (int i = 0; i < runs; i++) {
            found +=
                    ResidualShape.skewed(run(8, () -> Math.exp(0.7 * random.nextGaussian())))
                                    .isPresent()
                            ? 1
                            : 0;
        }
        assertTrue(found >= 0.8 * runs, found + " of " + runs);
    }

    @Test
    void aBrokenBlockIsNamed() {
        Random random = new Random(3);
        int[] drawn = {0};
        Finding finding =
                ResidualShape.skewed(run(5, () -> drawn[0]++ == 12 ? -14 : random.nextGaussian()))
                        .orElseThrow();
        assertTrue(finding.evidence().contains("baseline s2 in block 3"), finding.evidence());
    }

    @Test
    void fewValuesSayNothing() {
        assertEquals(Optional.empty(), ResidualShape.skewed(run(2, () -> 1)));
    }
}
