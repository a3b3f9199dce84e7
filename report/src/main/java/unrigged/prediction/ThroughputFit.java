package unrigged.prediction;

import java.util.List;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.jspecify.annotations.Nullable;
import unrigged.prediction.StackModel.Fitted;

/**
 * The extra latency and the efficiency of a stack: where its throughputs are nearest to those of
 * the model, as logarithms, by least squares. What a stack's scenarios cannot tell comes from what
 * stacks usually have (a Gaussian prior on each logarithm).
 */
final class ThroughputFit {
    /** Of a cell, as a logarithm: of its figure and of the model. */
    private static final double ERROR = 0.03;

    private static final double EXTRA_LATENCY_NS = 0.5e6;
    private static final double EXTRA_LATENCY_SPREAD = 0.8;
    private static final double EFFICIENCY = 0.95;
    private static final double EFFICIENCY_SPREAD = 0.03;

    /**
     * Found on 24 universes of eight stacks, of which it takes the largest errors: those with as
     * many clients as just fill the CPUs. One for all: fitted for each stack it is 0.13 to 0.28,
     * and forecasts of other universes are hardly better (errors of 4.0 % instead of 4.3 %).
     */
    private static final double BUNCHED = 0.2;

    private static final int EVALUATIONS_MAX = 200;
    private static final double STEP = 1e-4;

    /** Closer to the minimum nothing is gained: a cell's error is 300 times as large. */
    private static final double TOLERANCE = 1e-4;

    private static final double SINGULAR = 1e-12;

    private ThroughputFit() {}

    /** What was found. How sure it is takes as long as another step of the fit. */
    record Found(StackModel model, LeastSquaresOptimizer.Optimum optimum) {
        /** Standard errors of the logarithms of extra latency and efficiency. */
        Errors errors() {
            RealVector errors = optimum.getSigma(SINGULAR);
            return new Errors(errors.getEntry(0), errors.getEntry(1));
        }
    }

    record Errors(double latency, double efficiency) {}

    /**
     * @param from fitted to much the same cells: the minimum is soon reached from there; null
     *     without one
     */
    static Found of(StackModel model, List<Observed> cells, @Nullable StackModel from) {
        double[] start =
                from == null
                        ? new double[] {Math.log(EXTRA_LATENCY_NS), Math.log(EFFICIENCY)}
                        : new double[] {
                            Math.log(from.fitted().extraLatencyNs()),
                            Math.log(from.fitted().efficiency())
                        };
        LeastSquaresOptimizer.Optimum found =
                new LevenbergMarquardtOptimizer()
                        .withCostRelativeTolerance(TOLERANCE)
                        .withParameterRelativeTolerance(TOLERANCE)
                        .optimize(
                                new LeastSquaresBuilder()
                                        .start(start)
                                        .target(new double[cells.size() + start.length])
                                        .model(
                                                point -> residuals(model, cells, point),
                                                point -> slopes(model, cells, point))
                                        .lazyEvaluation(true)
                                        .maxEvaluations(EVALUATIONS_MAX)
                                        .maxIterations(EVALUATIONS_MAX)
                                        .build());
        return new Found(model.with(fitted(found.getPoint().toArray())), found);
    }

    private static Fitted fitted(double[] logs) {
        return new Fitted(Math.exp(logs[0]), Math.exp(logs[1]), BUNCHED);
    }

    /** Of the residuals, by central differences. */
    private static double[][] slopes(StackModel model, List<Observed> cells, double[] at) {
        double[][] slopes = new double[cells.size() + at.length][at.length];
        for (int j = 0; j < at.length; j++) {
            double[] more = at.clone();
            double[] less = at.clone();
            more[j] += STEP;
            less[j] -= STEP;
            double[] above = residuals(model, cells, more);
            double[] below = residuals(model, cells, less);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i][j] = (above[i] - below[i]) / (2 * STEP);
            }
        }
        return slopes;
    }

    /** In units of their errors. */
    private static double[] residuals(StackModel model, List<Observed> cells, double[] logs) {
        StackModel fitted = model.with(fitted(logs));
        double[] residuals = new double[cells.size() + logs.length];
        for (int i = 0; i < cells.size(); i++) {
            Observed cell = cells.get(i);
            residuals[i] = Math.log(fitted.perSecond(cell.settings()) / cell.perSecond()) / ERROR;
        }
        residuals[cells.size()] = (logs[0] - Math.log(EXTRA_LATENCY_NS)) / EXTRA_LATENCY_SPREAD;
        residuals[cells.size() + 1] = (logs[1] - Math.log(EFFICIENCY)) / EFFICIENCY_SPREAD;
        return residuals;
    }
}
