package unrigged.report;

import static unrigged.report.MarkdownText.cells;
import static unrigged.report.MarkdownText.text;
import static unrigged.report.ReportText.figure;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;

/** The result as Markdown, for a pull request or a README: headline, flips, a table a scenario. */
public final class ResultMarkdown {
    private static final String ABSENT = "–";

    private ResultMarkdown() {}

    /** The whole text. */
    public static String of(RunResult result) {
        Headline headline = Headline.of(result);
        List<String> lines = new ArrayList<>();
        lines.add("### " + text(headline.title()));
        lines.add("");
        headline.lines().forEach(line -> lines.add("- " + text(line)));
        for (ScenarioResult scenario : result.scenarios()) {
            scenario(lines, scenario);
        }
        lines.add("");
        lines.add(
                text(
                        "Throughput as a multiple of "
                                + result.identity().referenceStack()
                                + ", with its interval ("
                                + SliceText.interval(result)
                                + "); bold where it decides."));
        result.progress()
                .unfinished()
                .ifPresent(why -> lines.add("\nUnfinished: " + text(why) + "."));
        return String.join("\n", lines) + "\n";
    }

    private static void scenario(List<String> lines, ScenarioResult scenario) {
        boolean ranked =
                scenario.rows().stream().anyMatch(row -> !RankingText.ranks(row).isEmpty());
        lines.add("");
        lines.add("**" + text(scenario.scenario()) + "** · " + text(scenario.title()));
        lines.add("");
        String rank = ranked ? "| rank " : "";
        lines.add(rank + "| stack | type | throughput | interval | verdict | P50 ms | P99 ms |");
        lines.add((ranked ? "|---" : "") + "|---|---|--:|---|---|--:|--:|");
        for (Row row : scenario.rows()) {
            if (row.trials().measured() > 0) {
                lines.add((ranked ? "| " + RankingText.ranks(row) + " " : "") + line(row));
            }
        }
        List<String> reasons = ResultTable.reasons(scenario);
        if (!reasons.isEmpty()) {
            lines.add("");
            reasons.forEach(reason -> lines.add("- " + text(reason.strip())));
        }
    }

    private static String line(Row row) {
        Ratio ratio = row.figure(Metrics.THROUGHPUT_RATIO);
        return cells(
                text(row.stack().stack()),
                text(row.stack().type()),
                throughput(ratio),
                ReportText.interval(ratio),
                ReportText.verdict(ratio),
                percentile(row, Metrics.P50),
                percentile(row, Metrics.P99));
    }

    private static String throughput(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Measured m -> {
                String shown = figure(m.point()) + "×";
                yield m.verdict().differs() ? "**" + shown + "**" : shown;
            }
            case Ratio.Unmeasured _, Ratio.NotCompared _ -> ABSENT;
        };
    }

    private static String percentile(Row row, Metric<Percentile> metric) {
        return row.figure(metric) instanceof Percentile.Resolved resolved
                ? figure(resolved.ms())
                : "unresolved";
    }
}
