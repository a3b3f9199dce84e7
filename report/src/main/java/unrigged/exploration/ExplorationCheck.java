package unrigged.exploration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Variance;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Verdict;
import unrigged.program.InvalidInputException;

/**
 * An exploration beside a run that measured the same scenarios.
 *
 * @param cells in both, those of the reference stack left out
 */
public record ExplorationCheck(String run, List<Cell> cells) {
    public ExplorationCheck {
        cells = List.copyOf(cells);
    }

    /**
     * One stack in one scenario.
     *
     * @param measured the other run's
     * @param own the ratio that the explored run measured itself, without the model; empty where it
     *     measured none
     */
    public record Cell(Explored explored, Ratio.Measured measured, OptionalDouble own) {
        double error() {
            return Math.log(measured.point() / explored.ratio());
        }

        /** Whether both say the same of three: ahead, behind, or within the tie band. */
        boolean agrees() {
            return side(explored.ratio()) == side(measured.point());
        }

        /**
         * @param noise variance of the measured log ratio
         */
        boolean within(double noise) {
            double half = Math.log(explored.interval().hi() / explored.interval().lo()) / 2;
            return Math.abs(error()) <= Math.hypot(half, Interval.NORMAL * Math.sqrt(noise));
        }

        boolean contradicts() {
            return explored.verdict() != Verdict.UNDECIDED
                    && measured.verdict() != Verdict.UNDECIDED
                    && explored.verdict() != measured.verdict();
        }
    }

    private static int side(double ratio) {
        return Math.abs(Math.log(ratio)) <= Math.log1p(Verdict.TIE_BAND) ? 0 : ratio > 1 ? 1 : -1;
    }

    /**
     * What the cells show.
     *
     * @param agreement the share whose ratio is on the same side in both: ahead, behind, or within
     *     the tie band
     * @param decided verdicts that are decided in both
     * @param contradictions of these, those that differ
     * @param medianError of the ratios, as a factor less 1; noise of both runs is in it
     * @param coverage the share whose measured ratio lies in the exploration's interval, widened by
     *     the noise of the measured ratios (pooled over the cells)
     */
    public record Summary(
            int cells,
            double agreement,
            int decided,
            int contradictions,
            double medianError,
            double coverage) {}

    /**
     * By the names of scenarios and stacks.
     *
     * @throws InvalidInputException when the two have no cell in common
     */
    public static ExplorationCheck of(Exploration exploration, RunResult measured) {
        Map<String, Ratio.Measured> others = ratios(measured);
        Map<String, Ratio.Measured> own = ratios(exploration.run());
        List<Cell> cells = new ArrayList<>();
        for (Explored explored : exploration.cells()) {
            String name = name(explored.scenario(), explored.stack());
            Ratio.Measured other = others.get(name);
            if (other != null && other.verdict() != Verdict.REFERENCE) {
                cells.add(
                        new Cell(
                                explored,
                                other,
                                Optional.ofNullable(own.get(name))
                                        .map(ratio -> OptionalDouble.of(ratio.point()))
                                        .orElseGet(OptionalDouble::empty)));
            }
        }
        if (cells.isEmpty()) {
            throw new InvalidInputException(
                    "the runs %s and %s have no stack in a scenario in common"
                            .formatted(
                                    exploration.run().identity().run(), measured.identity().run()),
                    "check an exploration against a run of the same scenarios, by their names");
        }
        return new ExplorationCheck(measured.identity().run(), cells);
    }

    /** Those that the explored run measured itself. */
    public List<Cell> measuredCells() {
        return cells.stream().filter(cell -> cell.explored().measured()).toList();
    }

    public List<Cell> predictedCells() {
        return cells.stream().filter(cell -> !cell.explored().measured()).toList();
    }

    private static Map<String, Ratio.Measured> ratios(RunResult run) {
        Map<String, Ratio.Measured> ratios = new HashMap<>();
        for (ScenarioResult scenario : run.scenarios()) {
            for (Row row : scenario.rows()) {
                if (row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured ratio) {
                    ratios.put(name(scenario.scenario(), row.stack().stack()), ratio);
                }
            }
        }
        return ratios;
    }

    private static String name(String scenario, String stack) {
        return scenario + " " + stack;
    }

    /** Of all cells, of the measured or of the predicted ones; empty without any. */
    public static Optional<Summary> summary(List<Cell> cells) {
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        double noise = noise(cells);
        List<Cell> decided =
                cells.stream()
                        .filter(cell ->
                                cell.explored().verdict() != Verdict.UNDECIDED
                                        && cell.measured().verdict() != Verdict.UNDECIDED)
                        .toList();
        return Optional.of(
                new Summary(
                        cells.size(),
                        share(cells.stream().filter(Cell::agrees).count(), cells.size()),
                        decided.size(),
                        (int) decided.stream().filter(Cell::contradicts).count(),
                        Math.expm1(
                                Median.withDefaults()
                                        .evaluate(
                                                cells.stream()
                                                        .mapToDouble(cell -> Math.abs(cell.error()))
                                                        .toArray())),
                        share(
                                cells.stream().filter(cell -> cell.within(noise)).count(),
                                cells.size())));
    }

    /** Variance of a measured log ratio: of its blocks' mean. */
    private static double noise(List<Cell> cells) {
        double variance = 0;
        for (Cell cell : cells) {
            double[] logs =
                    cell.measured().logs().stream().mapToDouble(Double::doubleValue).toArray();
            if (logs.length > 1) {
                variance += Variance.of(logs).getAsDouble() / logs.length;
            }
        }
        return variance / cells.size();
    }

    /** The share of cells whose ratios of both runs, as measured, are on the same side. */
    public OptionalDouble agreementAsMeasured() {
        return cells.stream()
                .filter(cell -> cell.own().isPresent())
                .mapToDouble(cell ->
                        side(cell.own().getAsDouble()) == side(cell.measured().point()) ? 1 : 0)
                .average();
    }

    private static double share(long part, int all) {
        return (double) part / all;
    }
}
