package unrigged.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All scenarios between two: each combination of the settings' rules in which they differ, the
 * first one's or the second one's.
 *
 * @param settings in which the two differ
 * @param bySettings names of scenarios by the settings that are the second one's
 */
public record Corners(
        String from,
        String to,
        List<ScenarioSetting> settings,
        Map<Set<ScenarioSetting>, String> bySettings) {
    private static final String WITH = "-with-";
    private static final String DASH = "-";

    public Corners {
        settings = List.copyOf(settings);
        bySettings = Map.copyOf(bySettings);
    }

    /** The scenarios; one alone where the two do not differ. */
    public static List<Scenario> between(Scenario from, Scenario to) {
        List<ScenarioSetting> differing = new ArrayList<>();
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            if (!rule(from, setting).equals(rule(to, setting))) {
                differing.add(setting);
            }
        }
        List<Scenario> corners = new ArrayList<>();
        for (int set = 0; set < 1 << differing.size(); set++) {
            Set<ScenarioSetting> changed = EnumSet.noneOf(ScenarioSetting.class);
            for (int i = 0; i < differing.size(); i++) {
                if ((set >> i & 1) == 1) {
                    changed.add(differing.get(i));
                }
            }
            corners.add(
                    changed.isEmpty()
                            ? from
                            : changed.size() == differing.size() ? to : corner(from, to, changed));
        }
        return corners;
    }

    private static Scenario corner(Scenario from, Scenario to, Set<ScenarioSetting> changed) {
        return new Scenario(
                from.name()
                        + WITH
                        + String.join(
                                DASH, changed.stream().map(ScenarioSetting::nameWord).toList()),
                "%s with the %s of %s"
                        .formatted(
                                from.name(),
                                String.join(
                                        ", ",
                                        changed.stream().map(ScenarioSetting::words).toList()),
                                to.name()),
                (changed.contains(ScenarioSetting.WORKERS) ? to : from).workersSync(),
                (changed.contains(ScenarioSetting.WORKERS) ? to : from).workersAsync(),
                (changed.contains(ScenarioSetting.CLIENTS) ? to : from).clients(),
                (changed.contains(ScenarioSetting.DB_SESSIONS) ? to : from).dbSessions(),
                (changed.contains(ScenarioSetting.DELAY) ? to : from).delay(),
                settings(from, to, changed));
    }

    private static Map<String, String> settings(
            Scenario from, Scenario to, Set<ScenarioSetting> changed) {
        Map<String, String> settings = new HashMap<>();
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            String level = (changed.contains(setting) ? to : from).changed().get(setting.id());
            if (level != null) {
                settings.put(setting.id(), level);
            }
        }
        return settings;
    }

    private static String rule(Scenario scenario, ScenarioSetting setting) {
        return switch (setting) {
            case DELAY -> scenario.delay().toString();
            case CLIENTS -> scenario.clients().toString();
            case DB_SESSIONS -> scenario.dbSessions().toString();
            case WORKERS -> scenario.workersSync() + " " + scenario.workersAsync();
            case KEEP_ALIVE, RATE, UPSTREAM_KEEP_ALIVE, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG ->
                    scenario.changed().getOrDefault(setting.id(), "");
        };
    }

    /** What the names of a run's scenarios say of this; empty where they are no corners. */
    public static Optional<Corners> of(List<String> scenarios) {
        return scenarios.stream().flatMap(from -> from(from, scenarios).stream()).findFirst();
    }

    private static Optional<Corners> from(String from, List<String> scenarios) {
        String prefix = from + WITH;
        Map<Set<ScenarioSetting>, String> bySettings = new LinkedHashMap<>();
        Set<ScenarioSetting> all = EnumSet.noneOf(ScenarioSetting.class);
        List<String> ends = new ArrayList<>();
        for (String name : scenarios) {
            Optional<Set<ScenarioSetting>> changed =
                    name.startsWith(prefix)
                            ? settings(name.substring(prefix.length()))
                            : Optional.empty();
            changed.ifPresentOrElse(
                    set -> {
                        bySettings.put(set, name);
                        all.addAll(set);
                    },
                    () -> ends.add(name));
        }
        ends.remove(from);
        if (bySettings.isEmpty()
                || ends.size() != 1
                || bySettings.size() != (1 << all.size()) - 2) {
            return Optional.empty();
        }
        bySettings.put(Set.of(), from);
        bySettings.put(all, ends.getFirst());
        return Optional.of(new Corners(from, ends.getFirst(), List.copyOf(all), bySettings));
    }

    private static Optional<Set<ScenarioSetting>> settings(String words) {
        Set<ScenarioSetting> settings = EnumSet.noneOf(ScenarioSetting.class);
        for (String word : words.split(DASH, -1)) {
            Optional<ScenarioSetting> setting =
                    Stream.of(ScenarioSetting.values())
                            .filter(one -> one.nameWord().equals(word))
                            .findFirst();
            if (setting.isEmpty()) {
                return Optional.empty();
            }
            settings.add(setting.get());
        }
        return Optional.of(settings);
    }
}
