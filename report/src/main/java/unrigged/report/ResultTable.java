package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.say;
import static unrigged.report.TextTable.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Figure;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Throughput;
import unrigged.metric.Tier;

/** The result as plain text for a console: the article's table for each scenario. */
public final class ResultTable {
    private static final String ABSENT = "–";
    private static final String NOT_COMPARED = ReportText.NOT_COMPARED + ", because ";

    private ResultTable() {}

    /** Lines without line ends, for all scenarios. */
    public static List<String> lines(RunResult result) {
        return lines(result, Metrics.TABLE);
    }

    static List<String> lines(RunResult result, List<Metric<?>> metrics) {
        List<String> lines = new ArrayList<>();
        for (ScenarioResult scenario : result.scenarios()) {
            lines.addAll(
                    lines(
                            scenario,
                            result.identity().referenceStack(),
                            SliceText.interval(result),
                            metrics));
            lines.add("");
        }
        lines.addAll(SliceText.tail(result));
        result.progress().unfinished().ifPresent(why -> lines.add("Unfinished: " + why + "."));
        return lines;
    }

    static List<String> lines(
            ScenarioResult scenario,
            String referenceStack,
            String interval,
            List<Metric<?>> metrics) {
        List<String> lines = new ArrayList<>();
        lines.add(scenario.scenario() + " · " + scenario.title());
        if (scenario.sync().isPresent() && scenario.async().isPresent()) {
            lines.add(settings(scenario, scenario.sync().get(), scenario.async().get()));
        }
        lines.addAll(
                TextTable.lines(
                        columns(
                                scenario.rows(),
                                scenario.ratePerSecond().isPresent()
                                                && metrics.equals(Metrics.TABLE)
                                        ? Metrics.OPEN_TABLE
                                        : metrics),
                        scenario.rows().stream().filter(r -> r.trials().measured() > 0).toList()));
        lines.addAll(reasons(scenario));
        lines.add(
                (scenario.ratePerSecond().isPresent() ? "  P50 and P99" : "  Throughput")
                        + " as a multiple of "
                        + referenceStack
                        + "; interval "
                        + interval
                        + ".");
        return lines;
    }

    /** What an open loop offered; of rows without figures or a comparison a line each. */
    static List<String> reasons(ScenarioResult scenario) {
        List<String> lines = new ArrayList<>();
        scenario.ratePerSecond()
                .ifPresent(rate ->
                        lines.add(
                                say(
                                        "  an open loop of %s requests at random: throughput is what was offered, latency runs from when a request was due",
                                        ScenarioSetting.RATE.text(rate))));
        for (Row row : scenario.rows()) {
            row.why()
                    .or(() -> ReportText.notCompared(row).map(why -> NOT_COMPARED + why))
                    .ifPresent(
                            why -> lines.add(printable("  " + row.stack().stack() + ": " + why)));
        }
        return lines;
    }

    private static String settings(ScenarioResult scenario, CellSettings sync, CellSettings async) {
        return say(
                scenario.tuned().isEmpty()
                        ? "  %s workers sync/async · %s clients · %s database sessions · %s ms query delay"
                        : "  workers tuned for each stack, from %s sync/async · %s clients · %s database sessions · %s ms query delay",
                sync.workers() + "/" + async.workers(),
                each(sync.clients(), async.clients()),
                each(sync.dbSessions(), async.dbSessions()),
                figure(sync.delayNs() / 1e6));
    }

    private static String each(int sync, int async) {
        return sync == async ? "" + sync : sync + "/" + async;
    }

