package unrigged.exploration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The kernel under which what all stacks showed is likeliest, with a prior on each of its figures
 * (Rasmussen and Williams 2006, section 5.4.1; MacKay, <em>Information Theory, Inference, and
 * Learning Algorithms</em>, 2003, chapter 28).
 */
final class KernelFit {
    /** Deviations from the queueing model. */
    private static final Prior SPREAD = new Prior(0.06, 0.7);

    /** Deviations from a constant, where there is no model. */
    private static final Prior SPREAD_WITHOUT_MODEL = new Prior(0.4, 0.7);

    private static final Prior LENGTH = new Prior(0.8, 0.7);

    /** Two slices of the reference stack against one of another. */
    private static final Prior NOISE = new Prior(0.05, 0.4);

    /** A fresh start adds 0.015 to 0.026. */
    private static final Prior START = new Prior(0.015, 0.5);

    private static final int EVALUATIONS_MIN = 60;
    private static final int EVALUATIONS_MAX = 240;
    private static final double SIDE = 0.4;
    private static final double ENOUGH = 0.01;

    private final UniverseSpace space;
    private final List<StackVisits> stacks;
    private final Prior spread;
    private int evaluations;

    private KernelFit(UniverseSpace space, List<StackVisits> stacks, boolean model) {
        this.space = space;
        this.stacks = stacks;
        this.spread = model ? SPREAD : SPREAD_WITHOUT_MODEL;
    }

    /** Log-normal. */
    private record Prior(double median, double sigma) {
        double penalty(double log) {
            double z = (log - Math.log(median)) / sigma;
            return z * z / 2;
        }
    }

    /**
     * @param model whether the stacks' expectations come from the queueing model
     */
    static Kernel of(UniverseSpace space, List<StackVisits> stacks, boolean model) {
        KernelFit fit = new KernelFit(space, stacks, model);
        double[] start = new double[3 + space.dimensions()];
        Arrays.fill(start, Math.log(LENGTH.median()));
        start[0] = Math.log(fit.spread.median());
        start[1] = Math.log(NOISE.median());
        start[2] = Math.log(START.median());
        if (stacks.stream().allMatch(stack -> stack.visits().isEmpty())) {
            return fit.kernel(start);
        }
        // The optimizer passes no number of iterations on.
        ConvergenceChecker<PointValuePair> done =
                (_, before, now) ->
                        fit.evaluations > EVALUATIONS_MAX
                                || (fit.evaluations > EVALUATIONS_MIN
                                        && Math.abs(before.getValue() - now.getValue()) < ENOUGH);
        PointValuePair best =
                new SimplexOptimizer(done)
                        .optimize(
                                MaxEval.unlimited(),
                                new ObjectiveFunction(fit::cost),
                                GoalType.MINIMIZE,
                                new InitialGuess(start),
                                new NelderMeadSimplex(start.length, SIDE));
        return fit.kernel(best.getPoint());
    }

    private Kernel kernel(double[] logs) {
        double[] lengths = new double[logs.length - 3];
        Arrays.setAll(lengths, i -> Math.exp(logs[3 + i]));
        return new Kernel(space, Math.exp(logs[0]), lengths, Math.exp(logs[1]), Math.exp(logs[2]));
    }

    private double cost(double[] logs) {
        evaluations++;
        double cost = spread.penalty(logs[0]) + NOISE.penalty(logs[1]) + START.penalty(logs[2]);
        for (int i = 3; i < logs.length; i++) {
            cost += LENGTH.penalty(logs[i]);
        }
        Kernel kernel = kernel(logs);
        // Stacks that were visited together share the costly part.
        Map<List<Visit>, CholeskyDecomposition> known = new HashMap<>();
        for (StackVisits stack : stacks) {
            if (!stack.visits().isEmpty()) {
                CholeskyDecomposition ofVisits =
                        known.computeIfAbsent(
                                stack.visits(),
                                visits -> DeviationField.decomposed(visits, kernel));
                cost -= new DeviationField(space, stack, kernel, ofVisits).logLikelihood();
            }
        }
        return cost;
    }
}
