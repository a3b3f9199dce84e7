package unrigged.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.prediction.Forecast.Value;

/**
 * A stack's forecast ratio over the levels of one setting, and where neither is ahead.
 *
 * @param points at equal steps of the level's logarithm
 * @param crossings in the order of their levels; empty where one is ahead throughout
 */
public record RatioCurve(
        StackInfo stack, ScenarioSetting setting, List<Point> points, List<Crossing> crossings) {
    private static final int POINTS = 9;
    private static final int STEPS = 400;

    public RatioCurve {
        points = List.copyOf(points);
        crossings = List.copyOf(crossings);
    }

    /** The ratio at one level, with its band. */
    public record Point(double level, Value ratio) {}

    /**
     * Where neither stack is ahead.
     *
     * @param interval the levels around it at which the ratio's 95 % interval holds 1
     * @param aheadBelow whether the stack is ahead of the reference stack at lower levels
     */
    public record Crossing(double level, Interval interval, boolean aheadBelow) {}

    /**
     * @param from above 0
     * @param logRatio by level
     * @param errors of ratios that the model did not see
     */
    static RatioCurve of(
            StackInfo stack,
            ScenarioSetting setting,
            double from,
            double to,
            DoubleUnaryOperator logRatio,
            LogErrors errors) {
        List<Point> points = new ArrayList<>();
        for (double level : levels(setting, from, to, POINTS - 1)) {
            double ratio = Math.exp(logRatio.applyAsDouble(level));
            points.add(new Point(level, new Value(ratio, errors.around(ratio))));
        }
        double[] levels = levels(setting, from, to, STEPS);
        double[] logs = Arrays.stream(levels).map(logRatio).toArray();
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i + 1 < logs.length; i++) {
            if (logs[i] < 0 != logs[i + 1] < 0) {
                double part = logs[i] / (logs[i] - logs[i + 1]);
                crossings.add(
                        new Crossing(
                                levels[i] * Math.pow(levels[i + 1] / levels[i], part),
                                interval(levels, logs, i, errors),
                                logs[i] > 0));
            }
        }
        return new RatioCurve(stack, setting, points, crossings);
    }

    /** Equal steps of the logarithm; of counts whole numbers, each once. */
    private static double[] levels(ScenarioSetting setting, double from, double to, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(step -> from * Math.pow(to / from, (double) step / steps))
                .map(level -> setting == ScenarioSetting.DELAY ? level : Math.rint(level))
                .distinct()
                .toArray();
    }

    private static Interval interval(double[] levels, double[] logs, int at, LogErrors errors) {
        if (errors.halfWidth().isEmpty()) {
            return errors.around(1);
        }
        double half = errors.halfWidth().getAsDouble();
        int low = at;
        while (low > 0 && Math.abs(logs[low]) <= half) {
            low--;
        }
        int high = at + 1;
        while (high + 1 < logs.length && Math.abs(logs[high]) <= half) {
            high++;
        }
        return Math.abs(logs[low]) <= half || Math.abs(logs[high]) <= half
                ? new Interval.Unbounded("it reaches beyond the range of levels")
                : new Interval.Bounded(levels[low], levels[high]);
    }
}
