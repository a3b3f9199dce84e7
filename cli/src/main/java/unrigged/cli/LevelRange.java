package unrigged.cli;

import java.util.List;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.program.InvalidInputException;

/**
 * {@code delay=1ms..40ms}: from one level of a setting to another.
 *
 * @param from in the setting's unit, above 0
 */
record LevelRange(ScenarioSetting setting, double from, double to) {
    private static final String DOTS = "..";

    /**
     * Reads one.
     *
     * @throws InvalidInputException naming the option, the factor and its domain
     */
    static LevelRange parse(String option, String text) {
        ScenarioSetting.Given given = ScenarioSetting.Given.parse(option, text);
        int dots = given.text().indexOf(DOTS);
        if (dots < 0) {
            throw new InvalidInputException(
                    "%s: %s: expected a range such as delay=1ms..40ms or clients=7..120, but found '%s'"
                            .formatted(option, given.setting().id(), given.text()));
        }
        double from = level(option, given.setting(), given.text().substring(0, dots));
        double to = level(option, given.setting(), given.text().substring(dots + DOTS.length()));
        if (from <= 0 || from >= to) {
            throw new InvalidInputException(
                    "%s: %s: expected a range that begins above 0 and ends above its beginning, but found '%s'"
                            .formatted(option, given.setting().id(), given.text()));
        }
        return new LevelRange(given.setting(), from, to);
    }

    private static double level(String option, ScenarioSetting setting, String text) {
        return setting.level(
                ChangedLevels.parse(option, List.of(setting.id() + "=" + text))
                        .of(new CellSettings(1, 1, 1, 0)));
    }
}
