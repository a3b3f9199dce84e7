package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.DuelRecord;
import unrigged.inference.DuelResult;
import unrigged.inference.Finding;
import unrigged.inference.Interval;
import unrigged.inference.Look;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Throughput;
import unrigged.inference.Verdict;

/** The result of a duel for people: who is faster in words, the table, what it is worth. */
public final class DuelText {
    private static final String ABSENT = "–";
    private static final String GAP = "  ";

    private DuelText() {}

    /** Lines without line ends. */
    public static List<String> lines(DuelResult result) {
        List<String> lines = new ArrayList<>();
        List<DuelResult.Row> rows = result.rows();
        rows.stream().skip(1).forEach(row -> lines.add(headline(row, rows.getFirst())));
        lines.add("");
        lines.addAll(table(rows));
        lines.add("");
        rows.forEach(row -> {
            unresolved(lines, "P50", row, row.p50());
            unresolved(lines, "P99", row, row.p99());
        });
        lines.add(how(result));
        lines.add(
                "Each server was started once: the figures are of these processes, and another start may differ by more than the intervals say.");
        generator(rows).ifPresent(lines::add);
        rows.forEach(row -> findings(lines, row.entry().name(), row.findings()));
        findings(lines, "machine", result.findings());
        return lines;
    }

    /** The verdict on throughput in a sentence. */
    static String headline(DuelResult.Row row, DuelResult.Row reference) {
        String a = reference.entry().name();
        String b = row.entry().name();
        return switch (row.ratio()) {
            case Ratio.Measured(double point, Interval interval, Verdict verdict, _, _, _) -> {
                String ratio = figure(point) + "× " + a + ends(" (", interval, ")");
                yield switch (verdict) {
                    case FASTER, SLOWER ->
                            say(
                                    "%s is %s in throughput, for these processes: %s.",
                                    b, ratio, verdict.shown());
                    case TIED ->
                            say(
                                    "%s and %s are tied in throughput, for these processes: %s is %s.",
                                    b, a, b, ratio);
                    case UNDECIDED, REFERENCE ->
                            say(
                                    "Whether %s is faster than %s is undecided: %s is %s in throughput, for these processes.",
                                    b, a, b, ratio);
                };
            }
            case Ratio.Unmeasured(String why) -> say("No verdict on %s: %s.", b, why);
            case Ratio.NotCompared(String why) -> say("No verdict on %s: %s.", b, why);
        };
    }

    private static List<String> table(List<DuelResult.Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(
                List.of(
                        "", "per s", "ratio", "95 %", "verdict", "P50 ms", "ratio", "P99 ms",
                        "ratio", "failed", "URL"));
        for (DuelResult.Row row : rows) {
            cells.add(
                    List.of(
                            row.entry().name(),
                            row.throughput() instanceof Throughput.Measured measured
                                    ? figure(measured.perSecond())
                                    : ABSENT,
                            point(row.ratio()),
                            ReportText.interval(row.ratio()),
                            verdict(row.ratio()),
                            ms(row.p50()),
                            whole(row.p50Ratio()),
                            ms(row.p99()),
                            whole(row.p99Ratio()),
                            "" + row.failed().values().stream().mapToLong(Long::longValue).sum(),
                            row.entry().url()));
        }
        int last = cells.getFirst().size() - 1;
        int[] widths = new int[last + 1];
        cells.forEach(row -> {
            for (int i = 0; i <= last; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return cells.stream().map(row -> line(row, widths)).toList();
    }

    /** Names, verdicts and URLs from the left, figures from the right. */
    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - row.get(i).length());
            boolean left = i == 0 || i == 4 || i == widths.length - 1;
            line.append(GAP).append(left ? row.get(i) + gap : gap + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static String point(Ratio ratio) {
        return ratio instanceof Ratio.Measured measured ? figure(measured.point()) + "×" : ABSENT;
    }

    private static String whole(Ratio ratio) {
        return ratio instanceof Ratio.Measured measured
                ? point(ratio) + ends(" (", measured.interval(), ")")
                : ABSENT;
    }

    private static String ends(String before, Interval interval, String after) {
        String ends = ReportText.ends(interval);
        return ends.isEmpty() ? "" : before + ends + after;
    }

    private static String verdict(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Measured measured -> measured.verdict().shown();
            case Ratio.Unmeasured _ -> "none";
            case Ratio.NotCompared _ -> ReportText.NOT_COMPARED;
        };
    }

    private static String ms(Percentile percentile) {
        return switch (percentile) {
            case Percentile.Resolved resolved -> figure(resolved.ms());
            case Percentile.Unresolved _ -> "unresolved";
        };
    }

    private static void unresolved(
            List<String> lines, String which, DuelResult.Row row, Percentile percentile) {
        if (percentile instanceof Percentile.Unresolved(String why)) {
            lines.add(say("%s of %s is unresolved: %s.", which, row.entry().name(), why));
        }
    }

    private static String how(DuelResult result) {
        DuelRecord record = result.record();
        return say(
                "%s in %s%s, windows of %s s, %s, %s, seed %d; %.0f s in all. Intervals: %s, all comparisons of a figure together.",
                plural(result.slices(), "slice", "slices"),
                plural(record.rounds(), "round", "rounds"),
                record.rounds() < record.plan().rounds()
                        ? say(" of %d", record.plan().rounds())
                        : "",
                figure(record.plan().window().toNanos() / 1e9),
                plural(record.settings().clients(), "client", "clients"),
                record.settings().keepAlive()
                        ? "connections kept"
                        : "a new connection for each request",
                record.settings().seed(),
                record.seconds(),
                interval(result.look()));
    }

    /** How the intervals are made. */
    static String interval(Look look) {
        return look == Look.ONCE ? "Student's t over rounds" : "anytime-valid over rounds";
    }

    /** How much of a CPU it took; that it was at its limit is a finding. */
    private static Optional<String> generator(List<DuelResult.Row> rows) {
        List<String> used = new ArrayList<>();
        for (DuelResult.Row row : rows) {
            row.generator()
                    .ifPresent(cpus ->
                            used.add(say("%.0f %% under %s", cpus * 100, row.entry().name())));
        }
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(say("The load generator used %s of one CPU.", ReportText.list(used)));
    }

    private static void findings(List<String> lines, String of, List<Finding> findings) {
        for (Finding finding : findings) {
            lines.add(
                    say(
                            "%s: %s: %s: %s",
                            finding.severity().shown(),
                            of,
                            finding.what(),
                            finding.evidence().replace("\n", "\n    ")));
            lines.add(GAP + "→ " + finding.remedy());
        }
    }
}
