package unrigged.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import unrigged.exploration.DeviationField.LeftOut;

class DeviationFieldTest {
    private final SyntheticField field = new SyntheticField(1, 0.1, new Random(3));
    private final Kernel kernel =
            new Kernel(field.space, 0.1, new double[] {0.8, 0.6, 1.5, 2}, 0.05, 0.02);

    @BeforeEach
    void threeBlocks() {
        field.visit(1, List.of(0, 9, 20, 33, 47, 63));
        field.visit(2, List.of(0, 5, 20, 40, 50));
        field.visit(3, List.of(7, 20, 33));
    }

    private static double log(StackVisits visits, int visit) {
        return visits.deviations()[visit] + visits.expected(visits.visits().get(visit).universe());
    }

    private StackVisits without(StackVisits all, int universe) {
        List<Visit> visits = new ArrayList<>();
        List<Double> logs = new ArrayList<>();
        double[] expected = new double[field.space.size()];
        Arrays.setAll(expected, all::expected);
        for (int i = 0; i < all.visits().size(); i++) {
            if (all.visits().get(i).universe() != universe) {
                visits.add(all.visits().get(i));
                logs.add(log(all, i));
            }
        }
        return new StackVisits(
                all.stack(),
                visits,
                logs.stream().mapToDouble(Double::doubleValue).toArray(),
                expected,
                expected);
    }

    /** By the block of the inverse it is what a field without its visits says. */
    @Test
    void aUniverseThatIsLeftOutIsWhatTheOthersSay() {
        StackVisits all = field.stacks().getFirst();
        List<LeftOut> leftOut = new DeviationField(field.space, all, kernel).leftOut();
        assertEquals(10, leftOut.size());
        for (LeftOut one : leftOut) {
            StackVisits others = without(all, one.universe());
            // Without start effects, which tie a universe to others of its blocks.
            double seen = 0;
            int count = 0;
            for (int i = 0; i < all.visits().size(); i++) {
                if (all.visits().get(i).universe() == one.universe()) {
                    seen += log(all, i);
                    count++;
                }
            }
            double said = new DeviationField(field.space, others, kernel).means()[one.universe()];
            assertEquals(seen / count - said, one.error(), 0.02, "universe " + one.universe());
            assertTrue(one.variance() > 0.05 * 0.05 / count);
        }
    }

    @Test
    void farFromAnyVisitItIsTheModelAndItsSpread() {
        Kernel narrow =
                new Kernel(field.space, 0.1, new double[] {0.01, 0.01, 0.01, 0.01}, 0.05, 0.02);
        StackVisits visits = field.stacks().getFirst();
        DeviationField of = new DeviationField(field.space, visits, narrow);
        assertEquals(visits.expected(1), of.means()[1], 1e-9);
        assertEquals(0.01, of.covariance()[1][1], 1e-9);
        assertTrue(of.covariance()[20][20] < 0.002, "visited three times");
    }

    @Test
    void aVisitMakesItsNeighboursSurerThanUniversesFarAway() {
        double[][] errors =
                new DeviationField(field.space, field.stacks().getFirst(), kernel).covariance();
        assertTrue(errors[21][21] < errors[12][12], errors[21][21] + " " + errors[12][12]);
        assertEquals(errors[3][8], errors[8][3], 1e-12);
    }

    /** A kernel that the data were made with is likelier than one that is far off. */
    @Test
    void theLikelihoodKnowsTheNoise() {
        SyntheticField many = new SyntheticField(1, 0.1, new Random(8));
        for (int block = 1; block <= 6; block++) {
            many.visit(block, List.of(1, 4, 8, 15, 22, 29, 36, 43, 50, 57, 63));
        }
        StackVisits visits = many.stacks().getFirst();
        double[] lengths = {1, 1, 1, 1};
        double right =
                new DeviationField(
                                many.space,
                                visits,
                                new Kernel(many.space, 0.1, lengths, 0.05, 0.02))
                        .logLikelihood();
        for (double noise : new double[] {0.01, 0.2}) {
            assertTrue(
                    right
                            > new DeviationField(
                                            many.space,
                                            visits,
                                            new Kernel(many.space, 0.1, lengths, noise, 0.02))
                                    .logLikelihood());
        }
    }
}
