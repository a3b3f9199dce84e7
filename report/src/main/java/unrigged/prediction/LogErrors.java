package unrigged.prediction;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.TDistribution;
import unrigged.inference.AnytimeInterval;
import unrigged.inference.Interval;

/**
 * Errors of forecasts, ln(measured/forecast), of cells that the model did not see.
 *
 * <p>Cells of one scenario err alike, and cells of one stack do: half of the number of cells is
 * taken for the degrees of freedom. Checked by the coverage of held-out cells.
 */
record LogErrors(List<Double> errors) {
    private static final int CELLS_MIN = 4;

    LogErrors {
        errors = List.copyOf(errors);
    }

    /** 95 % of a forecast; empty with too few cells to know. */
    OptionalDouble halfWidth() {
        if (errors.size() < CELLS_MIN) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                TDistribution.of(errors.size() / 2.0)
                                .inverseSurvivalProbability(AnytimeInterval.ALPHA / 2)
                        * rms().orElseThrow());
    }

    OptionalDouble rms() {
        OptionalDouble square = errors.stream().mapToDouble(e -> e * e).average();
        return square.isEmpty() ? square : OptionalDouble.of(Math.sqrt(square.getAsDouble()));
    }

    Interval around(double forecast) {
        OptionalDouble half = halfWidth();
        return half.isEmpty()
                ? new Interval.Unbounded(
                        errors.size() + " of at least " + CELLS_MIN + " cells tested the model")
                : new Interval.Bounded(
                        forecast * Math.exp(-half.getAsDouble()),
                        forecast * Math.exp(half.getAsDouble()));
    }

    /** As a factor less 1. */
    OptionalDouble median() {
        double[] sizes = errors.stream().mapToDouble(Math::abs).toArray();
        return sizes.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.expm1(Median.withDefaults().evaluate(sizes)));
    }
}
