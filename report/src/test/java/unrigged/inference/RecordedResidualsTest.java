package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.experiment.Event.RunStarted;
import unrigged.inference.SliceComparison.Estimate;
import unrigged.journal.Journal;

/**
 * Whether verdicts keep their promise on what a real run left: the blocks' log ratios of a kept
 * journal, each less its cell's mean. They are drawn from all cells together, since five values
 * over their own standard deviation are bounded, as no noise is; stacks differ in spread besides.
 */
@Tag("simulation")
@Tag("slow")
class RecordedResidualsTest {
    private static final int STACKS = 6;

    /** By how much the spreads of stacks differ: as much as those of six runs did. */
    private static final double[] SPREADS = {0.7, 0.9, 1.1, 1.4};

    private final List<Double> residuals = new ArrayList<>();
    private final double spread;

    RecordedResidualsTest() {
        Journal journal =
                Journal.read(Path.of("../docs/results/quick-2026-11-29").resolve("journal.jsonl"));
        Analysis analysis = Analysis.ofSlices(journal, _ -> new Histogram(3));
        for (String scenario : journal.all(RunStarted.class).getFirst().scenarios()) {
            for (Ratio.Measured ratio : analysis.ratios(scenario).values()) {
                if (ratio.verdict() != Verdict.REFERENCE) {
                    add(ratio.blocks().stream().mapToDouble(b -> Math.log(b.ratio())).toArray());
                }
            }
        }
        this.spread = Math.sqrt(residuals.stream().mapToDouble(r -> r * r).average().orElseThrow());
    }

    private void add(double[] logs) {
        double mean = AnytimeInterval.mean(logs);
        double unbiased = Math.sqrt(logs.length / (logs.length - 1.0));
        Arrays.stream(logs).forEach(log -> residuals.add((log - mean) * unbiased));
    }

    /** What may go wrong besides. */
    enum Trouble {
        NONE,
        /** Residuals of one sign are longer. */
        SKEWED,
        /** One stack has four times the spread. */
        ONE_NOISY,
        /** One block of one stack is half an e-fold too low. */
        A_BROKEN_BLOCK
    }

    private double[] blocks(Random random, int stack, int blocks, Trouble trouble) {
        double factor = SPREADS[random.nextInt(SPREADS.length)];
        if (trouble == Trouble.ONE_NOISY && stack == 0) {
            factor *= 4;
        }
        double[] values = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            double residual = residuals.get(random.nextInt(residuals.size()));
            if (trouble == Trouble.SKEWED) {
                // The mean of the longer side is taken off again: log-normal with the same spread.
                residual =
                        spread * (Math.exp(0.5 * random.nextGaussian()) - Math.exp(0.125)) / 0.604;
            }
            values[block] = factor * residual;
        }
        if (trouble == Trouble.A_BROKEN_BLOCK && stack == 0) {
            values[random.nextInt(blocks)] -= 0.5;
        }
        return values;
    }

    /** Equal stacks, one look at the end: a scenario has a false verdict in at most one of 20. */
    @ParameterizedTest
    @CsvSource({
        "4, NONE",
        "5, NONE",
        "8, NONE",
        "5, ONE_NOISY",
        "8, ONE_NOISY",
        "5, A_BROKEN_BLOCK",
        "8, A_BROKEN_BLOCK"
    })
    void oneLookKeepsItsPromise(int blocks, Trouble trouble) {
        Random random = new Random(blocks);
        int runs = 5_000;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            wrong += toldApart(random, Look.ONCE, blocks, trouble) ? 1 : 0;
        }
        report("once, " + blocks + " blocks, " + trouble, wrong, runs, 0.05);
    }

    /** Skew costs a promise of a fixed plan: this is how much, and what the documents say. */
    @ParameterizedTest
    @CsvSource({"5, 0.13", "8, 0.13"})
    void skewCostsAsMuchAsIsSaid(int blocks, double share) {
        Random random = new Random(blocks);
        int runs = 5_000;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            wrong += toldApart(random, Look.ONCE, blocks, Trouble.SKEWED) ? 1 : 0;
        }
        report("once, " + blocks + " blocks, SKEWED", wrong, runs, share);
    }

    /** A look after each of twenty blocks. */
    @ParameterizedTest
    @CsvSource({"NONE", "ONE_NOISY", "A_BROKEN_BLOCK"})
    void manyLooksKeepTheirPromise(Trouble trouble) {
        Random random = new Random(7);
        int runs = 500;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            double[][] values = new double[STACKS][];
            for (int stack = 0; stack < STACKS; stack++) {
                values[stack] = blocks(random, stack, 20, trouble);
            }
            boolean ever = false;
            for (int blocks = 2; blocks <= 20; blocks++) {
                double[][] soFar = new double[STACKS][];
                for (int stack = 0; stack < STACKS; stack++) {
                    soFar[stack] = Arrays.copyOf(values[stack], blocks);
                }
                ever |= toldApart(Look.ANYTIME, soFar);
            }
            wrong += ever ? 1 : 0;
        }
        report("anytime, 20 looks, " + trouble, wrong, runs, 0.05);
    }

    private boolean toldApart(Random random, Look look, int blocks, Trouble trouble) {
        double[][] values = new double[STACKS][];
        for (int stack = 0; stack < STACKS; stack++) {
            values[stack] = blocks(random, stack, blocks, trouble);
        }
        return toldApart(look, values);
    }

    private static boolean toldApart(Look look, double[][] values) {
        List<Estimate> estimates = new ArrayList<>();
        for (double[] own : values) {
            estimates.add(
                    new Estimate(
                            AnytimeInterval.mean(own),
                            Arrays.stream(own).boxed().toList(),
                            List.of()));
        }
        return SliceFamily.judged(look, estimates, Verdict.Better.HIGHER).stream()
                .anyMatch(r -> r.verdict() == Verdict.FASTER || r.verdict() == Verdict.SLOWER);
    }

    private static void report(String what, int wrong, int runs, double share) {
        System.out.printf("%s: %.2f %% of %d%n", what, 100.0 * wrong / runs, runs);
        double allowed = share + 3 * Math.sqrt(share * (1 - share) / runs);
        assertTrue(wrong <= allowed * runs, what + ": " + wrong + " of " + runs);
    }
}
