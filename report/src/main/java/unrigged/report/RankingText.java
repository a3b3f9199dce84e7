package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.RankSet;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Verdict;

/**
 * The ranking of each scenario for a terminal: ranks, ratio, interval, verdict, and the same as
 * dots with intervals on an axis.
 */
public final class RankingText {
    private static final int WIDTH = 100;
    private static final int AXIS_MIN = 24;

    private RankingText() {}

    /** Lines without line ends, for all scenarios. */
    public static List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>();
        for (ScenarioResult scenario : result.scenarios()) {
            lines.add(scenario.scenario() + " · " + scenario.title());
            lines.addAll(ranking(scenario));
            ResultTable.reasons(scenario).forEach(lines::add);
            lines.add("");
        }
        lines.add(
                "Throughput as a multiple of "
                        + result.identity().referenceStack()
                        + "; interval "
                        + SliceText.interval(result)
                        + ".");
        result.progress().unfinished().ifPresent(why -> lines.add("Unfinished: " + why + "."));
        return lines;
    }

    private static List<String> ranking(ScenarioResult scenario) {
        List<Row> rows =
                scenario.rows().stream()
                        .filter(row ->
                                row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured)
                        .toList();
        if (rows.isEmpty()) {
            return List.of("  nothing is compared");
        }
        boolean ranked = rows.stream().anyMatch(row -> !ranks(row).isEmpty());
        int stackWidth = Math.max(5, rows.stream().mapToInt(r -> name(r).length()).max().orElse(0));
        List<String> numbers = new ArrayList<>();
        String format = "  %-5s  %-" + stackWidth + "s  %7s  %-11s  %-9s  ";
        numbers.add(head(ranked, say(format, "rank", "stack", "ratio", "interval", "verdict")));
        for (Row row : rows) {
            Ratio.Measured ratio = measured(row);
            numbers.add(
                    head(
                            ranked,
                            say(
                                    format,
                                    ranks(row),
                                    name(row),
                                    figure(ratio.point()) + "×",
                                    ReportText.interval(ratio),
                                    ratio.verdict() == Verdict.REFERENCE
                                            ? "reference"
                                            : ratio.verdict().shown())));
        }
        return withAxis(numbers, rows);
    }

    private static List<String> withAxis(List<String> numbers, List<Row> rows) {
        double least = 1;
        double most = 1;
        for (Row row : rows) {
            Ratio.Measured ratio = measured(row);
            Interval.Bounded ends =
                    ratio.interval() instanceof Interval.Bounded bounded
                            ? bounded
                            : new Interval.Bounded(ratio.point(), ratio.point());
            least = Math.min(least, Math.min(ratio.point(), ends.lo()));
            most = Math.max(most, Math.max(ratio.point(), ends.hi()));
        }
        int width = Math.max(AXIS_MIN, WIDTH - numbers.getFirst().length());
        RatioAxis axis = new RatioAxis(least, most, width);
        List<String> lines = new ArrayList<>();
        lines.add(numbers.getFirst() + axis.scale());
        for (int i = 0; i < rows.size(); i++) {
            Ratio.Measured ratio = measured(rows.get(i));
            lines.add(numbers.get(i + 1) + axis.mark(ratio.point(), ratio.interval()));
        }
        return lines;
    }

    private static Ratio.Measured measured(Row row) {
        return (Ratio.Measured) row.figure(Metrics.THROUGHPUT_RATIO);
    }

    /** Without the column of ranks where there are too few blocks for any. */
    private static String head(boolean ranked, String line) {
        return ranked ? line : "  " + line.substring(9);
    }

    private static String name(Row row) {
        return TextTable.printable(row.stack().stack());
    }

    static String ranks(Row row) {
        RankSet set = row.ranks().get(Metrics.THROUGHPUT_RATIO);
        return set == null
                ? ""
                : set.best() == set.worst() ? "" + set.best() : set.best() + "–" + set.worst();
    }
}
