package unrigged.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.program.InvalidInputException;

/**
 * How the ratios to the reference stack changed from one run to another: for each stack in each
 * scenario the ratio of ratios, new over old. Absolute figures are not compared: the machine is in
 * them.
 *
 * @param interval how the intervals come about, for people
 * @param cells by scenario in the plans' order; within it those that are compared, the largest
 *     change first, then the others
 */
public record RunComparison(
        ComparedMetric metric, String referenceStack, String interval, List<Cell> cells) {

    public RunComparison {
        cells = List.copyOf(cells);
    }

    /** A stack in a scenario, the reference stack excepted. */
    public record Cell(String scenario, String stack, Change change) {
        /** Empty when it is not compared. */
        public Optional<Changed> changed() {
            return change instanceof Changed changed ? Optional.of(changed) : Optional.empty();
        }
    }

    /** What became of a cell. */
    public sealed interface Change {}

    /**
     * Both runs have a ratio.
     *
     * @param ratio the new run's ratio over the old one's
     * @param interval the one that the verdict was made by, 95 % for the scenario's together
     * @param single the interval of this change alone
     */
    public record Changed(
            double ratio,
            Interval interval,
            Interval single,
            Verdict verdict,
            Ratio.Measured old,
            Ratio.Measured now)
            implements Change {}

    /** Both runs planned it, and one of them has no ratio, or they are of different things. */
    public record NotCompared(String why) implements Change {}

    /** The other run's plan does not have it. */
    public record OnlyIn(RunSide side) implements Change {}

    /**
     * Compares two runs.
     *
     * @param old with the metrics that {@code metric} needs, like {@code now}
     * @throws InvalidInputException when they have no reference stack, or no other cell, in common,
     *     or are one and the same run
     */
    public static RunComparison of(RunResult old, RunResult now, ComparedMetric metric) {
        requireTwoRuns(old.identity(), now.identity());
        List<Cell> cells = new ArrayList<>();
        Set<String> scenarios = new LinkedHashSet<>();
        Stream.of(now, old)
                .flatMap(run -> run.scenarios().stream())
                .forEach(scenario -> scenarios.add(scenario.scenario()));
        for (String scenario : scenarios) {
            cells.addAll(
                    new ChangeFamily(metric, look(old), look(now))
                            .cells(scenario, rows(old, scenario), rows(now, scenario)));
        }
        if (cells.stream().allMatch(cell -> cell.change() instanceof OnlyIn)) {
            throw new InvalidInputException(
                    "the runs have no stack in the same scenario in common, "
                            + old.identity().referenceStack()
                            + " excepted\n  "
                            + contents(RunSide.OLD, old)
                            + "\n  "
                            + contents(RunSide.NEW, now),
                    "give two runs of plans that overlap");
        }
        return new RunComparison(
                metric,
                now.identity().referenceStack(),
                MeanDifference.words(look(old), look(now)),
                cells);
    }

    private static void requireTwoRuns(RunResult.Identity old, RunResult.Identity now) {
        if (old.started().equals(now.started()) && old.seed() == now.seed()) {
            throw new InvalidInputException(
                    "both are the same run, begun at "
                            + now.started()
                            + ": its figures are not independent of themselves",
                    "give two runs; the first is the old one, which the second is compared with");
        }
        if (!old.referenceStack().equals(now.referenceStack())) {
            throw new InvalidInputException(
                    "the runs have different reference stacks: %s in the old run, %s in the new one"
                            .formatted(old.referenceStack(), now.referenceStack()),
                    "measure one of them again with the other's: unrigged run --reference "
                            + old.referenceStack());
        }
    }

    /** All those that are compared. */
    public List<Changed> compared() {
        return cells.stream().flatMap(cell -> cell.changed().stream()).toList();
    }

    private static Look look(RunResult run) {
        return run.slices().map(SliceSummary::look).orElse(Look.ANYTIME);
    }

    /** By stack, without the reference stack; none when the run does not have the scenario. */
    private static Map<String, Row> rows(RunResult run, String scenario) {
        Map<String, Row> rows = new LinkedHashMap<>();
        run.scenarios().stream()
                .filter(s -> s.scenario().equals(scenario))
                .flatMap(s -> s.rows().stream())
                .filter(row -> !row.stack().stack().equals(run.identity().referenceStack()))
                .forEach(row -> rows.put(row.stack().stack(), row));
        return rows;
    }

    private static String contents(RunSide side, RunResult run) {
        return side.words()
                + ", "
                + run.identity().run()
                + ": "
                + run.scenarios().stream()
                        .map(scenario -> scenario.scenario() + " (" + stacks(scenario) + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String stacks(ScenarioResult scenario) {
        return scenario.rows().stream()
                .map(row -> row.stack().stack())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
