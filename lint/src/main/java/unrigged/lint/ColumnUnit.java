package unrigged.lint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.lint.Quantity.Dimension;
import unrigged.program.InvalidInputException;
import unrigged.table.Cell;
import unrigged.table.Table;

/**
 * The numbers of a column in one unit.
 *
 * @param quantity the name's, or another where the cells' units say so
 * @param shown the unit in which the column is written; where cells have units of their own, the
 *     first one's
 * @param notes what was taken for something, or passed over
 */
record ColumnUnit(Quantity quantity, Unit shown, Numbers numbers, List<String> notes) {
    /**
     * By the units of the cells, else by the name's.
     *
     * @return empty when the cells have words behind their numbers, and nothing else is known of
     *     the column
     * @throws InvalidInputException when the cells of times or rates cannot be told in one unit
     */
    static Optional<ColumnUnit> of(Table table, int index, ColumnCells cells, ColumnName meaning) {
        if (cells.suffixes().stream().allMatch(String::isEmpty)) {
            return Optional.of(bare(table, index, cells, meaning));
        }
        List<Optional<Unit>> units =
                cells.suffixes().stream().map(suffix -> unit(suffix, meaning)).toList();
        Optional<Unit> written = written(units, cells);
        boolean unknown = units.stream().allMatch(Optional::isEmpty);
        if (unknown && meaning.quantity() == Quantity.OTHER) {
            return Optional.empty();
        }
        Unit column =
                meaning.unit()
                        .filter(named ->
                                written.isEmpty() || written.get().dimension() == named.dimension())
                        .or(() -> written)
                        .orElse(Unit.NONE);
        Quantity quantity = byUnit(meaning.quantity(), column);
        List<String> notes = notes(table, index, column, quantity);
        Numbers raw = cells.numbers();
        Numbers numbers = new Numbers(raw.rows());
        BitSet others = new BitSet();
        for (int row = raw.next(0); row >= 0; row = raw.next(row + 1)) {
            Optional<Unit> unit = units.get(cells.suffix(row));
            if (!fits(raw.value(row), unit, column, written.isPresent(), meaning)) {
                others.set(row);
                continue;
            }
            double scale = scale(unit.orElseThrow(), column, quantity);
            numbers.set(row, raw.value(row) * scale, half(cells, row, quantity) * scale);
        }
        if (!others.isEmpty()) {
            Cell first = cells.cell(others.nextSetBit(0));
            if (quantity.essential()) {
                throw mixed(table, first, column);
            }
            notes.add(
                    "%d cells of '%s' are not looked at: they are not in %s as the others are, such as '%s' in line %d"
                            .formatted(
                                    others.cardinality(),
                                    table.header().get(index).text(),
                                    column.name().isEmpty() ? "no unit" : column.name(),
                                    first.text(),
                                    first.line()));
        }
        return Optional.of(new ColumnUnit(quantity, column, numbers, notes));
    }

    /** Of cells without units, in the name's. */
    private static ColumnUnit bare(Table table, int index, ColumnCells cells, ColumnName meaning) {
        Unit column = meaning.unit().orElse(Unit.NONE);
        Quantity quantity = byUnit(meaning.quantity(), column);
        List<String> notes = notes(table, index, column, quantity);
        double scale = scale(column, quantity);
        Numbers raw = cells.numbers();
        Numbers numbers = new Numbers(raw.rows());
        for (int row = raw.next(0); row >= 0; row = raw.next(row + 1)) {
            numbers.set(row, raw.value(row) * scale, half(cells, row, quantity) * scale);
        }
        return new ColumnUnit(quantity, column, numbers, notes);
    }

    /** On a column whose unit is not written; a time needs one. */
    private static List<String> notes(Table table, int index, Unit column, Quantity quantity) {
        Cell header = table.header().get(index);
        if (column.equals(Unit.NONE) && quantity.dimension() == Dimension.TIME) {
            throw unitMissing(table, header, quantity);
        }
        List<String> notes = new ArrayList<>();
        if (column.equals(Unit.NONE) && quantity == Quantity.THROUGHPUT) {
            notes.add(
                    "'%s' has no unit: it is taken for answers per second"
                            .formatted(header.text()));
        }
        return notes;
    }

