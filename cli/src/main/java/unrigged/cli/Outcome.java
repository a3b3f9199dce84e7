package unrigged.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.inference.RunResult;
import unrigged.program.TerminalDevice;
import unrigged.report.Headline;
import unrigged.report.RankingText;
import unrigged.report.ResultTable;

/**
 * What `run`, `resume` and `report` print at the end: the tables, the result in words, and where
 * the time went.
 */
final class Outcome {
    private Outcome() {}

    /** The whole table, or on a terminal the ranking as dots beside its numbers. */
    static List<String> lines(RunResult result) {
        List<String> lines =
                new ArrayList<>(
                        TerminalDevice.isStandardOutput()
                                ? RankingText.lines(result)
                                : ResultTable.lines(result));
        Headline headline = Headline.of(result);
        // What the table ends with is said once.
        List<String> said = List.copyOf(lines);
        lines.add("");
        lines.add(headline.title());
        headline.lines().stream()
                .filter(line -> !said.contains(line))
                .forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add(time(result.time()));
        return lines;
    }

    private static String time(RunResult.TimeSpent time) {
        List<String> parts = new ArrayList<>();
        time.setUpS().ifPresent(s -> parts.add(String.format(Locale.ROOT, "set-up %.1f s", s)));
        parts.add(String.format(Locale.ROOT, "measuring %.0f s", time.wallS()));
        percent(time.shareUnderLoad()).ifPresent(share -> parts.add(share + " of it under load"));
        percent(time.controllerCpuShare())
                .ifPresent(share -> parts.add("Unrigged itself took " + share + " of the CPU"));
        return "time: " + String.join(", ", parts);
    }

    private static Optional<String> percent(Optional<Double> share) {
        return share.map(s -> String.format(Locale.ROOT, "%.1f %%", 100 * s));
    }
}
