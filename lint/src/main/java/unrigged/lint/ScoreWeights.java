package unrigged.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unrigged.config.Suggestion;
import unrigged.program.InvalidInputException;
import unrigged.table.Table;

/** What columns weigh in a score: told, or by their names, such as {@code json (weight 0.75)}. */
final class ScoreWeights {
    private static final Pattern WEIGHT =
            Pattern.compile(
                    "[ _]?[(\\[,;]? ?\\bweight(?:ed)?(?: ?[:=] ?| )(\\d+(?:\\.\\d+)?)( ?%)?[)\\]]?",
                    Pattern.CASE_INSENSITIVE);

    private ScoreWeights() {}

    /** A column's name without its weight. */
    static String without(String name) {
        return WEIGHT.matcher(name).replaceFirst("").strip();
    }

    /** Whether a column is meant by what is told of its name, or of the test that it is of. */
    static boolean named(String column, String told) {
        return column.equals(told)
                || without(column).replaceFirst(" *[(\\[].*", "").equalsIgnoreCase(told)
                || ColumnName.of(column)
                        .filter(name -> name.series().equalsIgnoreCase(told))
                        .isPresent();
    }

    /**
     * Of a table.
     *
     * @param notes what was taken for a weight
     * @return by the index of the column
     * @throws InvalidInputException where a weight is told of no column, or of several
     */
    static Map<Integer, Double> of(
            Table table, List<Column> columns, Map<String, Double> told, List<String> notes) {
        Map<Integer, Double> weights = new TreeMap<>();
        for (Column column : columns) {
            Matcher name = WEIGHT.matcher(column.name());
            if (name.find() && column.numbers().count() > 0) {
                double weight = Double.parseDouble(name.group(1));
                weights.put(column.index(), name.group(2) == null ? weight : weight / 100);
            }
        }
        told.forEach((name, weight) -> weights.put(column(table, columns, name).index(), weight));
        if (!weights.isEmpty()) {
            notes.add(
                    "weights of a score, by %s: %s"
                            .formatted(
                                    told.isEmpty() ? "the columns' names" : "--weights",
                                    weights.entrySet().stream()
                                            .map(each ->
                                                    "%s of '%s'"
                                                            .formatted(
                                                                    Figures.of(each.getValue()),
                                                                    columns.get(each.getKey())
                                                                            .name()))
                                            .collect(Collectors.joining(", "))));
        }
        return weights;
    }

    private static Column column(Table table, List<Column> columns, String told) {
        List<Column> found =
                columns.stream()
                        .filter(column ->
                                column.numbers().count() > 0 && named(column.name(), told))
                        .sorted(
                                Comparator.comparing((Column column) ->
                                        !column.name().equals(told)
                                                && !column.is(Quantity.THROUGHPUT)))
                        .toList();
        if (found.isEmpty()) {
            List<String> names = columns.stream().map(Column::name).toList();
            throw new InvalidInputException(
                    "--weights: %s has no column of numbers '%s'%s"
                            .formatted(table.name(), told, Suggestion.among(names, told)));
        }
        return found.getFirst();
    }
}