    /** The unit of the kind that most cells have; empty where none has one. */
    private static Optional<Unit> written(List<Optional<Unit>> units, ColumnCells cells) {
        int[] cellsOf = new int[units.size()];
        Numbers raw = cells.numbers();
        for (int row = raw.next(0); row >= 0; row = raw.next(row + 1)) {
            cellsOf[cells.suffix(row)]++;
        }
        Map<Dimension, Integer> counts = new EnumMap<>(Dimension.class);
        Map<Dimension, Unit> first = new EnumMap<>(Dimension.class);
        for (int i = 0; i < cellsOf.length; i++) {
            Optional<Unit> unit = units.get(i);
            if (unit.isPresent() && !unit.get().equals(Unit.NONE) && !multiplier(unit.get())) {
                counts.merge(unit.get().dimension(), cellsOf[i], Integer::sum);
                first.putIfAbsent(unit.get().dimension(), unit.get());
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> first.get(most.getKey()));
    }

    private static boolean fits(
            double number, Optional<Unit> unit, Unit column, boolean written, ColumnName meaning) {
        if (unit.isEmpty()) {
            return false;
        }
        if (unit.get().equals(Unit.NONE) || multiplier(unit.get())) {
            return !written || number == 0 || meaning.unit().isPresent();
        }
        boolean asNamed =
                meaning.unit().isEmpty() || meaning.unit().get().scale() == unit.get().scale();
        return unit.get().dimension() == column.dimension() && asNamed;
    }

    /** Of a cell, by what follows its number; empty for one that is not known. */
    private static Optional<Unit> unit(String suffix, ColumnName meaning) {
        if (suffix.isEmpty()
                || suffix.startsWith("±")
                || suffix.startsWith("(")
                || suffix.startsWith("+/-")) {
            return Optional.of(Unit.NONE);
        }
        return meaning.quantity().dimension() == Dimension.TIME && suffix.equals("m")
                ? Unit.time("min")
                : Unit.ofCell(suffix);
    }

    /** Such as k for a thousand, which says nothing of the unit. */
    private static boolean multiplier(Unit unit) {
        return unit.dimension() == Dimension.NONE && unit.scale() >= 1e3;
    }

    /** A byte rate is no throughput, whatever the column is called. */
    private static Quantity byUnit(Quantity quantity, Unit unit) {
        if (unit.dimension() == Dimension.BYTE_RATE) {
            return Quantity.BANDWIDTH;
        }
        if (unit.dimension() == Dimension.BYTES && quantity.essential()) {
            return Quantity.OTHER;
        }
        if (unit.dimension() == Dimension.RATE && quantity == Quantity.OTHER) {
            return Quantity.THROUGHPUT;
        }
        return quantity;
    }

    /** Of a cell whose unit fits the column's. */
    private static double scale(Unit cell, Unit column, Quantity quantity) {
        return multiplier(cell)
                ? scale(column, quantity) * cell.scale()
                : scale(cell.equals(Unit.NONE) ? column : cell, quantity);
    }

    private static double scale(Unit unit, Quantity quantity) {
        return quantity == Quantity.CPU ? 1 : unit.scale();
    }

    /** Counts are whole: nothing of them was rounded. */
    private static double half(ColumnCells cells, int row, Quantity quantity) {
        double half = cells.numbers().half(row);
        boolean whole = half == 0.5 && quantity.dimension() == Dimension.COUNT;
        return whole && cells.suffixes().get(cells.suffix(row)).isEmpty() ? 0 : half;
    }

    private static InvalidInputException mixed(Table table, Cell cell, Unit column) {
        return new InvalidInputException(
                "%s:%d:%d: mixed units: '%s' in a column that is in %s elsewhere"
                        .formatted(
                                table.name(),
                                cell.line(),
                                cell.column(),
                                cell.text(),
                                column.name().isEmpty() ? "no unit" : column.name()),
                "a unit of one kind in every cell, or in the column's name",
                "write the unit into the cell");
    }

    private static InvalidInputException unitMissing(Table table, Cell header, Quantity quantity) {
        return new InvalidInputException(
                "%s:%d:%d: the column '%s' is a %s without a unit"
                        .formatted(
                                table.name(),
                                header.line(),
                                header.column(),
                                header.text(),
                                quantity.words()),
                "ns, us, ms or s in the column's name or in its cells",
                "say it: --map \"%s=%s\""
                        .formatted(
                                header.text(),
                                quantity == Quantity.DURATION ? "duration_s" : "latency_mean_ms"));
    }
}
