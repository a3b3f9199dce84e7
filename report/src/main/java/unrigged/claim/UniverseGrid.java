package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Universes by the ranks of their levels. Sessions are ranked among the universes with as many
 * clients, so that "a session for each client" is one level whatever the number of clients is.
 */
final class UniverseGrid {
    private final List<Universe> universes;
    private final List<Map<Setting, Integer>> ranks = new ArrayList<>();

    UniverseGrid(List<Universe> universes) {
        this.universes = List.copyOf(universes);
        for (Universe universe : universes) {
            Map<Setting, Integer> own = new EnumMap<>(Setting.class);
            for (Setting setting : Setting.values()) {
                own.put(setting, rank(setting, universe));
            }
            ranks.add(own);
        }
    }

    private int rank(Setting setting, Universe of) {
        TreeSet<Double> levels = new TreeSet<>();
        for (Universe universe : universes) {
            if (setting != Setting.DB_SESSIONS
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

    int rank(int index, Setting setting) {
        return ranks.get(index).getOrDefault(setting, 0);
    }

    int levels(Setting setting) {
        return ranks.stream().mapToInt(own -> own.getOrDefault(setting, 0)).max().orElse(-1) + 1;
    }

    /** Settings with two levels or more. */
    List<Setting> varied() {
        List<Setting> varied = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (levels(setting) > 1) {
                varied.add(setting);
            }
        }
        return varied;
    }

    /** Whether every combination of levels is there, once. */
    boolean complete() {
        long combinations = 1;
        for (Setting setting : Setting.values()) {
            combinations *= levels(setting);
        }
        Set<Map<Setting, Integer>> different = new HashSet<>(ranks);
        return combinations == size() && different.size() == size();
    }

    /** Those in which two universes differ. */
    List<Setting> differences(int a, int b) {
        List<Setting> differences = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (rank(a, setting) != rank(b, setting)) {
                differences.add(setting);
            }
        }
        return differences;
    }

    /** The universes that differ in this setting alone, in the order of its levels. */
    List<List<Integer>> lines(Setting setting) {
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
