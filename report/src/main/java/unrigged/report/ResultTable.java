package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Interval;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Throughput;
import unrigged.inference.Verdict;
import unrigged.metric.Tier;

/** The result as plain text for a console: the article's table for each scenario. */
public final class ResultTable {
    private static final List<String> HEAD =
            List.of(
                    "Framework",
                    "Server",
                    "Type",
                    "Workers",
                    "Throughput",
                    "interval",
                    "verdict",
                    "P50 ms",
                    "P99 ms",
                    "#DB",
                    "failed",
                    "CPU ms/req",
                    "load+proxy+app+pool+db",
                    "PSS MiB",
                    "!");
    private static final List<Integer> LEFT = List.of(0, 1, 2, 5, 6, 12, 14);
    private static final String ABSENT = "–";
    private static final String NOT_COMPARED = ReportText.NOT_COMPARED + ", because ";

    private ResultTable() {}

    /** Lines without line ends, for all scenarios. */
    public static List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>();
        for (ScenarioResult scenario : result.scenarios()) {
            lines.addAll(lines(scenario, result.identity().referenceStack()));
            lines.add("");
        }
        result.progress().unfinished().ifPresent(why -> lines.add("Unfinished: " + why + "."));
        return lines;
    }

    /** One scenario: its settings, its table, then the rows without figures with their reasons. */
    public static List<String> lines(ScenarioResult scenario, String referenceStack) {
        List<String> lines = new ArrayList<>();
        lines.add(scenario.scenario() + " · " + scenario.title());
        if (scenario.sync().isPresent() && scenario.async().isPresent()) {
            lines.add(settings(scenario, scenario.sync().get(), scenario.async().get()));
        }
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        scenario.rows().stream()
                .filter(r -> r.trials().measured() > 0)
                .forEach(r -> cells.add(cells(r, scenario.rows())));
        lines.addAll(aligned(cells));
        scenario.rows()
                .forEach(r ->
                        r.why()
                                .or(() -> ReportText.notCompared(r).map(why -> NOT_COMPARED + why))
                                .ifPresent(why ->
                                        lines.add(
                                                printable("  " + r.stack().stack() + ": " + why))));
        lines.add(
                "  Throughput as a multiple of "
                        + referenceStack
                        + "; interval anytime-valid, 95 %.");
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

    private static List<String> cells(Row row, List<Row> all) {
        return List.of(
                printable(framework(row.stack(), all)),
                printable(row.stack().server()),
                printable(row.stack().type()),
                row.settings().map(s -> "" + s.workers()).orElse(ABSENT),
                ratio(row),
                interval(row.throughputRatio()),
                verdict(row.throughputRatio()),
                percentile(row.latency().p50()),
                percentile(row.latency().p99()),
                row.maxDbSessions().isPresent() ? "" + row.maxDbSessions().getAsInt() : ABSENT,
                say("%,d", row.failedRequests()),
                number(row.cpuMsPerRequestTotal()),
                tiers(row),
                number(row.pssMiBTotal()),
                marks(row));
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

    /** What is not compared shows its own figure, so that no row reads as a multiple. */
    private static String ratio(Row row) {
        return switch (row.throughputRatio()) {
            case Ratio.Measured m -> figure(m.point()) + "×";
            case Ratio.Unmeasured _ -> ABSENT;
            case Ratio.NotCompared _ ->
                    row.throughput() instanceof Throughput.Measured t
                            ? figure(t.perSecond()) + "/s"
                            : ABSENT;
        };
    }

    private static String interval(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Measured(_, Interval.Bounded(double lo, double hi), _, _) ->
                    figure(lo) + "–" + figure(hi);
            case Ratio.Measured _, Ratio.Unmeasured _, Ratio.NotCompared _ -> "";
        };
    }

    private static String verdict(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Measured m ->
                    m.verdict() == Verdict.REFERENCE ? "reference" : m.verdict().word();
            case Ratio.Unmeasured _ -> "";
            case Ratio.NotCompared _ -> ReportText.NOT_COMPARED;
        };
    }

    private static String percentile(Percentile percentile) {
        return switch (percentile) {
            case Percentile.Resolved r -> figure(r.ms());
            case Percentile.Unresolved _ -> "unresolved";
        };
    }

    private static String number(Optional<Double> value) {
        return value.map(ReportText::figure).orElse(ABSENT);
    }

    private static String tiers(Row row) {
        if (row.cpuMsPerRequest().isEmpty()) {
            return ABSENT;
        }
        List<String> parts = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            parts.add(number(Optional.ofNullable(row.cpuMsPerRequest().get(tier))));
        }
        return String.join("+", parts);
    }

    /** How many findings of which weight, the light ones left out. */
    private static String marks(Row row) {
        long errors = count(row, Severity.ERROR);
        long warnings = count(row, Severity.WARNING);
        List<String> words = new ArrayList<>();
        if (errors > 0) {
            words.add(ReportText.plural((int) errors, "error", "errors"));
        }
        if (warnings > 0) {
            words.add(ReportText.plural((int) warnings, "warning", "warnings"));
        }
        return String.join(", ", words);
    }

    private static long count(Row row, Severity severity) {
        return row.findings().stream().filter(f -> f.severity() == severity).count();
    }

    private static List<String> aligned(List<List<String>> cells) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - width(row.get(i)));
                line.append("  ").append(LEFT.contains(i) ? row.get(i) + gap : gap + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A journal from elsewhere does not steer this console. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
