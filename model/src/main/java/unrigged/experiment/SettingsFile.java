package unrigged.experiment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import unrigged.config.ConfigNode;
import unrigged.config.Durations;
import unrigged.config.InvalidInputException;
import unrigged.config.Suggestion;
import unrigged.config.Yaml;

/**
 * The {@code settings} of a plan, checked against the defaults: a value must be of its default's
 * kind. PostgreSQL and PgBouncer take any of their own parameters besides.
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
        Settings defaults = defaults();
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
                            + "'");
        }
        return Yaml.parse(
                "--set", "%s: {%s: %s}".formatted(path[0], path[1], PlanText.quoted(value)));
    }

    static Settings defaults() {
        return plain(PlanFile.resource("settings.yaml"));
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
                                .forEach((key, value) -> {
                                    String example = defaults.section(section).get(key);
                                    if (example != null) {
                                        check(section, key, value, example);
                                    } else if (!OPEN_SECTIONS.contains(section)) {
                                        throw value.error(
                                                "unknown setting '"
                                                        + key
                                                        + "'"
                                                        + Suggestion.among(
                                                                defaults.section(section).keySet(),
                                                                key));
                                    } else if (!key.matches("[a-z_.]+")
                                            || value.text().contains("\n")) {
                                        throw value.error(
                                                "expected a parameter's name in lower case with a value on one line");
                                    }
                                }));
        return plain(own);
    }

    private static void check(String section, String key, ConfigNode value, String example) {
        boolean pool = section.equals("pgbouncer") || section.equals("postgresql");
        if (key.equals("backlog") && value.text().equals("default")) {
            return;
        }
        if (key.equals("access_log")
                && section.equals("server")
                && value.text().equals("published")) {
            return;
        }
        if (key.equals("worker_processes") && value.text().equals("auto")) {
            return;
        }
        if (key.equals("backlog")
                || key.equals("worker_connections")
                || key.equals("worker_processes")) {
            value.integer(1, 1_000_000);
        } else if (example.equals("true") || example.equals("false")) {
            value.bool();
        } else if (example.matches("\\d+")) {
            value.integer(0, Integer.MAX_VALUE);
        } else if (!pool && example.matches("\\d+(us|ms|s|m)")) {
            value.duration(Duration.ofMillis(1), Duration.ofHours(1));
        } else if (key.equals("upstream_http_version") && !value.text().matches("1\\.[01]")) {
            throw value.error("expected 1.0 or 1.1 but found '" + value.text() + "'");
        } else if (key.equals("pool_mode")
                && !value.text().matches("session|transaction|statement")) {
            throw value.error(
                    "expected session, transaction or statement but found '" + value.text() + "'");
        } else if (value.text().contains("\n")) {
            throw value.error(
                    "expected a value on one line, for example "
                            + Durations.format(Duration.ofSeconds(1)));
        }
    }
}
