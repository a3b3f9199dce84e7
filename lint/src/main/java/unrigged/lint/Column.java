package unrigged.lint;

import java.util.OptionalDouble;

/**
 * A column whose meaning is known.
 *
 * @param index in the table, from 0
 * @param name as the table writes it
 * @param level of a latency's quantile, 0 to 1; empty for another quantity
 * @param series what is left of the name: columns of one series belong together
 * @param connections of the load that its name says, where columns are of several loads
 * @param unit in which it is written
 * @param origin why it is taken for that
 * @param numbers without any for text
 */
public record Column(
        int index,
        String name,
        Quantity quantity,
        OptionalDouble level,
        String series,
        OptionalDouble connections,
        Unit unit,
        Origin origin,
        Numbers numbers) {
    /** What the meaning of a column follows from. */
    public enum Origin {
        NAME("its name"),
        UNIT("its unit"),
        CONTENT("its content"),
        TOLD("--map"),
        NOTHING("nothing");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Such as "P99 latency in ms". */
    public String meaning() {
        String what =
                level.isEmpty()
                        ? quantity.words()
                        : LevelName.of(level.getAsDouble()) + " " + quantity.words();
        return what
                + (unit.name().isEmpty() ? "" : " in " + unit.name())
                + (connections.isEmpty()
                        ? ""
                        : " at %.0f connections".formatted(connections.getAsDouble()));
    }

    /** The same numbers without a level, as another quantity, which follows from their content. */
    Column byContent(Quantity other) {
        return new Column(
                index,
                name,
                other,
                OptionalDouble.empty(),
                series,
                connections,
                Unit.NONE,
                Origin.CONTENT,
                numbers);
    }

    Column at(double load) {
        return new Column(
                index,
                name,
                quantity,
                level,
                series,
                OptionalDouble.of(load),
                unit,
                origin,
                numbers);
    }

    boolean is(Quantity other) {
        return quantity == other;
    }
}
