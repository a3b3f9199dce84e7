package unrigged.claim;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;

/**
 * Where the 95 % band of a line of explored universes lets go of a tie. Errors of neighbours go
 * together, so the band's ends are straight between two levels, as they are where they do so
 * entirely; Fieller's theorem is for errors that do not.
 */
final class FieldBand {
    private final ScenarioSetting setting;
    private final List<Universe> line;

    private FieldBand(ScenarioSetting setting, List<Universe> line) {
        this.setting = setting;
        this.line = line;
    }

    /**
     * Of the crossover behind the {@code at}-th level.
     *
     * @param supportedBelow whether the advantage falls there
     */
    static Interval around(
            ScenarioSetting setting, List<Universe> line, int at, boolean supportedBelow) {
        FieldBand band = new FieldBand(setting, line);
        OptionalDouble from = band.before(at, supportedBelow ? FieldBand::low : FieldBand::high);
        OptionalDouble to = band.behind(at, supportedBelow ? FieldBand::high : FieldBand::low);
        return from.isPresent() && to.isPresent()
                ? new Interval.Bounded(from.getAsDouble(), to.getAsDouble())
                : new Interval.Unbounded("it reaches beyond the line");
    }

    private static double low(Universe universe) {
        return universe.interval() instanceof Interval.Bounded(double lo, double _)
                ? Math.log(lo)
                : Double.NEGATIVE_INFINITY;
    }

    private static double high(Universe universe) {
        return universe.interval() instanceof Interval.Bounded(double _, double hi)
                ? Math.log(hi)
                : Double.POSITIVE_INFINITY;
    }

    private OptionalDouble before(int at, ToDoubleFunction<Universe> end) {
        for (int i = at; i >= 0; i--) {
            OptionalDouble level = zero(i, end);
            if (level.isPresent()) {
                return level;
            }
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble behind(int at, ToDoubleFunction<Universe> end) {
        for (int i = at; i + 1 < line.size(); i++) {
            OptionalDouble level = zero(i, end);
            if (level.isPresent()) {
                return level;
            }
        }
        return OptionalDouble.empty();
    }

    /** Between a level and the next. */
    private OptionalDouble zero(int index, ToDoubleFunction<Universe> end) {
        double left = end.applyAsDouble(line.get(index));
        double right = end.applyAsDouble(line.get(index + 1));
        if (left * right > 0 || left == right) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Crossover.level(
                        setting.level(line.get(index).settings()),
                        setting.level(line.get(index + 1).settings()),
                        left / (left - right)));
    }
}
