package unrigged.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * How far a stack's ratios deviate from the model, over all universes: Gaussian process regression
 * on what visits saw (Rasmussen and Williams 2006, equations 2.23 to 2.26 and 2.30; a process for
 * what a computer model lacks: Kennard and O'Hagan's way, <em>Bayesian calibration of computer
 * models</em>, Journal of the Royal Statistical Society B 63, 2001).
 */
final class DeviationField {
    private final UniverseSpace space;
    private final StackVisits visits;
    private final Kernel kernel;
    private final CholeskyDecomposition ofVisits;
    private final RealVector deviations;
    private final RealVector weights;

    DeviationField(UniverseSpace space, StackVisits visits, Kernel kernel) {
        this(space, visits, kernel, decomposed(visits.visits(), kernel));
    }

    /**
     * @param ofVisits {@link #decomposed} of the same visits and kernel
     */
    DeviationField(
            UniverseSpace space,
            StackVisits visits,
            Kernel kernel,
            CholeskyDecomposition ofVisits) {
        this.space = space;
        this.visits = visits;
        this.kernel = kernel;
        this.ofVisits = ofVisits;
        this.deviations = new ArrayRealVector(visits.deviations(), false);
        this.weights = ofVisits.getSolver().solve(deviations);
    }

    /** The covariance of what visits saw; at least one. */
    static CholeskyDecomposition decomposed(List<Visit> visits, Kernel kernel) {
        int n = visits.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = kernel.covariance(visits.get(i), visits.get(j));
                covariance[j][i] = covariance[i][j];
            }
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false));
    }

    /** ln p of what the visits saw, but for a constant. */
    double logLikelihood() {
        double half = -deviations.dotProduct(weights) / 2;
        RealMatrix lower = ofVisits.getL();
        for (int i = 0; i < lower.getRowDimension(); i++) {
            half -= Math.log(lower.getEntry(i, i));
        }
        return half;
    }

    /** The stack's log ratio in each universe, model included. */
    double[] means() {
        double[] means = new double[space.size()];
        for (int u = 0; u < means.length; u++) {
            means[u] = visits.expected(u) + across(u).dotProduct(weights);
        }
        return means;
    }

    /** Of the errors of {@link #means}, by pairs of universes. */
    double[][] covariance() {
        RealMatrix across = across();
        RealMatrix explained = across.transposeMultiply(ofVisits.getSolver().solve(across));
        double[][] covariance = new double[space.size()][space.size()];
        for (int u = 0; u < covariance.length; u++) {
            for (int v = 0; v < covariance.length; v++) {
                covariance[u][v] = kernel.covariance(u, v) - explained.getEntry(u, v);
            }
        }
        return covariance;
    }

    private RealMatrix across() {
        RealMatrix across = new Array2DRowRealMatrix(visits.visits().size(), space.size());
        for (int u = 0; u < space.size(); u++) {
            across.setColumnVector(u, across(u));
        }
        return across;
    }

    private RealVector across(int universe) {
        double[] across = new double[visits.visits().size()];
        Arrays.setAll(across, i -> kernel.covariance(universe, visits.visits().get(i).universe()));
        return new ArrayRealVector(across, false);
    }

    /**
     * A universe whose visits were left out.
     *
     * @param error the mean of its visits less what the others say
     * @param variance of that error, noise included
     */
    record LeftOut(int universe, double error, double variance) {}

    /**
     * Each visited universe, from the visits of all others (Rasmussen and Williams, equations 5.10
     * to 5.12, with a block of the inverse for each universe).
     */
    List<LeftOut> leftOut() {
        RealMatrix inverse = ofVisits.getSolver().getInverse();
        List<LeftOut> all = new ArrayList<>();
        TreeSet<Integer> universes = new TreeSet<>();
        visits.visits().forEach(visit -> universes.add(visit.universe()));
        for (int universe : universes) {
            int[] own = indices(universe);
            RealMatrix block = MatrixUtils.inverse(inverse.getSubMatrix(own, own));
            RealVector part = new ArrayRealVector(own.length);
            for (int i = 0; i < own.length; i++) {
                part.setEntry(i, weights.getEntry(own[i]));
            }
            RealVector each = new ArrayRealVector(own.length, 1.0 / own.length);
            all.add(
                    new LeftOut(
                            universe,
                            block.operate(part).dotProduct(each),
                            block.operate(each).dotProduct(each)));
        }
        return all;
    }

    private int[] indices(int universe) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < visits.visits().size(); i++) {
            if (visits.visits().get(i).universe() == universe) {
                indices.add(i);
            }
        }
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }
}
