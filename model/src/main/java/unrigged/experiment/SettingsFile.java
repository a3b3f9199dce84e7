package unrigged.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import unrigged.config.ConfigNode;
import unrigged.config.Suggestion;
import unrigged.config.Yaml;
import unrigged.program.InvalidInputException;

/**
 * The {@code settings} of a plan, checked: a value must be in its factor's domain. PostgreSQL and
 * PgBouncer take any of their own parameters besides.
 */
final class SettingsFile {
    private static final Set<String> OPEN_SECTIONS = Set.of("pgbouncer", "postgresql");

    private final ConfigNode own;
    private final Map<String, String> fromCommandLine;

    SettingsFile(ConfigNode own, Map<String, String> fromCommandLine) {
        this.own = own;
        this.fromCommandLine = fromCommandLine;
    }

    /** Defaults, then the mode's changes, then the plan's own, then the command line's. */
    Settings on(ConfigNode modeChanges) {
        Settings defaults = Settings.defaults();
        Settings settings = defaults.with(plain(modeChanges)).with(checked(own, defaults));
        for (Map.Entry<String, String> change : fromCommandLine.entrySet()) {
            settings = settings.with(checked(option(change.getKey(), change.getValue()), defaults));
        }
        return settings;
    }

    /** {@code --set section.key=value} as the plan would write it. */
    private static ConfigNode option(String name, String value) {
        String[] path = name.split("\\.", 2);
        if (path.length < 2) {
            throw new InvalidInputException(
                    "--set: expected SECTION.KEY=VALUE, for example driver.pool_size=4, but found '"
                            + name
                            + "="
                            + value
                            + "'"
                            + elsewhere(name));
        }
        return Yaml.parse(
                "--set", "%s: {%s: %s}".formatted(path[0], path[1], PlanText.quoted(value)));
    }

    /** Where a factor is set that was named without its section. */
    private static String elsewhere(String name) {
        return Factors.ALL.stream()
                .filter(factor -> factor.key().equals(name))
                .findFirst()
                .map(factor ->
                        factor.section().isPresent()
                                ? "; did you mean '" + factor.id() + "'?"
                                : "; '" + name + "' belongs to a scenario: see define: in a plan")
                .orElse("");
    }

    private static Settings plain(ConfigNode node) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        node.members()
                .forEach((name, section) -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    section.members().forEach((key, value) -> values.put(key, value.text()));
                    sections.put(name, values);
                });
        return new Settings(sections);
    }

    private static Settings checked(ConfigNode own, Settings defaults) {
        own.allowOnly(defaults.sections().keySet().toArray(String[]::new));
        own.members()
                .forEach((section, node) ->
                        node.members()
                                .forEach((key, value) -> check(section, key, value, defaults)));
        return plain(own);
    }

    private static void check(String section, String key, ConfigNode value, Settings defaults) {
        Optional<Factor<?>> factor = Factors.find(section + "." + key);
        if (factor.isPresent()) {
            factor.get().read(value);
        } else if (!OPEN_SECTIONS.contains(section)) {
            throw value.error(
                    "unknown setting '"
                            + key
                            + "'"
                            + Suggestion.among(defaults.section(section).keySet(), key));
        } else if (!key.matches("[a-z_.]+") || value.text().contains("\n")) {
            throw value.error("expected a parameter's name in lower case with a value on one line");
        }
    }
}
