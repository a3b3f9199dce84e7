package unrigged.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every setting of every part, with its value as a plan writes it; none is hidden. Sections: {@code
 * load}, {@code server}, {@code driver}, {@code nginx}, {@code pgbouncer}, {@code postgresql}.
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
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (Factor<?> factor : Factors.ALL) {
            factor.section()
                    .ifPresent(section ->
                            sections.computeIfAbsent(section, _ -> new LinkedHashMap<>())
                                    .put(factor.key(), factor.standard().orElseThrow()));
        }
        return new Settings(sections);
    }

    /** A part's parameters, those included that only the part knows. */
    public Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }

    public <T> T level(Factor<T> factor) {
        return factor.domain().parse(text(factor));
    }

    /** The level as the plan writes it, for a part that reads the same form. */
    public String text(Factor<?> factor) {
        String value = section(factor.section().orElse("")).get(factor.key());
        if (value == null) {
            throw new IllegalStateException("no setting " + factor.id());
        }
        return value;
    }

    /** By the factor's id: the levels without their units. */
    public Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>();
        sections.forEach((section, values) ->
                values.forEach((key, text) -> {
                    String id = section + "." + key;
                    levels.put(
                            id, Factors.find(id).map(factor -> factor.levelOf(text)).orElse(text));
                }));
        return Collections.unmodifiableMap(levels);
    }

    /**
     * As a run needs them that has each scenario's rate: calibration and warm-up are closed loops.
     */
    Settings withoutRate() {
        return with(
                new Settings(
                        Map.of(
                                Factors.LOAD_RATE.section().orElseThrow(),
                                Map.of(Factors.LOAD_RATE.key(), Factors.CLOSED))));
    }

    /** These settings with what a cell changes. */
    public Settings with(CellSettings cell) {
        Settings changed = this;
        for (Map.Entry<String, String> level : cell.changed().entrySet()) {
            Factor<?> factor = Factors.find(level.getKey()).orElseThrow();
            changed =
                    changed.with(
                            new Settings(
                                    Map.of(
                                            factor.section().orElseThrow(),
                                            Map.of(factor.key(), level.getValue()))));
        }
        return changed;
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
