package unrigged.exploration;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.CholeskyDecomposition;
import unrigged.exploration.DeviationField.LeftOut;

/**
 * What is known of one stack in all universes.
 *
 * <p>Its log ratios are normal with these means and this covariance.
 */
final class StackField {
    private final StackVisits visits;
    private final double[] means;
    private final double[][] covariance;
    private final List<LeftOut> leftOut;

    private StackField(
            StackVisits visits, double[] means, double[][] covariance, List<LeftOut> leftOut) {
        this.visits = visits;
        this.means = means;
        this.covariance = covariance;
        this.leftOut = leftOut;
    }

    static StackField of(UniverseSpace space, StackVisits visits, Kernel kernel) {
        if (!visits.visits().isEmpty()) {
            CholeskyDecomposition ofVisits = DeviationField.decomposed(visits.visits(), kernel);
            DeviationField field = new DeviationField(space, visits, kernel, ofVisits);
            return new StackField(
                    visits,
                    field.means(),
                    field.covariance(),
                    new DeviationField(space, visits.asUnseen(), kernel, ofVisits).leftOut());
        }
        double[] means = new double[space.size()];
        Arrays.setAll(means, visits::expected);
        double[][] covariance = new double[space.size()][space.size()];
        for (int u = 0; u < covariance.length; u++) {
            for (int v = 0; v < covariance.length; v++) {
                covariance[u][v] = kernel.covariance(u, v);
            }
        }
        return new StackField(visits, means, covariance, List.of());
    }

    /** With all standard errors this many times as large. */
    StackField wider(double scale) {
        double[][] wider = new double[covariance.length][];
        Arrays.setAll(
                wider,
                u -> Arrays.stream(covariance[u]).map(value -> value * scale * scale).toArray());
        return new StackField(visits, means, wider, leftOut);
    }

    StackVisits visits() {
        return visits;
    }

    double mean(int universe) {
        return means[universe];
    }

    double error(int universe) {
        return Math.sqrt(Math.max(0, covariance[universe][universe]));
    }

    double covariance(int universe, int other) {
        return covariance[universe][other];
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }
}
