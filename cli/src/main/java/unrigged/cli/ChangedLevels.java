package unrigged.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.program.InvalidInputException;

/** {@code delay=20ms,clients=50}: levels that a scenario's settings are changed to. */
final class ChangedLevels {
    private final String option;
    private final Map<ScenarioSetting, String> levels = new EnumMap<>(ScenarioSetting.class);

    private ChangedLevels(String option) {
        this.option = option;
    }

    /**
     * Reads them.
     *
     * @throws InvalidInputException naming the option, the factor and its domain
     */
    static ChangedLevels parse(String option, List<String> pairs) {
        ChangedLevels changed = new ChangedLevels(option);
        pairs.forEach(changed::add);
        // Levels that no factor has are told before anything is read.
        changed.of(new CellSettings(1, 1, 1, 0));
        return changed;
    }

    private void add(String pair) {
        ScenarioSetting.Given given = ScenarioSetting.Given.parse(option, pair);
        if (levels.putIfAbsent(given.setting(), given.text()) != null) {
            throw new InvalidInputException(
                    option + ": " + given.setting().id() + " is given twice");
        }
    }

    /** Whether this setting is among them. */
    boolean change(ScenarioSetting setting) {
        return levels.containsKey(setting);
    }

    CellSettings of(CellSettings cell) {
        CellSettings changed = cell;
        for (Map.Entry<ScenarioSetting, String> level : levels.entrySet()) {
            ScenarioSetting setting = level.getKey();
            try {
                changed = setting.with(changed, level.getValue());
            } catch (IllegalArgumentException _) {
                throw new InvalidInputException(
                        "%s: %s: expected %s but found '%s'"
                                .formatted(
                                        option,
                                        setting.id(),
                                        setting.expected(),
                                        level.getValue()));
            }
        }
        return changed;
    }
}
