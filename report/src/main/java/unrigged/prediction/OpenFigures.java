package unrigged.prediction;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.inference.RunResult;
import unrigged.prediction.Forecast.Beyond;
import unrigged.prediction.Forecast.Value;
import unrigged.prediction.OpenForecast.Outcome;
import unrigged.prediction.OpenNetwork.Latency;

/**
 * What a stack's model says of an open loop, with the errors of the closed loops that it did not
 * see.
 *
 * <p>Those are errors of what a stack ends of n requests under way, from which an open loop's
 * latency follows. A stack that is slower throughout by a factor c is the same system by a slower
 * clock: its latency at the rate R is c times that at the rate c·R.
 *
 * @param errors of throughputs
 */
record OpenFigures(
        StackModel model, CellSettings settings, LogErrors errors, double ratePerSecond) {

    /**
     * The forecast.
     *
     * @param beyond of the settings; clients among them do not count
     * @param run that may have measured it
     */
    OpenForecast forecast(StackInfo stack, List<Beyond> beyond, RunResult run) {
        double capacity = model.capacity(settings);
        return new OpenForecast(
                stack,
                settings,
                ratePerSecond,
                new Value(capacity, errors.around(capacity)),
                model.bound(settings.withClients(Integer.MAX_VALUE)).limit(),
                model.open(settings, ratePerSecond)
                        .<Outcome>map(this::stable)
                        .orElseGet(
                                () -> new Outcome.Unstable(Math.max(0, ratePerSecond - capacity))),
                beyond.stream().filter(one -> one.setting() != ScenarioSetting.CLIENTS).toList(),
                MeasuredOpenLoop.of(run, stack.stack(), settings, ratePerSecond));
    }

    private Outcome.Stable stable(Latency latency) {
        return new Outcome.Stable(
                model.utilisation(ratePerSecond),
                mean(latency.meanS() * 1e3),
                latency.p50S() * 1e3,
                latency.p99S() * 1e3,
                latency.withoutWaitingS() * 1e3);
    }

    private Value mean(double point) {
        OptionalDouble half = errors.halfWidth();
        if (half.isEmpty()) {
            return new Value(point, errors.around(point));
        }
        double factor = Math.exp(half.getAsDouble());
        return new Value(
                point,
                slower(1 / factor)
                        .flatMap(lo ->
                                slower(factor).<Interval>map(hi -> new Interval.Bounded(lo, hi)))
                        .orElseGet(() ->
                                new Interval.Unbounded(
                                        "the rate is within the interval of the capacity")));
    }

    /** Mean in ms; empty where it does not keep up. */
    private Optional<Double> slower(double factor) {
        return model.open(settings, ratePerSecond * factor)
                .map(latency -> latency.meanS() * factor * 1e3);
    }
}
