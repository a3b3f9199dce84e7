package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.experiment.Question;
import unrigged.inference.SliceComparison.Estimate;

/** Whether races and rank sets keep their promise, with a look after every block. */
@Tag("simulation")
@Tag("slow")
class RaceSimulationTest {
    private static final int STACKS = 21;
    private static final int BLOCKS = 40;

    /** The article's row with 1.00: only one is slower by more than a hundredth. */
    private static final int REFERENCE = 2;

    private static final int ROUNDS = 2;
    private static final double START_EFFECT = 0.02;

    /** Standard deviation of a pair's log ratio in one round. */
    private static final double ROUND_NOISE = 0.065;

    private final Random random = new Random(20);

    /** Log throughput by stack, then by block; a block in which it rested is left out. */
    private final List<Map<Integer, Double>> values = new ArrayList<>();

    private void measure(Set<String> stacks, int block, double[] truth) {
        double common = 0.1 * random.nextGaussian();
        for (int stack = 0; stack < truth.length; stack++) {
            if (values.size() <= stack) {
                values.add(new TreeMap<>());
            }
            if (stacks.contains(name(stack))) {
                values.get(stack).put(block, truth[stack] + common + side());
            }
        }
    }

    /** One server in one block: its start and the mean of its rounds. */
    private double side() {
        double sum = START_EFFECT * random.nextGaussian();
        for (int round = 0; round < ROUNDS; round++) {
            sum += ROUND_NOISE / Math.sqrt(2) * random.nextGaussian() / ROUNDS;
        }
        return sum;
    }

    private static String name(int stack) {
        return "s%02d".formatted(stack);
    }

    private Pairs pairs(Look look) {
        List<String> stacks = new ArrayList<>();
        for (int stack = 0; stack < values.size(); stack++) {
            stacks.add(name(stack));
        }
        return new Pairs(
                look,
                stacks,
                (a, b) -> estimate(values.get(number(a)), values.get(number(b))),
                Verdict.Better.HIGHER);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static Optional<Estimate> estimate(Map<Integer, Double> a, Map<Integer, Double> b) {
        Map<Integer, Double> logs = new TreeMap<>();
        a.forEach((block, value) -> {
            if (b.containsKey(block)) {
                logs.put(block, value - b.getOrDefault(block, 0.0));
            }
        });
        return Estimate.of(logs) instanceof Estimate estimate
                ? Optional.of(estimate)
                : Optional.empty();
    }

    private static Set<String> all(int stacks) {
        Set<String> all = new HashSet<>();
        for (int stack = 0; stack < stacks; stack++) {
            all.add(name(stack));
        }
        return all;
    }

    private static void assertAtMost(double share, int count, int of) {
        double allowed = share + 3 * Math.sqrt(share * (1 - share) / of);
        assertTrue(count <= allowed * of, count + " of " + of);
    }

    /** All alike, or nine alike among others: no pair of those is ever called different. */
    @ParameterizedTest
    @ValueSource(ints = {STACKS, 9})
    void equalStacksAreToldApartInAtMostOneRunOfTwenty(int equal) {
        double[] truth = new double[STACKS];
        for (int stack = equal; stack < STACKS; stack++) {
            truth[stack] = 0.08 * (stack - equal + 1);
        }
        int runs = 300;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            values.clear();
            boolean toldApart = false;
            for (int block = 1; block <= 20; block++) {
                measure(all(STACKS), block, truth);
                Pairs pairs = pairs(Look.ANYTIME);
                for (int a = 0; a < equal; a++) {
                    for (int b = a + 1; b < equal; b++) {
                        Verdict verdict = pairs.ratio(name(a), name(b)).orElseThrow().verdict();
                        toldApart |= verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
                    }
                }
            }
            wrong += toldApart ? 1 : 0;
        }
        assertAtMost(0.05, wrong, runs);
    }

