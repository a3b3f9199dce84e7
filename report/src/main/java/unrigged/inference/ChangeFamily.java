package unrigged.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;
import unrigged.inference.RunComparison.NotCompared;
import unrigged.inference.RunComparison.OnlyIn;

/** The changes of one scenario from one run to another, which are judged together. */
record ChangeFamily(ComparedMetric metric, Look oldLook, Look newLook) {
    /** A stack with a ratio in both runs. */
    private record Pair(String stack, Ratio.Measured old, Ratio.Measured now) {}

    /**
     * The scenario's cells.
     *
     * @param old rows by stack, without the reference stack; none where the run has no such
     *     scenario
     */
    List<Cell> cells(String scenario, Map<String, Row> old, Map<String, Row> now) {
        List<Cell> cells = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        TreeSet<String> stacks = new TreeSet<>(old.keySet());
        stacks.addAll(now.keySet());
        for (String stack : stacks) {
            Row before = old.get(stack);
            Row after = now.get(stack);
            if (before == null || after == null) {
                RunSide only = before == null ? RunSide.NEW : RunSide.OLD;
                cells.add(new Cell(scenario, stack, new OnlyIn(only)));
            } else if (sameRequest(before, after)
                    && metric.of(before) instanceof Ratio.Measured was
                    && metric.of(after) instanceof Ratio.Measured is) {
                pairs.add(new Pair(stack, was, is));
            } else {
                cells.add(new Cell(scenario, stack, new NotCompared(why(before, after))));
            }
        }
        cells.sort(Comparator.comparing(cell -> cell.change() instanceof OnlyIn));
        cells.addAll(0, changed(scenario, pairs));
        return cells;
    }

    private static boolean sameRequest(Row old, Row now) {
        return old.stack().request().equals(now.stack().request());
    }

    private String why(Row old, Row now) {
        if (!sameRequest(old, now)) {
            return "its request was %s in the old run and %s in the new one"
                    .formatted(request(old), request(now));
        }
        return Stream.concat(obstacle(RunSide.OLD, old), obstacle(RunSide.NEW, now))
                .collect(Collectors.joining("; "));
    }

    private Stream<String> obstacle(RunSide side, Row row) {
        String where = "in " + side.words() + ", ";
        return switch (metric.of(row)) {
            case Ratio.Measured _ -> Stream.of();
            case Ratio.Unmeasured(String why) -> Stream.of(where + row.why().orElse(why));
            case Ratio.NotCompared(String why) -> Stream.of(where + why);
        };
    }

    private static String request(Row row) {
        return row.stack().request().orElse("the article's");
    }

    private List<Cell> changed(String scenario, List<Pair> pairs) {
        List<MeanDifference> differences = pairs.stream().map(this::difference).toList();
        double[] levels =
                StepDown.levels(
                        differences.stream().mapToDouble(MeanDifference::p).toArray(),
                        AnytimeInterval.ALPHA);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            MeanDifference difference = differences.get(i);
            Interval interval = difference.interval(levels[i]).exp();
            cells.add(
                    new Cell(
                            scenario,
                            pairs.get(i).stack(),
                            new Changed(
                                    Math.exp(difference.point()),
                                    interval,
                                    difference.interval(AnytimeInterval.ALPHA).exp(),
                                    Verdict.of(interval, metric.better()),
                                    pairs.get(i).old(),
                                    pairs.get(i).now())));
        }
        cells.sort(Comparator.comparingDouble(ChangeFamily::size).reversed());
        return cells;
    }

    private MeanDifference difference(Pair pair) {
        return new MeanDifference(
                new MeanDifference.Sample(RunSide.OLD, oldLook, pair.old().logs()),
                new MeanDifference.Sample(RunSide.NEW, newLook, pair.now().logs()));
    }

    private static double size(Cell cell) {
        return cell.changed().map(changed -> Math.abs(Math.log(changed.ratio()))).orElse(0.0);
    }
}
