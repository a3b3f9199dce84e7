package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.inference.RunComparison;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;
import unrigged.inference.RunComparison.NotCompared;
import unrigged.inference.RunComparison.OnlyIn;
import unrigged.inference.RunSide;

/**
 * Two runs as the XML that test runners write and CI servers read (JUnit's, as Ant and Maven write
 * it): a suite for each scenario, a case for each stack. What fails the gate is a failure, what is
 * not compared is skipped.
 */
public final class ComparisonJUnit {
    private ComparisonJUnit() {}

    /** The whole document. */
    public static String of(RunPair runs, GateResult gate) {
        RunComparison comparison = runs.comparison();
        Map<String, List<Cell>> suites = new LinkedHashMap<>();
        comparison
                .cells()
                .forEach(cell ->
                        suites.computeIfAbsent(cell.scenario(), _ -> new ArrayList<>()).add(cell));
        List<String> lines = new ArrayList<>();
        lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lines.add(
                say("<testsuites name=\"unrigged compare\" %s>", counts(comparison.cells(), gate)));
        suites.forEach((scenario, cells) -> {
            lines.add(
                    say(
                            "  <testsuite name=\"%s\" %s timestamp=\"%s\">",
                            escaped(scenario),
                            counts(cells, gate),
                            runs.now().identity().started().toString().substring(0, 19)));
            cells.forEach(cell -> lines.addAll(testCase(comparison, cell, gate)));
            lines.add("  </testsuite>");
        });
        lines.add("</testsuites>");
        return String.join("\n", lines) + "\n";
    }

    private static String counts(List<Cell> cells, GateResult gate) {
        return say(
                "tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\"",
                cells.size(),
                cells.stream().filter(gate::fails).count(),
                cells.stream().filter(cell -> cell.changed().isEmpty()).count());
    }

    private static List<String> testCase(RunComparison comparison, Cell cell, GateResult gate) {
        String inner =
                switch (cell.change()) {
                    case Changed changed ->
                            changed(figures(comparison, changed), gate.fails(cell), gate);
                    case NotCompared(String why) -> skipped(why);
                    case OnlyIn(RunSide side) -> skipped("only in " + side.words());
                };
        return List.of(
                say(
                        "    <testcase classname=\"%s\" name=\"%s\" time=\"0\">",
                        escaped(cell.scenario()), escaped(cell.stack())),
                "      " + inner,
                "    </testcase>");
    }

    private static String figures(RunComparison comparison, Changed changed) {
        return say(
                "%s as a multiple of %s's: %s in the old run, %s in the new one, new/old %s× (%s), %s",
                comparison.metric().words(),
                comparison.referenceStack(),
                ComparisonText.ratio(changed.old()),
                ComparisonText.ratio(changed.now()),
                figure(changed.ratio()),
                ComparisonText.interval(changed.interval()),
                changed.verdict().shown());
    }

    private static String changed(String figures, boolean fails, GateResult gate) {
        return fails
                ? say(
                        "<failure type=\"regression\" message=\"%s\">%s</failure>",
                        escaped(gate.regression()), escaped(figures))
                : "<system-out>" + escaped(figures) + "</system-out>";
    }

    private static String skipped(String why) {
        return "<skipped message=\"" + escaped(why) + "\"/>";
    }

    /** Text for an element or a value in quotes; what no XML 1.0 document may hold is U+FFFD. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                        default -> escaped.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
                    }
                });
        return escaped.toString();
    }

    /** XML 1.0, production 2, white space excepted. */
    private static boolean isCharacter(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
