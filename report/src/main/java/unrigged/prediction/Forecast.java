package unrigged.prediction;

import java.util.List;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;

/**
 * What a stack would do with other settings.
 *
 * @param bound what its throughput cannot exceed, and what sets that
 * @param ratio to the reference stack with the same settings; empty where that cannot be forecast
 * @param p50Ms empty where no measured scenario resolved it
 * @param beyond settings outside the range in which the stack was measured: what its errors there
 *     are, nobody tested
 */
public record Forecast(
        StackInfo stack,
        CellSettings settings,
        Value perSecond,
        Bound bound,
        Optional<Value> ratio,
        Optional<Value> p50Ms,
        Optional<Value> p99Ms,
        List<Beyond> beyond) {
    public Forecast {
        beyond = List.copyOf(beyond);
    }

    /**
     * One figure.
     *
     * @param interval 95 %, from the errors of cells that the model did not see
     */
    public record Value(double point, Interval interval) {}

    /** A level outside the measured ones, all in the setting's unit. */
    public record Beyond(ScenarioSetting setting, double level, double min, double max) {}
}
