package unrigged.exploration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unrigged.inference.Interval;
import unrigged.inference.Verdict;

/** Five stacks in 64 universes, four blocks of eleven, on a machine whose truth is known. */
@Tag("simulation")
class ExplorationSimulationTest {
    private static final int STACKS = 5;
    private static final int BLOCKS = 4;
    private static final int UNIVERSES = 11;
    private static final int RUNS = 40;

    /** What runs say in the end. */
    private static final class Tally {
        private int cells;
        private int held;
        private int decided;
        private int wrong;
        private int right;

        private void add(SyntheticField field, FieldSet known) {
            for (int s = 0; s < STACKS; s++) {
                StackField stack = known.fields().get(s);
                for (int u = 0; u < field.space.size(); u++) {
                    double truth = field.truth[s][u];
                    double half = Interval.NORMAL * stack.error(u);
                    double mean = stack.mean(u);
                    cells++;
                    held += Math.abs(truth - mean) <= half ? 1 : 0;
                    right += side(truth) == side(mean) ? 1 : 0;
                    Verdict verdict =
                            Verdict.of(
                                    new Interval.Bounded(
                                            Math.exp(mean - half), Math.exp(mean + half)),
                                    Verdict.Better.HIGHER);
                    decided += verdict == Verdict.UNDECIDED ? 0 : 1;
                    boolean misled =
                            switch (verdict) {
                                case FASTER -> truth < 0;
                                case SLOWER -> truth > 0;
                                case TIED -> side(truth) != 0;
                                case UNDECIDED, REFERENCE -> false;
                            };
                    wrong += misled ? 1 : 0;
                }
            }
        }

        private double share(int part) {
            return (double) part / cells;
        }
    }

    private static int side(double log) {
        return Math.abs(log) <= Math.log1p(Verdict.TIE_BAND) ? 0 : (int) Math.signum(log);
    }

    private static Tally tally(boolean chosen, double deviation) {
        Tally tally = new Tally();
        for (int run = 0; run < RUNS; run++) {
            SyntheticField field = new SyntheticField(STACKS, deviation, new Random(100 + run));
            Random order = new Random(run);
            for (int block = 1; block <= BLOCKS; block++) {
                field.visit(block, chosen ? chosen(field) : random(field, order));
            }
            tally.add(field, FieldSet.of(field.space, field.stacks(), true));
        }
        System.out.printf(
                "%s, deviations %.0f %%: %.1f %% within 95 %%, %.1f %% on the right side, %.1f %% decided, %.2f %% wrong%n",
                chosen ? "chosen" : "random",
                100 * deviation,
                100 * tally.share(tally.held),
                100 * tally.share(tally.right),
                100 * tally.share(tally.decided),
                100 * tally.share(tally.wrong));
        return tally;
    }

    private static List<Integer> chosen(SyntheticField field) {
        FieldSet known = FieldSet.of(field.space, field.stacks(), true);
        return NextUniverses.of(
                known.fields(),
                known.visitVariance(),
                field.space.size(),
                List.of(),
                List.of(),
                UNIVERSES);
    }

    private static List<Integer> random(SyntheticField field, Random order) {
        List<Integer> all =
                IntStream.range(0, field.space.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(all, order);
        return all.subList(0, UNIVERSES);
    }

    @Test
    void intervalsOfAllUniversesHoldTheTruth() {
        for (double deviation : new double[] {0.02, 0.06, 0.12}) {
            Tally tally = tally(true, deviation);
            assertTrue(tally.share(tally.held) > 0.92, "held " + tally.share(tally.held));
            assertTrue(tally.share(tally.wrong) < 0.025, "wrong " + tally.share(tally.wrong));
        }
    }

    @Test
    void chosenUniversesDecideMoreThanRandomOnes() {
        Tally chosen = tally(true, 0.06);
        Tally random = tally(false, 0.06);
        assertTrue(chosen.right > random.right, chosen.right + " against " + random.right);
    }
}
