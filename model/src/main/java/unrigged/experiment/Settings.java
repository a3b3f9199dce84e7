package unrigged.experiment;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import unrigged.config.Durations;

/**
 * Every setting of every part, with its value; none is hidden. Sections: {@code load}, {@code
 * server}, {@code driver}, {@code nginx}, {@code pgbouncer}, {@code postgresql}.
 */
public record Settings(Map<String, Map<String, String>> sections) {
    public Settings {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        sections.forEach((name, values) ->
                copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
        sections = Collections.unmodifiableMap(copy);
    }

    /** What a plan has that changes nothing, in mode fair. */
    public static Settings defaults() {
        return SettingsFile.defaults();
    }

    public Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }

    public String text(String section, String key) {
        String value = section(section).get(key);
        if (value == null) {
            throw new IllegalStateException("no setting " + section + "." + key);
        }
        return value;
    }

    public boolean bool(String section, String key) {
        return Boolean.parseBoolean(text(section, key));
    }

    public int integer(String section, String key) {
        return Integer.parseInt(text(section, key));
    }

    public Duration duration(String section, String key) {
        return Durations.parse(text(section, key));
    }

    /** These settings with {@code other}'s put on top. */
    public Settings with(Settings other) {
        Map<String, Map<String, String>> merged = new LinkedHashMap<>();
        sections.forEach((name, values) -> merged.put(name, new LinkedHashMap<>(values)));
        other.sections.forEach((name, values) ->
                merged.computeIfAbsent(name, _ -> new LinkedHashMap<>()).putAll(values));
        return new Settings(merged);
    }
}
