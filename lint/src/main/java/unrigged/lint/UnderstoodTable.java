package unrigged.lint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unrigged.lint.AveragedRunsCheck.Averaged;
import unrigged.table.Table;

/** A table whose columns have a meaning. Not safe for use by several threads. */
public final class UnderstoodTable {
    private final Table source;
    private final List<Column> columns;
    private final Map<Integer, Double> weights;
    private final LoadSettings settings;
    private final RowLabels rows;
    private final List<String> notes;
    private final Map<Quantity, List<Column>> byQuantity = new EnumMap<>(Quantity.class);

    /** By quantity, for the rules that ask in every row. */
    private final Map<Quantity, Column> firsts = new EnumMap<>(Quantity.class);

    private @Nullable List<Averaged> averaged;

    UnderstoodTable(
            Table source,
            List<Column> columns,
            Map<Integer, Double> weights,
            LoadSettings settings,
            RowLabels rows,
            List<String> notes) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.weights = weights;
        this.settings = settings;
        this.rows = rows;
        this.notes = List.copyOf(notes);
        columns.forEach(column -> firsts.putIfAbsent(column.quantity(), column));
        for (Quantity quantity : Quantity.values()) {
            byQuantity.put(
                    quantity, columns.stream().filter(column -> column.is(quantity)).toList());
        }
    }

    /** As it was read. */
    public Table source() {
        return source;
    }

    /** All of the table's, in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** What is known of the load beside the columns. */
    public LoadSettings settings() {
        return settings;
    }

    /** What was taken for something that it does not say itself: for people, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** What columns weigh in a score, by their index. */
    Map<Integer, Double> weights() {
        return weights;
    }

    /** What each row is about, and which rows are measured alike. */
    RowLabels rows() {
        return rows;
    }

    /** What was put together from other rows; three rules ask, and it is found once. */
    List<Averaged> averaged() {
        List<Averaged> known = averaged;
        if (known == null) {
            known = AveragedRunsCheck.averaged(this);
            averaged = known;
        }
        return known;
    }

    int rowCount() {
        return source.rows();
    }

    List<Column> all(Quantity quantity) {
        return byQuantity.getOrDefault(quantity, List.of());
    }

    Optional<Column> first(Quantity quantity) {
        return Optional.ofNullable(firsts.get(quantity));
    }

    /** Of a series of latencies, the lowest first. */
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
        Column column = firsts.get(quantity);
        if (column != null) {
            Numbers numbers = column.numbers();
            return numbers.has(row)
                    ? OptionalDouble.of(numbers.value(row))
                    : OptionalDouble.empty();
        }
        return settings.of(quantity);
    }

    boolean knows(Quantity setting) {
        return first(setting).isPresent() || settings.of(setting).isPresent();
    }

    /** What a row is about. */
    String label(int row) {
        return rows.label(row);
    }

    /** The same with the conditions that it was measured under, for people. */
    public String name(int row) {
        String condition = rows.condition(row);
        return condition.isEmpty() ? rows.label(row) : rows.label(row) + " (" + condition + ")";
    }

    Stream<Column> columns(Quantity... quantities) {
        List<Quantity> wanted = List.of(quantities);
        return columns.stream().filter(column -> wanted.contains(column.quantity()));
    }
}
