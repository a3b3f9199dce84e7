package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 */
record ColumnUnit(Quantity quantity, Unit shown, Numbers numbers) {
    /**
     * By the units of the cells, else by the name's.
     *
     * @return empty when the cells of a column that is not essential cannot be told in one unit
     * @throws InvalidInputException when those of an essential one cannot, or have no unit
     */
    static Optional<ColumnUnit> of(Table table, int index, ColumnCells cells, ColumnName meaning) {
        Quantity quantity = meaning.quantity();
        List<Unit> units = new ArrayList<>();
        Unit first = null;
        for (int row = 0; row < cells.parsed().size(); row++) {
            Unit unit = unit(cells.parsed().get(row), meaning);
            units.add(unit);
            if (unit == null || unit == Unit.NONE || zero(cells.parsed().get(row))) {
                continue;
            }
            first = first == null ? unit : first;
        }
        Unit column = first == null ? meaning.unit().orElse(Unit.NONE) : first;
        quantity = byUnit(quantity, column);
        Numbers numbers = new Numbers(units.size());
        for (int row = 0; row < units.size(); row++) {
            Optional<NumberText> number = cells.parsed().get(row);
            if (number.isEmpty()) {
                continue;
            }
            Unit unit = units.get(row);
            boolean bare = unit == Unit.NONE && first != null && !zero(number);
            boolean other = unit == null || bare || unit != Unit.NONE && !like(unit, column);
            if (other) {
                if (!quantity.essential()) {
                    return Optional.empty();
                }
                throw mixed(table, table.rows().get(row).get(index), column);
            }
            double scale = scale(unit == Unit.NONE ? column : unit, quantity);
            numbers.set(row, number.get().value() * scale, half(number.get(), quantity) * scale);
        }
        if (column == Unit.NONE && quantity.dimension() == Dimension.TIME) {
            throw unitMissing(table, table.header().get(index), quantity);
        }
        return Optional.of(new ColumnUnit(quantity, column, numbers));
    }

    private static boolean zero(Optional<NumberText> number) {
        return number.isPresent() && number.get().value() == 0;
    }

    /** Of a cell; null for one that is not known. */
    private static @Nullable Unit unit(Optional<NumberText> number, ColumnName meaning) {
        if (number.isEmpty() || number.get().suffix().isEmpty()) {
            return Unit.NONE;
        }
        String suffix = number.get().suffix();
        if (suffix.startsWith("±") || suffix.startsWith("(") || suffix.startsWith("+/-")) {
            return Unit.NONE;
        }
        return Unit.ofCell(suffix)
                .map(unit ->
                        unit.dimension() == Dimension.NONE
                                        && meaning.quantity().dimension() == Dimension.RATE
                                ? new Unit(unit.name(), Dimension.RATE, unit.scale())
                                : unit)
                .orElse(null);
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

    private static boolean like(Unit unit, Unit column) {
        return unit.dimension() == column.dimension()
                || unit.dimension() == Dimension.NONE && column.dimension() == Dimension.NONE;
    }

    private static double scale(Unit unit, Quantity quantity) {
        return quantity == Quantity.CPU ? 1 : unit.scale();
    }

    /** Counts are whole: nothing of them was rounded. */
    private static double half(NumberText number, Quantity quantity) {
        boolean whole = number.half() == 0.5 && quantity.dimension() == Dimension.COUNT;
        return whole && number.suffix().isEmpty() ? 0 : number.half();
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
