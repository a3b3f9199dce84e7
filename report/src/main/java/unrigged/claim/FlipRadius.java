package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.ScenarioSetting;

/**
 * The smallest change of one setting that erases the claim where it holds: as far as the crossover
 * on the universe's line.
 *
 * @param level of the crossover, in the setting's unit
 * @param factor of the two levels, larger over smaller
 */
public record FlipRadius(Universe universe, ScenarioSetting setting, double level, double factor) {

    /** Of each universe that supports the claim and has a crossover in reach, the nearest first. */
    static List<FlipRadius> of(UniverseGrid grid) {
        Map<String, FlipRadius> nearest = new HashMap<>();
        for (ScenarioSetting setting : grid.varied()) {
            for (List<Integer> indices : grid.lines(setting)) {
                List<Universe> line = indices.stream().map(grid::universe).toList();
                Crossover.on(setting, line)
                        .ifPresent(crossover -> {
                            if (crossover.outcome() instanceof Crossover.At at) {
                                for (Universe universe : line) {
                                    add(nearest, universe, setting, at.level());
                                }
                            }
                        });
            }
        }
        List<FlipRadius> all = new ArrayList<>(nearest.values());
        all.sort(
                Comparator.comparingDouble(FlipRadius::factor)
                        .thenComparing(radius -> radius.universe().scenario()));
        return all;
    }

    /** A level of 0 is no factor of any other. */
    private static void add(
            Map<String, FlipRadius> nearest,
            Universe universe,
            ScenarioSetting setting,
            double level) {
        double own = setting.level(universe.settings());
        if (universe.stand() == Stand.SUPPORTED && own > 0 && level > 0) {
            nearest.merge(
                    universe.scenario(),
                    new FlipRadius(universe, setting, level, Math.max(own / level, level / own)),
                    (one, other) -> one.factor <= other.factor ? one : other);
        }
    }
}
