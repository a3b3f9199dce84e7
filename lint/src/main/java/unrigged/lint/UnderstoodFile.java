package unrigged.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.lint.Understanding.Told;
import unrigged.program.InvalidInputException;
import unrigged.table.Cell;
import unrigged.table.Table;
import unrigged.table.TableFile;

/**
 * The tables of a file. A document has tables that are no results beside those that are: they are
 * passed over, and said to be.
 *
 * @param tables at least one, in the order of the file
 */
public record UnderstoodFile(List<UnderstoodTable> tables, List<PassedOver> passedOver) {
    public UnderstoodFile {
        tables = List.copyOf(tables);
        passedOver = List.copyOf(passedOver);
    }

    /**
     * A table that cannot be read, or is not understood.
     *
     * @param why one line
     */
    public record PassedOver(String table, String why) {
        static PassedOver of(String table, InvalidInputException problem) {
            String what = problem.what();
            String file = table.replaceFirst(", table \\d+$", "");
            String place = what.startsWith(table) ? table : file;
            return new PassedOver(
                    table,
                    what.startsWith(place + ":")
                            ? "at " + what.substring(place.length() + 1)
                            : what);
        }
    }

    /**
     * All tables of a file.
     *
     * @param told of its tables; a column is told of those that have it
     * @throws InvalidInputException where none of them is understood
     */
    public static UnderstoodFile of(TableFile file, Told told) {
        if (file.count() == 1) {
            return new UnderstoodFile(List.of(Understanding.of(file.table(1), told)), List.of());
        }
        List<Table> read = new ArrayList<>();
        List<UnderstoodTable> tables = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (int number = 1; number <= file.count(); number++) {
            try {
                Table table = file.table(number);
                read.add(table);
                tables.add(Understanding.of(table, toldOf(table, told)));
            } catch (InvalidInputException e) {
                passedOver.add(PassedOver.of(file.name(number), e));
            }
        }
        requireColumns(read, told);
        if (tables.isEmpty()) {
            throw new InvalidInputException(
                    "none of the %d tables is understood: %s"
                            .formatted(
                                    file.count(),
                                    passedOver.stream()
                                            .map(each -> each.table() + ", " + each.why())
                                            .collect(Collectors.joining("; "))),
                    "at least one with a throughput, latency, requests, bandwidth or a ratio",
                    "say which table, and what its columns are: --table 1 --map \"NAME=requests_per_s\"");
        }
        return new UnderstoodFile(tables, passedOver);
    }

    private static Told toldOf(Table table, Told told) {
        Map<String, String> columns = new HashMap<>(told.columns());
        columns.keySet().retainAll(names(table));
        Map<String, Double> weights = new HashMap<>(told.weights());
        weights.keySet()
                .removeIf(name ->
                        names(table).stream().noneMatch(each -> ScoreWeights.named(each, name)));
        return new Told(columns, told.settings(), weights, told.decimalComma());
    }

    /** A column that no table has is told by mistake. */
    private static void requireColumns(List<Table> tables, Told told) {
        Optional<String> unknown =
                told.columns().keySet().stream()
                        .filter(name ->
                                tables.stream().noneMatch(table -> names(table).contains(name)))
                        .findFirst();
        if (unknown.isPresent() && !tables.isEmpty()) {
            Understanding.of(tables.getFirst(), told);
        }
    }

    private static List<String> names(Table table) {
        return table.header().stream().map(Cell::text).toList();
    }
}
