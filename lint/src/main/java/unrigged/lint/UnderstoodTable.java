package unrigged.lint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import unrigged.table.Table;

/**
 * A table whose columns have a meaning.
 *
 * @param columns all of the table's, in their order
 * @param settings what is known of the load
 * @param rows what each row is about and which rows are measured alike
 * @param notes what was taken for something that it does not say itself: for people, one sentence
 *     each
 */
public record UnderstoodTable(
        Table source,
        List<Column> columns,
        LoadSettings settings,
        RowLabels rows,
        List<String> notes) {
    public UnderstoodTable {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    int rowCount() {
        return source.rows().size();
    }

    List<Column> all(Quantity quantity) {
        return columns.stream().filter(column -> column.is(quantity)).toList();
    }

    Optional<Column> first(Quantity quantity) {
        return columns.stream().filter(column -> column.is(quantity)).findFirst();
    }

    /** The mean, quantiles and deviations of latencies that have no unit, or one of time. */
    List<Column> quantiles(String series) {
        return all(Quantity.LATENCY_QUANTILE).stream()
                .filter(column -> column.series().equals(series))
                .sorted((a, b) -> Double.compare(a.level().orElseThrow(), b.level().orElseThrow()))
                .toList();
    }

    /** The names of the series that have a column of this quantity. */
    List<String> series(Quantity quantity) {
        return all(quantity).stream().map(Column::series).distinct().toList();
    }

    /**
     * The column of another quantity that belongs to this one: of its series, or the only one there
     * is.
     */
    Optional<Column> partner(Column column, Quantity quantity) {
        List<Column> others = all(quantity);
        Optional<Column> same =
                others.stream().filter(other -> other.series().equals(column.series())).findFirst();
        return same.isPresent() || others.size() != 1 ? same : Optional.of(others.getFirst());
    }

    /** A setting of the load in a row: of its column, else of the whole table. */
    OptionalDouble setting(Quantity quantity, int row) {
        Optional<Column> column = first(quantity);
        if (column.isPresent()) {
            Numbers numbers = column.get().numbers();
            return numbers.has(row)
                    ? OptionalDouble.of(numbers.value(row))
                    : OptionalDouble.empty();
        }
        return settings.of(quantity);
    }

    boolean knows(Quantity setting) {
        return first(setting).isPresent() || settings.of(setting).isPresent();
    }

    /** What a row is about, for people. */
    String label(int row) {
        return rows.label(row);
    }

    Stream<Column> columns(Quantity... quantities) {
        List<Quantity> wanted = List.of(quantities);
        return columns.stream().filter(column -> wanted.contains(column.quantity()));
    }
}
