package unrigged.experiment;

import java.util.Optional;
import unrigged.config.ConfigNode;
import unrigged.config.Suggestion;

/**
 * A knob: declared once, in {@link Factors}.
 *
 * @param id {@code section.key} of a setting, for example {@code driver.pool_size}; without a
 *     section where a scenario's rule gives the level, for example {@code workers}
 * @param unit of the level as a number; empty where it is none
 * @param standard the default as a plan writes it; empty where a scenario gives the level
 * @param description what it does; a phrase
 * @param <T> type of a level
 */
public record Factor<T>(
        String id,
        Domain<T> domain,
        Optional<String> unit,
        Reach reach,
        Optional<String> standard,
        String description) {
    public Factor {
        standard.ifPresent(domain::parse);
    }

    /** Empty for a scenario's factor. */
    public Optional<String> section() {
        int dot = id.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(id.substring(0, dot));
    }

    /** The default of a setting. */
    public T standardLevel() {
        return domain.parse(standard.orElseThrow());
    }

    /** The id without the section. */
    public String key() {
        return id.substring(id.indexOf('.') + 1);
    }

    /** A level as a plan writes it, checked. */
    T read(ConfigNode node) {
        String text = node.text();
        try {
            return domain.parse(text);
        } catch (IllegalArgumentException _) {
            String near = Suggestion.among(domain.words(), text);
            throw node.error(
                    "expected "
                            + domain.expected()
                            + " but found '"
                            + text
                            + "'"
                            + (near.startsWith(";") ? near : ""));
        }
    }

    /** A level as an observation carries it: a number without its unit. */
    public String level(T value) {
        return domain.withoutUnit(value);
    }

    /** The same, from a level as a plan writes it. */
    public String levelOf(String text) {
        return level(domain.parse(text));
    }
}
