package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Verdict;
import unrigged.program.InvalidInputException;

/**
 * The ranking as a small picture for a README or a pull request: a panel for each scenario, a row
 * for each stack, its ratio and interval on one logarithmic axis for all. Light and dark.
 */
public final class RankingSvg {
    /** More panels are too narrow to read. */
    private static final int PANELS_MAX = 4;

    private static final int NAME = 190;
    private static final int PANEL = 200;
    private static final int GAP = 24;
    private static final int ROW = 20;
    private static final int TOP = 52;
    private static final int BOTTOM = 30;
    private static final double MARGIN = 1.06;
    private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50};

    private static final String STYLE =
            """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1d2430; }
            .dim { fill: #5c6675; } .title { font-weight: 600; }
            .grid { stroke: #d9dee6; } .one { stroke: #7d8794; }
            .bar { stroke-width: 3; stroke-linecap: round; }
            .faster { stroke: #0072b2; fill: #0072b2; } .slower { stroke: #d55e00; fill: #d55e00; }
            .other { stroke: #7d8794; fill: #7d8794; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6e9ee; } .dim { fill: #9aa4b2; } .grid { stroke: #39414d; }
            .faster { stroke: #56b4e9; fill: #56b4e9; } .slower { stroke: #e69f00; fill: #e69f00; }
            }
            </style>
            """;

    private final List<ScenarioResult> scenarios;
    private final List<String> stacks;
    private final String reference;
    private final RatioScale scale;
    private final StringBuilder out = new StringBuilder();

    private RankingSvg(List<ScenarioResult> scenarios, String reference) {
        this.scenarios = scenarios;
        this.reference = reference;
        this.stacks = stacks(scenarios);
        List<Double> values =
                scenarios.stream()
                        .flatMap(scenario -> ratios(scenario).values().stream())
                        .flatMap(RankingSvg::values)
                        .toList();
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        this.scale = new RatioScale(least, most, MARGIN);
    }

    /**
     * The whole picture.
     *
     * @param names of at most four scenarios; where there are none, the run's first four
     * @throws InvalidInputException when the run has no such scenario, or compares nothing
     */
    public static String of(RunResult result, List<String> names) {
        List<String> known = result.scenarios().stream().map(ScenarioResult::scenario).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        "the run has no scenario " + name,
                        "its scenarios are " + String.join(", ", known));
            }
        }
        if (names.size() > PANELS_MAX) {
            throw new InvalidInputException(
                    say("%d scenarios are too many for one picture", names.size()),
                    "name at most " + PANELS_MAX);
        }
        List<ScenarioResult> shown =
                result.scenarios().stream()
                        .filter(s -> names.isEmpty() || names.contains(s.scenario()))
                        .limit(PANELS_MAX)
                        .toList();
        RankingSvg svg = new RankingSvg(shown, result.identity().referenceStack());
        if (svg.stacks.isEmpty()) {
            throw new InvalidInputException("the run compares no stacks yet: there is no ranking");
        }
        return svg.drawn(Headline.of(result).title());
    }

    /** In the first scenario's order, then those that only others have. */
    private static List<String> stacks(List<ScenarioResult> scenarios) {
        return scenarios.stream().flatMap(s -> ratios(s).keySet().stream()).distinct().toList();
    }

    private static Map<String, Ratio.Measured> ratios(ScenarioResult scenario) {
        Map<String, Ratio.Measured> ratios = new LinkedHashMap<>();
        scenario.rows()
                .forEach(row -> {
                    if (row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured ratio) {
                        ratios.put(row.stack().stack(), ratio);
                    }
                });
        return ratios;
    }

    private static Stream<Double> values(Ratio.Measured ratio) {
        return ratio.interval() instanceof Interval.Bounded(double lo, double hi)
                ? Stream.of(lo, ratio.point(), hi)
                : Stream.of(ratio.point());
    }

    private String drawn(String title) {
        int width = NAME + scenarios.size() * (PANEL + GAP);
        int height = TOP + stacks.size() * ROW + BOTTOM;
        out.append(
                say(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
                        width, height, width, height));
        out.append("<title>")
                .append(StandalonePage.escaped(title))
                .append("</title>\n")
                .append(STYLE);
        for (int i = 0; i < stacks.size(); i++) {
            text(NAME - 12, y(i) + 4, "end", "", stacks.get(i));
        }
        for (int i = 0; i < scenarios.size(); i++) {
            panel(scenarios.get(i), NAME + i * (PANEL + GAP));
        }
        text(
                NAME,
                height - 8,
                "start",
                "dim",
                "Throughput as a multiple of " + reference + ", 95 % intervals");
        return out.append("</svg>\n").toString();
    }

    private void panel(ScenarioResult scenario, int left) {
        text(left, 18, "start", "title", scenario.scenario());
        double bottom = TOP + stacks.size() * ROW;
        for (double tick : ticks()) {
            double x = left + x(tick);
            line(tick == 1 ? "one" : "grid", x, TOP - 8, x, bottom);
            text(x, TOP - 14, "middle", "dim", RatioScale.label(tick));
        }
        Map<String, Ratio.Measured> ratios = ratios(scenario);
        for (int i = 0; i < stacks.size(); i++) {
            Ratio.Measured ratio = ratios.get(stacks.get(i));
            if (ratio != null) {
                mark(ratio, left, y(i));
            }
        }
    }

    private List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double tick : TICKS) {
            if (scale.holds(tick)) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private void mark(Ratio.Measured ratio, int left, double y) {
        String kind =
                switch (ratio.verdict()) {
                    case FASTER -> "faster";
                    case SLOWER -> "slower";
                    case TIED, UNDECIDED, REFERENCE -> "other";
                };
        double end = left + x(ratio.point());
        if (ratio.interval() instanceof Interval.Bounded(double lo, double hi)) {
            end = left + x(hi);
            line("bar " + kind, left + x(lo), y, end, y);
        }
        out.append(
                say(
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n",
                        kind, left + x(ratio.point()), y));
        if (ratio.verdict() != Verdict.REFERENCE) {
            text(end + 7, y + 4, "start", "dim", figure(ratio.point()) + "×");
        }
    }

    /** Within a panel; the last part of it is for the figures. */
    private double x(double ratio) {
        return scale.part(ratio) * (PANEL - 40);
    }

    private static double y(int row) {
        return TOP + (row + 0.5) * ROW;
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        out.append(
                say(
                        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                        kind, x1, y1, x2, y2));
    }

    private void text(double x, double y, String anchor, String kind, String words) {
        out.append(
                say(
                        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                        kind, x, y, anchor, StandalonePage.escaped(words)));
    }
}
