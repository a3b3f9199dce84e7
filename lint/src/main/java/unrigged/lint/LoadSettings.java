package unrigged.lint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the load of all rows, beside the columns: told, or said around the table.
 *
 * @param values in the dimension's own unit, with where each is from
 * @param openLoop whether requests were sent at a rate of their own; empty: not known
 * @param tool the load generator's name; empty: not known
 */
public record LoadSettings(
        Map<Quantity, Setting> values, Optional<Boolean> openLoop, Optional<String> tool) {
    public LoadSettings {
        EnumMap<Quantity, Setting> inOrder = new EnumMap<>(Quantity.class);
        inOrder.putAll(values);
        values = Collections.unmodifiableMap(inOrder);
    }

    /**
     * One of them.
     *
     * @param from such as {@code --connections} or {@code line 1}
     */
    public record Setting(double value, String from) {}

    OptionalDouble of(Quantity quantity) {
        Setting setting = values.get(quantity);
        return setting == null ? OptionalDouble.empty() : OptionalDouble.of(setting.value());
    }

    /** With what is told in the place of what was read. */
    LoadSettings under(LoadSettings told) {
        Map<Quantity, Setting> both = new EnumMap<>(Quantity.class);
        both.putAll(values);
        both.putAll(told.values);
        return new LoadSettings(both, told.openLoop.or(() -> openLoop), told.tool.or(() -> tool));
    }
}