    private static List<TextTable.Column<Row>> columns(List<Row> all, List<Metric<?>> metrics) {
        List<TextTable.Column<Row>> columns = new ArrayList<>();
        if (all.stream().anyMatch(row -> !row.ranks().isEmpty())) {
            columns.add(new TextTable.Column<>("Rank", true, RankingText::ranks));
        }
        columns.add(
                new TextTable.Column<>(
                        "Framework", true, r -> printable(framework(r.stack(), all))));
        columns.add(new TextTable.Column<>("Server", true, r -> printable(r.stack().server())));
        columns.add(new TextTable.Column<>("Type", true, r -> printable(r.stack().type())));
        columns.add(
                new TextTable.Column<>(
                        "Workers",
                        false,
                        r -> r.settings().map(s -> "" + s.workers()).orElse(ABSENT)));
        for (Metric<?> metric : metrics) {
            for (Metric.Column column : metric.display().columns()) {
                columns.add(
                        new TextTable.Column<>(
                                column.heading(),
                                column.content() != Metric.Content.FIGURE,
                                r -> cell(r, metric, column.content())));
            }
        }
        columns.add(new TextTable.Column<>("!", true, ResultTable::marks));
        return columns;
    }

    /** With its driver where another row differs by that alone. */
    private static String framework(StackInfo stack, List<Row> all) {
        boolean told =
                all.stream()
                        .map(Row::stack)
                        .filter(other -> other.framework().equals(stack.framework()))
                        .filter(other -> other.server().equals(stack.server()))
                        .filter(other -> other.type().equals(stack.type()))
                        .allMatch(other -> other.driver().equals(stack.driver()));
        return told ? stack.framework() : stack.framework() + " (" + stack.driver() + ")";
    }

    private static String cell(Row row, Metric<?> metric, Metric.Content content) {
        Figure figure = row.figure(metric);
        return switch (content) {
            case FIGURE -> shown(row, metric, figure);
            case INTERVAL -> figure instanceof Ratio ratio ? ReportText.interval(ratio) : "";
            case VERDICT -> figure instanceof Ratio ratio ? ReportText.verdict(ratio) : "";
            case TIERS -> figure instanceof Figure.ByTier amounts ? tiers(amounts) : "";
        };
    }

    private static String shown(Row row, Metric<?> metric, Figure figure) {
        return switch (figure) {
            case Figure.Counted c ->
                    metric.unit().grouped() ? say("%,d", c.value()) : "" + c.value();
            case Figure.Uncounted _ -> ABSENT;
            case Figure.ByKind k ->
                    String.join(
                            ", ",
                            k.counts().entrySet().stream()
                                    .map(e -> printable(e.getKey()) + " " + e.getValue())
                                    .toList());
            case Figure.ByTier t -> number(t.total());
            case Throughput.Measured t -> figure(t.perSecond());
            case Throughput.Unmeasured _ -> ABSENT;
            case Percentile.Resolved r -> figure(r.ms());
            case Percentile.Unresolved _ -> "unresolved";
            case Ratio.Measured m -> figure(m.point()) + "×";
            case Ratio.Unmeasured _ -> ABSENT;
            case Ratio.NotCompared _ -> metric.equals(Metrics.THROUGHPUT_RATIO) ? own(row) : ABSENT;
        };
    }

    /** What is not compared shows its own figure, so that no row reads as a multiple. */
    private static String own(Row row) {
        return row.figure(Metrics.THROUGHPUT) instanceof Throughput.Measured t
                ? figure(t.perSecond()) + "/s"
                : ABSENT;
    }

    private static String number(Optional<Double> value) {
        return value.map(ReportText::figure).orElse(ABSENT);
    }

    private static String tiers(Figure.ByTier amounts) {
        if (amounts.amounts().isEmpty()) {
            return ABSENT;
        }
        List<String> parts = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            parts.add(number(Optional.ofNullable(amounts.amounts().get(tier))));
        }
        return String.join("+", parts);
    }

    /** How many findings of which weight, the light ones left out. */
    private static String marks(Row row) {
        List<String> words = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            long found = row.findings().stream().filter(f -> f.severity() == severity).count();
            if (found > 0) {
                words.add(ReportText.plural((int) found, severity.shown(), severity.shown() + "s"));
            }
        }
        return String.join(", ", words);
    }
}
