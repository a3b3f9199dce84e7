package unrigged.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.AnytimeInterval;
import unrigged.inference.Interval;

/**
 * How one setting moves the claim while all others stay.
 *
 * @param others the settings of a universe on the line
 */
public record Crossover(ScenarioSetting setting, CellSettings others, Outcome outcome) {
    /** What a line of universes shows. */
    public sealed interface Outcome {}

    /**
     * Supported on one side, refuted on the other.
     *
     * @param level where neither is ahead, in the setting's unit: on the straight line between the
     *     two measured levels beside it, over the level's logarithm (over the level itself from 0)
     * @param interval 95 % by Fieller's theorem, in an exploration where its band lets go of a tie;
     *     {@link Interval.Unbounded} where it reaches beyond the two levels, or the line
     * @param supportedBelow whether the claim holds at the lower levels
     */
    public record At(double level, Interval interval, boolean supportedBelow) implements Outcome {}

    /** One and the same verdict at every measured level. */
    public record None(double low, double high, Stand stand) implements Outcome {}

    /** Lines that show something. */
    static List<Crossover> of(UniverseGrid grid) {
        List<Crossover> crossovers = new ArrayList<>();
        for (ScenarioSetting setting : grid.varied()) {
            for (List<Integer> line : grid.lines(setting)) {
                List<Universe> universes =
                        line.stream()
                                .map(grid::universe)
                                .filter(universe -> isOnScale(setting, universe.settings()))
                                .toList();
                if (universes.size() > 1) {
                    on(setting, universes).ifPresent(crossovers::add);
                }
            }
        }
        return crossovers;
    }

    /** A closed loop is no rate of 0. */
    private static boolean isOnScale(ScenarioSetting setting, CellSettings settings) {
        return setting != ScenarioSetting.RATE || settings.ratePerSecond().isPresent();
    }

    /** Empty where a line of universes shows nothing. */
    static Optional<Crossover> on(ScenarioSetting setting, List<Universe> line) {
        return outcome(setting, line)
                .map(outcome -> new Crossover(setting, line.getFirst().settings(), outcome));
    }

    private static Optional<Outcome> outcome(ScenarioSetting setting, List<Universe> line) {
        List<Stand> stands = line.stream().map(Universe::stand).distinct().toList();
        if (stands.size() == 1 && stands.getFirst() != Stand.UNDECIDED) {
            return Optional.of(
                    new None(
                            setting.level(line.getFirst().settings()),
                            setting.level(line.getLast().settings()),
                            stands.getFirst()));
        }
        int supported = stands.contains(Stand.SUPPORTED) ? first(line, Stand.SUPPORTED) : -1;
        int refuted = stands.contains(Stand.REFUTED) ? first(line, Stand.REFUTED) : -1;
        if (supported < 0 || refuted < 0) {
            return Optional.empty();
        }
        boolean supportedBelow = supported < refuted;
        for (int i = Math.min(supported, refuted); i + 1 < line.size(); i++) {
            if (line.get(i).advantage() * line.get(i + 1).advantage() <= 0) {
                return Optional.of(at(setting, line, i, supportedBelow));
            }
        }
        return Optional.empty();
    }

    private static int first(List<Universe> line, Stand stand) {
        return line.stream().map(Universe::stand).toList().indexOf(stand);
    }

    /** Behind the {@code index}-th level. */
    private static At at(
            ScenarioSetting setting, List<Universe> line, int index, boolean supportedBelow) {
        Universe low = line.get(index);
        Universe high = line.get(index + 1);
        double part = low.advantage() / (low.advantage() - high.advantage());
        return new At(
                level(setting.level(low.settings()), setting.level(high.settings()), part),
                low.field().isPresent()
                        ? FieldBand.around(setting, line, index, supportedBelow)
                        : measured(setting, low, high),
                supportedBelow);
    }

    private static Interval measured(ScenarioSetting setting, Universe low, Universe high) {
        double from = setting.level(low.settings());
        double to = setting.level(high.settings());
        Interval parts = fieller(Point.of(low), Point.of(high));
        return parts instanceof Interval.Bounded(double lo, double hi)
                ? new Interval.Bounded(level(from, to, lo), level(from, to, hi))
                : parts;
    }

    static double level(double from, double to, double part) {
        return from == 0 ? to * part : from * Math.pow(to / from, part);
    }

    /** A universe's advantage with its standard error. */
    private record Point(double mean, double error, int freedom) {
        static Point of(Universe universe) {
            double[] values = universe.advantages();
            int n = values.length;
            double mean = AnytimeInterval.mean(values);
            return new Point(
                    mean,
                    n < 2
                            ? Double.POSITIVE_INFINITY
                            : AnytimeInterval.standardDeviation(values, mean) / Math.sqrt(n),
                    n - 1);
        }
    }

    /**
     * The parts w of the way at which (1 − w)·left + w·right is not told from 0 (Fieller, Journal
     * of the Royal Statistical Society B 16, 1954).
     */
    private static Interval fieller(Point left, Point right) {
        int freedom = Math.min(left.freedom, right.freedom);
        if (freedom < 1) {
            return new Interval.Unbounded("1 block was measured");
        }
        double t = TDistribution.of(freedom).inverseSurvivalProbability(AnytimeInterval.ALPHA / 2);
        double l = t * t * left.error * left.error;
        double r = t * t * right.error * right.error;
        double slope = right.mean - left.mean;
        double a = slope * slope - l - r;
        double b = 2 * (left.mean * slope + l);
        double c = left.mean * left.mean - l;
        double inside = b * b - 4 * a * c;
        if (a <= 0 || inside < 0) {
            return new Interval.Unbounded("the two levels beside it are not told apart");
        }
        double lo = (-b - Math.sqrt(inside)) / (2 * a);
        double hi = (-b + Math.sqrt(inside)) / (2 * a);
        return lo < 0 || hi > 1
                ? new Interval.Unbounded("it reaches beyond the two levels beside it")
                : new Interval.Bounded(lo, hi);
    }
}
