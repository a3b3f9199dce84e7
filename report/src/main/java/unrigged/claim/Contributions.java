package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import unrigged.experiment.Corners;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.AnytimeInterval;
import unrigged.inference.Interval;
import unrigged.inference.Look;

/**
 * What each setting contributes to the change of a ratio between two scenarios, from all corners
 * between them: its Shapley value φ_i = Σ_S |S|!(k−|S|−1)!/k! · [L(S∪i) − L(S)] of the log ratio L
 * (Shapley, <em>A value for n-person games</em>, 1953). Contributions multiply to the whole change.
 *
 * @param each the largest first
 */
public record Contributions(Universe from, Universe to, List<One> each) {
    public Contributions {
        each = List.copyOf(each);
    }

    /**
     * Of one setting.
     *
     * @param factor by which it changes the ratio
     * @param interval 95 %, Student's t over blocks, each of which has all corners; {@link
     *     Interval.Unbounded} where corners have other blocks
     */
    public record One(ScenarioSetting setting, double factor, Interval interval) {}

    /** Empty where the universes are not all corners between two scenarios. */
    static Optional<Contributions> of(List<Universe> universes) {
        return Corners.of(universes.stream().map(Universe::scenario).toList())
                .map(corners -> of(corners, universes));
    }

    private static Contributions of(Corners corners, List<Universe> universes) {
        Map<String, Universe> byName = new HashMap<>();
        universes.forEach(universe -> byName.put(universe.scenario(), universe));
        Map<Set<ScenarioSetting>, Universe> bySettings = new HashMap<>();
        corners.bySettings()
                .forEach((settings, name) ->
                        bySettings.put(
                                settings, Optional.ofNullable(byName.get(name)).orElseThrow()));
        List<One> each = new ArrayList<>();
        for (ScenarioSetting setting : corners.settings()) {
            each.add(one(corners.settings(), setting, bySettings));
        }
        each.sort(
                Comparator.comparingDouble((One one) -> Math.abs(Math.log(one.factor())))
                        .reversed());
        return new Contributions(
                Optional.ofNullable(byName.get(corners.from())).orElseThrow(),
                Optional.ofNullable(byName.get(corners.to())).orElseThrow(),
                each);
    }

    private static One one(
            List<ScenarioSetting> settings,
            ScenarioSetting setting,
            Map<Set<ScenarioSetting>, Universe> corners) {
        int blocks = corners.values().iterator().next().advantages().length;
        boolean alike = corners.values().stream().allMatch(u -> u.advantages().length == blocks);
        double point = 0;
        double[] byBlock = new double[alike ? blocks : 0];
        for (int set = 0; set < 1 << settings.size(); set++) {
            Set<ScenarioSetting> without = set(settings, set);
            if (without.contains(setting)) {
                continue;
            }
            Set<ScenarioSetting> with = EnumSet.of(setting);
            with.addAll(without);
            Universe more = Optional.ofNullable(corners.get(with)).orElseThrow();
            Universe less = Optional.ofNullable(corners.get(without)).orElseThrow();
            double weight = Attribution.weight(without.size(), settings.size());
            point += weight * (more.advantage() - less.advantage());
            for (int block = 0; block < byBlock.length; block++) {
                byBlock[block] += weight * (more.advantages()[block] - less.advantages()[block]);
            }
        }
        return new One(
                setting,
                Math.exp(point),
                alike
                        ? Look.ONCE.interval(byBlock, AnytimeInterval.ALPHA).exp()
                        : new Interval.Unbounded("not every corner has the same blocks"));
    }

    private static Set<ScenarioSetting> set(List<ScenarioSetting> settings, int bits) {
        Set<ScenarioSetting> set = EnumSet.noneOf(ScenarioSetting.class);
        for (int i = 0; i < settings.size(); i++) {
            if ((bits >> i & 1) == 1) {
                set.add(settings.get(i));
            }
        }
        return set;
    }
}
