package unrigged.prediction;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
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
    public record Beyond(ScenarioSetting setting, double level, double min, double max) {
        static List<Beyond> of(CellSettings settings, List<CellSettings> measured) {
            List<Beyond> beyond = new ArrayList<>();
            for (ScenarioSetting setting : ScenarioSetting.of(measured)) {
                double own = setting.level(settings);
                DoubleSummaryStatistics range =
                        measured.stream().mapToDouble(setting::level).summaryStatistics();
                if (own < range.getMin() || own > range.getMax()) {
                    beyond.add(new Beyond(setting, own, range.getMin(), range.getMax()));
                }
            }
            return beyond;
        }
    }
}
