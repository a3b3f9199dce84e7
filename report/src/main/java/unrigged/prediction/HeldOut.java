package unrigged.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import unrigged.inference.Interval;

/**
 * What the model says of cells that it did not see: each scenario is left out of the fit in turn,
 * and forecast.
 */
public record HeldOut(List<Cell> cells) {
    public HeldOut {
        cells = List.copyOf(cells);
    }

    /**
     * One stack in the scenario that was left out.
     *
     * @param throughput ln(measured/forecast)
     * @param ratio the same of the multiple of the reference stack; empty for itself, and where it
     *     was not measured
     * @param p50 the same; empty where it was not resolved
     */
    public record Cell(
            String scenario,
            String stack,
            double throughput,
            OptionalDouble ratio,
            OptionalDouble p50,
            OptionalDouble p99) {}

    /** A figure that is forecast. */
    public enum Forecasted {
        THROUGHPUT,
        RATIO,
        P50,
        P99;

        private OptionalDouble error(Cell cell) {
            return switch (this) {
                case THROUGHPUT -> OptionalDouble.of(cell.throughput());
                case RATIO -> cell.ratio();
                case P50 -> cell.p50();
                case P99 -> cell.p99();
            };
        }
    }

    LogErrors errors(Forecasted figure) {
        return errors(figure, cells);
    }

    private static LogErrors errors(Forecasted figure, List<Cell> cells) {
        return new LogErrors(
                cells.stream()
                        .map(figure::error)
                        .flatMap(error -> error.stream().boxed())
                        .toList());
    }

    /** Of the sizes of the errors, as a factor less 1; empty without cells. */
    public OptionalDouble medianError(Forecasted figure) {
        return errors(figure).median();
    }

    /** Of a 95 % interval of a forecast's logarithm; empty with too few cells to know. */
    public OptionalDouble halfWidth(Forecasted figure) {
        return errors(figure).halfWidth();
    }

    /** The spread of the errors, ln(measured/forecast); empty without cells. */
    public OptionalDouble rms(Forecasted figure) {
        return errors(figure).rms();
    }

    /**
     * The share of cells that lie within the 95 % interval that the other scenarios' errors give;
     * empty with too few scenarios for one.
     */
    public OptionalDouble coverage(Forecasted figure) {
        Map<String, List<Cell>> byScenario =
                cells.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Cell::scenario, TreeMap::new, Collectors.toList()));
        List<Boolean> within = new ArrayList<>();
        byScenario.forEach((scenario, own) -> {
            List<Cell> others =
                    cells.stream().filter(cell -> !cell.scenario().equals(scenario)).toList();
            if (errors(figure, others).around(1) instanceof Interval.Bounded interval) {
                errors(figure, own)
                        .errors()
                        .forEach(error -> within.add(interval.contains(Math.exp(error))));
            }
        });
        return within.stream().mapToDouble(in -> in ? 1 : 0).average();
    }

    /**
     * What the cells of each scenario have in common, as a mean of ln(measured/forecast): an error
     * of the model, or of the harness, not of a stack.
     */
    public Map<String, Double> byScenario() {
        return mean(Cell::scenario);
    }

    /** The same of each stack: its driver, its loop, its log. */
    public Map<String, Double> byStack() {
        return mean(Cell::stack);
    }

    private Map<String, Double> mean(Function<Cell, String> group) {
        return cells.stream()
                .collect(
                        Collectors.groupingBy(
                                group, TreeMap::new, Collectors.averagingDouble(Cell::throughput)));
    }
}
