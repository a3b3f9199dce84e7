package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import unrigged.experiment.ScenarioSetting;

/**
 * Universes by the ranks of their levels. Sessions are ranked among the universes with as many
 * clients, so that "a session for each client" is one level whatever the number of clients is.
 */
final class UniverseGrid {
    private final List<Universe> universes;
    private final List<Map<ScenarioSetting, Integer>> ranks = new ArrayList<>();

    UniverseGrid(List<Universe> universes) {
        this.universes = List.copyOf(universes);
        for (Universe universe : universes) {
            Map<ScenarioSetting, Integer> own = new EnumMap<>(ScenarioSetting.class);
            for (ScenarioSetting setting : ScenarioSetting.values()) {
                own.put(setting, rank(setting, universe));
            }
            ranks.add(own);
        }
    }

    private int rank(ScenarioSetting setting, Universe of) {
        TreeSet<Double> levels = new TreeSet<>();
        for (Universe universe : universes) {
            if (setting != ScenarioSetting.DB_SESSIONS
                    || universe.settings().clients() == of.settings().clients()) {
                levels.add(setting.level(universe.settings()));
            }
        }
        return levels.headSet(setting.level(of.settings())).size();
    }

    int size() {
        return universes.size();
    }

    Universe universe(int index) {
        return universes.get(index);
    }

    int rank(int index, ScenarioSetting setting) {
        return ranks.get(index).getOrDefault(setting, 0);
    }

    int levels(ScenarioSetting setting) {
        return ranks.stream().mapToInt(own -> own.getOrDefault(setting, 0)).max().orElse(-1) + 1;
    }

    /** Settings with two levels or more. */
    List<ScenarioSetting> varied() {
        List<ScenarioSetting> varied = new ArrayList<>();
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            if (levels(setting) > 1) {
                varied.add(setting);
            }
        }
        return varied;
    }

    /** Whether every combination of levels is there, once. */
    boolean complete() {
        long combinations = 1;
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            combinations *= levels(setting);
        }
        Set<Map<ScenarioSetting, Integer>> different = new HashSet<>(ranks);
        return combinations == size() && different.size() == size();
    }

    /** Those in which two universes differ. */
    List<ScenarioSetting> differences(int a, int b) {
        List<ScenarioSetting> differences = new ArrayList<>();
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            if (rank(a, setting) != rank(b, setting)) {
                differences.add(setting);
            }
        }
        return differences;
    }

    /** The universes that differ in this setting alone, in the order of its levels. */
    List<List<Integer>> lines(ScenarioSetting setting) {
        List<List<Integer>> lines = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            if (seen.contains(i)) {
                continue;
            }
            List<Integer> line = new ArrayList<>();
            for (int j = i; j < size(); j++) {
                if (i == j || differences(i, j).equals(List.of(setting))) {
                    line.add(j);
                }
            }
            seen.addAll(line);
            line.sort(Comparator.comparingInt(j -> rank(j, setting)));
            if (line.size() > 1) {
                lines.add(line);
            }
        }
        return lines;
    }
}
