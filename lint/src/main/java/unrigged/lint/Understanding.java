package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.config.Suggestion;
import unrigged.lint.Column.Origin;
import unrigged.lint.Quantity.Dimension;
import unrigged.program.InvalidInputException;
import unrigged.table.Cell;
import unrigged.table.Table;

/**
 * What the columns of a table mean: told, or by their names, units and content. Nothing is taken
 * for something that it may not be: what is doubtful is an error with its place, what is passed
 * over is noted.
 */
public final class Understanding {
    private static final int NAMED_WORDS_MAX = 3;

    private final Table table;
    private final Told told;
    private final List<String> notes = new ArrayList<>();

    private Understanding(Table table, Told told) {
        this.table = table;
        this.told = told;
    }

    /**
     * What the user says of a table.
     *
     * @param columns by a column's name, the name that says what it is, such as {@code
     *     latency_p99_ms}
     * @param settings of the load
     * @param weights of a score, by the name of a column or of the test that it is of
     * @param decimalComma whether numbers are written as 1.234,5
     */
    public record Told(
            Map<String, String> columns,
            LoadSettings settings,
            Map<String, Double> weights,
            boolean decimalComma) {
        public Told {
            columns = Map.copyOf(columns);
            weights = Map.copyOf(weights);
        }
    }

    /**
     * Understands a table.
     *
     * @throws InvalidInputException when no column of results is recognised, or a column of times
     *     or rates can be read in two ways: with the line and column, and how to tell
     */
    public static UnderstoodTable of(Table table, Told told) {
        return new Understanding(table, told).understood();
    }

    private UnderstoodTable understood() {
        requireKnown(told.columns().keySet());
        List<Column> columns = new ArrayList<>();
        for (ColumnCells cells : ColumnCells.of(table, told.decimalComma())) {
            cells.requireDecimalPoints();
            columns.add(column(columns.size(), cells));
        }
        RatioColumns.recognised(columns).forEach(column -> columns.set(column.index(), column));
        TotalColumns.counts(columns).forEach(column -> columns.set(column.index(), column));
        LoadColumns.mark(columns, notes);
        Map<Integer, Double> weights = ScoreWeights.of(table, columns, told.weights(), notes);
        if (weights.isEmpty()
                && columns.stream().noneMatch(column -> column.quantity().measured())) {
            throw nothingRecognised(columns);
        }
        LoadSettings settings = RemarkSettings.of(table.remarks()).under(told.settings());
        return new UnderstoodTable(
                table, columns, weights, settings, RowLabels.of(table, columns), notes);
    }

    private void requireKnown(Set<String> mapped) {
        List<String> names = table.header().stream().map(Cell::text).toList();
        for (String name : mapped) {
            if (!names.contains(name)) {
                throw new InvalidInputException(
                        "--map: %s has no column '%s'%s"
                                .formatted(table.name(), name, Suggestion.among(names, name)));
            }
        }
    }

    private Column column(int index, ColumnCells cells) {
        String name = table.header().get(index).text();
        String alias = told.columns().get(name);
        if (alias != null) {
            ColumnName meaning =
                    ColumnName.of(alias)
                            .orElseThrow(() ->
                                    new InvalidInputException(
                                            "--map: '%s' is no quantity".formatted(alias),
                                            "a name such as " + MAP_NAMES,
                                            "--help shows an example, docs/lint.md the names"));
            if (!cells.numeric()) {
                throw new InvalidInputException(
                        "--map: the column '%s' of %s has no numbers"
                                .formatted(name, table.name()));
            }
            return numbers(index, cells, meaning, Origin.TOLD);
        }
        if (!cells.numeric()) {
            if (cells.written() == 0) {
                return text(index, Quantity.OTHER, Origin.NOTHING);
            }
            return text(
                    index,
                    ColumnName.condition(name) ? Quantity.CONDITION : Quantity.LABEL,
                    Origin.CONTENT);
        }
        return ColumnName.of(name)
                .map(meaning -> numbers(index, cells, meaning, Origin.NAME))
                .orElseGet(() ->
                        numbers(
                                index,
                                cells,
                                new ColumnName(
                                        Quantity.OTHER,
                                        OptionalDouble.empty(),
                                        Optional.empty(),
                                        name),
                                Origin.NOTHING));
    }

    static final String MAP_NAMES =
            "requests_per_s, latency_mean_ms, latency_p99_ms, latency_max_ms, latency_sd_ms, requests, failed, duration_s, connections, pipeline, delay_ms, throughput_ratio, rank, bandwidth_mb_per_s";

    private Column text(int index, Quantity quantity, Origin origin) {
        return new Column(
                index,
                table.header().get(index).text(),
                quantity,
                OptionalDouble.empty(),
                "",
                OptionalDouble.empty(),
                Unit.NONE,
                origin,
                new Numbers(0));
    }

    private Column numbers(int index, ColumnCells cells, ColumnName meaning, Origin origin) {
        String name = table.header().get(index).text();
        Optional<ColumnUnit> unit = ColumnUnit.of(table, index, cells, meaning);
        if (unit.isEmpty()) {
            return text(index, Quantity.LABEL, Origin.CONTENT);
        }
        notes.addAll(unit.get().notes());
        Quantity quantity = unit.get().quantity();
        noteWords(name, cells);
        cells.thousands()
                .ifPresent(cell ->
                        notes.add(
                                "commas in '%s' part thousands, as in '%s' in line %d"
                                        .formatted(name, cell.text(), cell.line())));
        return new Column(
                index,
                name,
                quantity,
                quantity == meaning.quantity() ? meaning.level() : OptionalDouble.empty(),
                meaning.series(),
                OptionalDouble.empty(),
                unit.get().shown(),
                quantity == meaning.quantity() ? origin : Origin.UNIT,
                unit.get().numbers());
    }

    private void noteWords(String name, ColumnCells cells) {
        int words = cells.words().cardinality();
        if (words > 0) {
            notes.add(
                    "no number in '%s', so no value: %s%s"
                            .formatted(
                                    name,
                                    cells.words().stream()
                                            .limit(NAMED_WORDS_MAX)
                                            .mapToObj(cells::cell)
                                            .map(cell ->
                                                    "'%s' in line %d"
                                                            .formatted(cell.text(), cell.line()))
                                            .collect(Collectors.joining(", ")),
                                    words > NAMED_WORDS_MAX
                                            ? " and %d more".formatted(words - NAMED_WORDS_MAX)
                                            : ""));
        }
    }

    private InvalidInputException nothingRecognised(List<Column> columns) {
        Cell first = table.header().getFirst();
        String names =
                columns.stream()
                        .map(column ->
                                "'" + column.name() + "' (" + column.quantity().words() + ")")
                        .collect(Collectors.joining(", "));
        String example =
                columns.stream()
                        .filter(column -> column.quantity().dimension() != Dimension.TEXT)
                        .map(Column::name)
                        .findFirst()
                        .orElse(first.text());
        return new InvalidInputException(
                "%s:%d:%d: no column of results is recognised: %s"
                        .formatted(table.name(), first.line(), first.column(), names),
                "at least one of throughput, latency, requests, bandwidth or a ratio",
                "say what a column is, for example --map \"%s=requests_per_s\"; names are %s"
                        .formatted(example, MAP_NAMES));
    }
}
