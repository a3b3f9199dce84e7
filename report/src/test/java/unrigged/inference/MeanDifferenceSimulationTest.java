package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the change from one run to another is missed as seldom as it should be. */
@Tag("simulation")
class MeanDifferenceSimulationTest {
    private static final double SPREAD = 0.05;
    private static final int STACKS = 6;

    private static List<Double> values(Random random, int blocks, double spread) {
        return DoubleStream.generate(() -> spread * random.nextGaussian())
                .limit(blocks)
                .boxed()
                .toList();
    }

    private static MeanDifference between(Look look, List<Double> old, List<Double> now) {
        return new MeanDifference(
                new MeanDifference.Sample(RunSide.OLD, look, old),
                new MeanDifference.Sample(RunSide.NEW, look, now));
    }

    /** At the level of one pair, and at that of the first of six; 20,000 pairs of runs each. */
    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.25",
        "2, 5, 1",
        "3, 3, 4",
        "3, 8, 0.5",
        "4, 4, 4",
        "4, 5, 0.25",
        "5, 5, 0.25",
        "5, 5, 1",
        "5, 8, 0.5",
        "5, 12, 2",
        "8, 8, 4"
    })
    void aChangeIsMissedInOneOfTwentyWhateverSpreadsAndBlocks(
            int oldBlocks, int newBlocks, double spreadRatio) {
        Random random = new Random(oldBlocks * 100L + newBlocks);
        int runs = 20_000;
        int missed = 0;
        int missedOfSix = 0;
        for (int i = 0; i < runs; i++) {
            double p =
                    between(
                                    Look.ONCE,
                                    values(random, oldBlocks, SPREAD),
                                    values(random, newBlocks, SPREAD * spreadRatio))
                            .p();
            missed += p <= 0.05 ? 1 : 0;
            missedOfSix += p <= 0.05 / STACKS ? 1 : 0;
        }
        assertAtMost(0.057, missed, runs);
        assertAtMost(0.013, missedOfSix, runs);
    }

    /** Nothing changed, and all stacks are compared with the same reference stack in a run. */
    @Test
    void aGateFailsFalselyInAtMostOneOfFortyScenarios() {
        Random random = new Random(1);
        int runs = 10_000;
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            double[][] old = run(random);
            double[][] now = run(random);
            List<MeanDifference> differences =
                    IntStream.range(0, STACKS)
                            .mapToObj(
                                    stack -> between(Look.ONCE, list(old[stack]), list(now[stack])))
                            .toList();
            double[] p = differences.stream().mapToDouble(MeanDifference::p).toArray();
            double[] levels = StepDown.levels(p, 0.05);
            failed +=
                    IntStream.range(0, STACKS)
                                    .anyMatch(stack ->
                                            p[stack] <= levels[stack]
                                                    && differences.get(stack).point() < 0)
                            ? 1
                            : 0;
        }
        assertAtMost(0.025, failed, runs);
    }

    /** The runs are compared after each block from the fourth to the twentieth of both. */
    @Test
    void atAnyLookTogetherAChangeIsMissedInAtMostOneOfTwenty() {
        Random random = new Random(2);
        int runs = 2_000;
        int missed = 0;
        for (int i = 0; i < runs; i++) {
            List<Double> old = values(random, 20, SPREAD);
            List<Double> now = values(random, 20, SPREAD * 2);
            missed +=
                    IntStream.rangeClosed(4, 20)
                                    .anyMatch(n -> misses(old.subList(0, n), now.subList(0, n)))
                            ? 1
                            : 0;
        }
        assertAtMost(0.05, missed, runs);
    }

    private static boolean misses(List<Double> old, List<Double> now) {
        return between(Look.ANYTIME, old, now).interval(0.05) instanceof Interval.Bounded bounded
                && !bounded.contains(0);
    }

    /** Log ratios by stack and block. */
    private static double[][] run(Random random) {
        int blocks = 5;
        double[][] values = new double[STACKS][blocks];
        for (int block = 0; block < blocks; block++) {
            double reference = SPREAD / 2 * random.nextGaussian();
            for (double[] stack : values) {
                stack[block] = SPREAD / Math.sqrt(2) * random.nextGaussian() - reference;
            }
        }
        return values;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Three standard errors of the simulation are let pass. */
    private static void assertAtMost(double share, int count, int of) {
        double allowed = share + 3 * Math.sqrt(share * (1 - share) / of);
        assertTrue(count <= allowed * of, count + " of " + of + ", allowed " + allowed * of);
    }
}
