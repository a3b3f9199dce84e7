package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether intervals and verdicts of slices keep their promise. */
@Tag("simulation")
@Tag("slow")
class SliceSimulationTest {
    private static final int STACKS = 6;
    private static final int ROUNDS = 2;
    private static final double START_EFFECT = 0.02;

    /** Standard deviation of a pair's log ratio in one round. */
    private static final double ROUND_NOISE = 0.065;

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aSinglePairIsMissedInOneOfTwenty(int blocks) {
        Random random = new Random(blocks);
        int runs = 20_000;
        int missed = 0;
        for (int i = 0; i < runs; i++) {
            double[] values = blocks(random, blocks, new double[STACKS])[0];
            missed +=
                    Look.ONCE.interval(values, 0.05) instanceof Interval.Bounded b && b.contains(0)
                            ? 0
                            : 1;
        }
        assertClose(0.05, missed, runs);
    }

    /** Whatever the truth: nothing, all a little, some much. */
    @ParameterizedTest
    @CsvSource({
        "4, 0, 0",
        "5, 0, 0",
        "4, 0.06, 0.06",
        "5, 0.06, 0.06",
        "4, 0, 0.5",
        "5, 0, 0.5",
        "5, 0.06, 0.5"
    })
    void aScenarioHasAFalseVerdictInAtMostOneOfTwenty(int blocks, double some, double others) {
        Random random = new Random(blocks);
        int runs = 10_000;
        int wrong = 0;
        double[] truth = new double[STACKS];
        for (int stack = 0; stack < STACKS; stack++) {
            truth[stack] = stack % 2 == 0 ? some : others;
        }
        for (int i = 0; i < runs; i++) {
            wrong += falseVerdict(blocks(random, blocks, truth), truth) ? 1 : 0;
        }
        double allowed = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs);
        assertTrue(wrong <= allowed * runs, wrong + " of " + runs);
    }

    private static boolean falseVerdict(double[][] values, double[] truth) {
        double[] levels =
                StepDown.levels(Arrays.stream(values).mapToDouble(Look.ONCE::p).toArray(), 0.05);
        for (int stack = 0; stack < STACKS; stack++) {
            Verdict verdict =
                    Verdict.of(
                            Look.ONCE.interval(values[stack], levels[stack]).exp(),
                            Verdict.Better.HIGHER);
            boolean wrong =
                    switch (verdict) {
                        case FASTER -> truth[stack] <= 0;
                        case SLOWER -> truth[stack] >= 0;
                        case TIED -> Math.exp(truth[stack]) > 1 + Verdict.TIE_BAND;
                        case UNDECIDED, REFERENCE -> false;
                    };
            if (wrong) {
                return true;
            }
        }
        return false;
    }

    /** Log ratios by stack and block; the reference stack is the same in all of a block's. */
    private static double[][] blocks(Random random, int blocks, double[] truth) {
        double[][] values = new double[truth.length][blocks];
        for (int block = 0; block < blocks; block++) {
            double reference = (side(random) + side(random)) / 2;
            for (int stack = 0; stack < truth.length; stack++) {
                values[stack][block] = truth[stack] + side(random) - reference;
            }
        }
        return values;
    }

    /** One server in one block: its start and the mean of its rounds. */
    private static double side(Random random) {
        double sum = START_EFFECT * random.nextGaussian();
        for (int round = 0; round < ROUNDS; round++) {
            sum += ROUND_NOISE / Math.sqrt(2) * random.nextGaussian() / ROUNDS;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"50, 4, 0.05", "50, 5, 0.1", "99, 4, 0.05", "99, 5, 0.1", "99, 5, 0"})
    void aPercentileIsMissedInAboutOneOfTwenty(double percent, int blocks, double blockEffect) {
        Random random = new Random(blocks);
        double sigma = 0.3;
        double z = percent == 50 ? 0 : 2.3263;
        double truth = 80 * Math.exp(z * Math.hypot(sigma, blockEffect));
        int runs = 600;
        int missed = 0;
        for (int i = 0; i < runs; i++) {
            Map<Integer, LatencyCounts> latencies = new TreeMap<>();
            for (int block = 1; block <= blocks; block++) {
                Histogram histogram = new Histogram(3);
                histogram.setAutoResize(true);
                double effect = blockEffect * random.nextGaussian();
                for (int answer = 0; answer < 800; answer++) {
                    histogram.recordValue(
                            Math.round(80e3 * Math.exp(effect + sigma * random.nextGaussian())));
                }
                latencies.put(block, LatencyCounts.of(histogram));
            }
            if (PercentileInterval.of(new SliceCell(cell(), latencies, 0), percent)
                            instanceof Percentile.Resolved resolved
                    && !resolved.interval().orElseThrow().contains(truth)) {
                missed++;
            }
        }
        double allowed = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs);
        assertTrue(missed <= allowed * runs, missed + " of " + runs);
    }

    /**
     * Seven equal stacks; in each block a few bursts of slow answers make the tail. With the
     * jackknife alone a scenario had a false verdict by P99 in 13 to 15 % of the runs.
     */
    @ParameterizedTest
    @CsvSource({"50, 5", "99, 5", "50, 8", "99, 8"})
    void equalPercentilesAreToldApartInAtMostOneOfTwenty(int percent, int blocks) {
        SliceComparison comparison = percent == 50 ? SliceComparison.P50 : SliceComparison.P99;
        Random random = new Random(blocks);
        int runs = 300;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            SliceCell reference = withBursts(random, blocks);
            List<SliceComparison.Estimate> estimates = new ArrayList<>();
            for (int stack = 0; stack < 6; stack++) {
                if (comparison.of(withBursts(random, blocks), reference)
                        instanceof SliceComparison.Estimate estimate) {
                    estimates.add(estimate);
                }
            }
            wrong +=
                    SliceFamily.judged(Look.ONCE, estimates, Verdict.Better.LOWER).stream()
                                    .anyMatch(r ->
                                            r.verdict() == Verdict.FASTER
                                                    || r.verdict() == Verdict.SLOWER)
                            ? 1
                            : 0;
        }
        System.out.printf("P%d, %d blocks: %.1f %% false%n", percent, blocks, 100.0 * wrong / runs);
        double allowed = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs);
        assertTrue(wrong <= allowed * runs, wrong + " of " + runs);
    }

    private static SliceCell withBursts(Random random, int blocks) {
        Map<Integer, LatencyCounts> latencies = new TreeMap<>();
        for (int block = 1; block <= blocks; block++) {
            Histogram histogram = new Histogram(3);
            histogram.setAutoResize(true);
            double effect = 0.05 * random.nextGaussian();
            int burst = 0;
            double slower = 1;
            for (int answer = 0; answer < 800; answer++) {
                if (random.nextDouble() < 1.0 / 800) {
                    burst = 40;
                    slower = 1 + 1.5 * random.nextDouble();
                }
                double us = 80e3 * Math.exp(effect + 0.3 * random.nextGaussian());
                histogram.recordValue(Math.round(burst-- > 0 ? us * slower : us));
            }
            latencies.put(block, LatencyCounts.of(histogram));
        }
        return new SliceCell(cell(), latencies, 0);
    }

    private static CellTrials cell() {
        return new CellTrials(
                "baseline",
                SyntheticTrial.FLASK,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(
                        new SliceFacts(
                                1, Set.of(), Map.of(), Map.of(), List.of(), List.of(), Look.ONCE)));
    }

    private static void assertClose(double share, int count, int of) {
        double margin = 3 * Math.sqrt(share * (1 - share) / of);
        assertTrue(Math.abs((double) count / of - share) < margin, count + " of " + of);
    }
}