    /** Student's t over a number of blocks that was fixed beforehand. */
    @ParameterizedTest
    @ValueSource(ints = {8, 12})
    void allRankSetsHoldTheirRanksInNineteenRunsOfTwenty(int blocks) {
        double[] truth = article();
        int runs = 1000;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            values.clear();
            for (int block = 1; block <= blocks; block++) {
                measure(all(STACKS), block, truth);
            }
            Pairs pairs = pairs(Look.ONCE);
            boolean missed = false;
            for (int stack = 0; stack < STACKS; stack++) {
                RankSet ranks = pairs.ranks(name(stack)).orElseThrow();
                missed |= 1 + count(truth, truth[stack], true) < ranks.best();
                missed |= STACKS - count(truth, truth[stack], false) > ranks.worst();
            }
            wrong += missed ? 1 : 0;
        }
        assertAtMost(0.05, wrong, runs);
    }

    /** How many are above, or below; equal ones can have any rank among themselves. */
    private static int count(double[] truth, double own, boolean above) {
        return (int) Arrays.stream(truth).filter(v -> above ? v > own : v < own).count();
    }

    /** The article's 21 rows as it published them, the slowest first. */
    private static double[] article() {
        Path table = Path.of("../bench/article/published/grinberg-2020-revised-2020-10-27.csv");
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .mapToDouble(line -> Math.log(Double.parseDouble(line.split(",", -1)[4])))
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Race(int slices, int wrong, int decided) {}

    /** Until each comparison of the question is decided or given up. */
    private Race race(Question question, double[] truth, boolean resting) {
        values.clear();
        Set<String> needed = all(STACKS);
        int slices = 0;
        Race race = new Race(0, 0, 0);
        for (int block = 1; block <= BLOCKS && !needed.isEmpty(); block++) {
            Set<String> measured = resting ? needed : all(STACKS);
            slices += measured.size();
            measure(measured, block, truth);
            Map<Pair, Ratio.Measured> ratios = ratios(question);
            List<Undecided> open = new ArrayList<>();
            int wrong = 0;
            for (Map.Entry<Pair, Ratio.Measured> one : ratios.entrySet()) {
                Pair pair = one.getKey();
                switch (one.getValue().verdict()) {
                    case UNDECIDED ->
                            open.add(new Undecided(name(pair.a), name(pair.b), one.getValue()));
                    case FASTER -> wrong += truth[pair.a] <= truth[pair.b] ? 1 : 0;
                    case SLOWER -> wrong += truth[pair.a] >= truth[pair.b] ? 1 : 0;
                    case TIED, REFERENCE -> {}
                }
            }
            needed = RaceJudge.pursued(open, block, BLOCKS);
            race = new Race(slices, wrong, ratios.size() - open.size());
        }
        return race;
    }

    private record Pair(int a, int b) {}

    private Map<Pair, Ratio.Measured> ratios(Question question) {
        List<Pair> asked = new ArrayList<>();
        for (int a = 0; a < STACKS; a++) {
            for (int b = 0; b < a; b++) {
                if (question == Question.RANK || b == REFERENCE || a == REFERENCE) {
                    asked.add(new Pair(a, b));
                }
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        for (Pair pair : asked) {
            estimates.add(estimate(values.get(pair.a), values.get(pair.b)).orElseThrow());
        }
        List<Ratio.Measured> judged =
                SliceFamily.judged(Look.ANYTIME, estimates, Verdict.Better.HIGHER);
        Map<Pair, Ratio.Measured> ratios = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            ratios.put(asked.get(i), judged.get(i));
        }
        return ratios;
    }

    /** Of all pairs many are as near to each other as no number of blocks tells apart. */
    @ParameterizedTest
    @CsvSource({"REFERENCE, 0.5", "RANK, 0.7"})
    void restingSavesSlicesAndCostsNoWrongSign(Question question, double share) {
        int runs = 60;
        long raced = 0;
        long whole = 0;
        int wrong = 0;
        long decided = 0;
        long decidedWhole = 0;
        for (int run = 0; run < runs; run++) {
            Race resting = race(question, article(), true);
            Race all = race(question, article(), false);
            raced += resting.slices;
            whole += all.slices;
            decided += resting.decided;
            decidedWhole += all.decided;
            wrong += resting.wrong > 0 ? 1 : 0;
        }
        String what =
                "%s: %d of %d slices, %d against %d comparisons decided, a wrong sign in %d of %d runs"
                        .formatted(question, raced, whole, decided, decidedWhole, wrong, runs);
        System.out.println(what);
        assertTrue(raced <= share * whole, what);
        assertAtMost(0.05, wrong, runs);
        assertTrue(decided >= 0.95 * decidedWhole, what);
    }
}
