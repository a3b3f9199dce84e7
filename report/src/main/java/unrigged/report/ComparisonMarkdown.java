package unrigged.report;

import static unrigged.report.ComparisonText.sentence;
import static unrigged.report.MarkdownText.cells;
import static unrigged.report.MarkdownText.text;
import static unrigged.report.ReportText.figure;

import java.util.ArrayList;
import java.util.List;
import unrigged.inference.Difference;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;

/** Two runs as Markdown (GitHub's, with tables), for a pull request or a job's summary. */
public final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    /** The whole text. */
    public static String of(RunPair runs, GateResult gate) {
        List<String> lines = new ArrayList<>();
        lines.add("### " + text(sentence(ComparisonText.headline(runs))));
        if (gate.asked()) {
            lines.add("");
            lines.add(
                    gate.passed()
                            ? "Gate passed: " + text(gate.words()) + "."
                            : "**Gate failed: " + text(gate.words()) + ".**");
        }
        lines.add("");
        lines.add("- old: " + text(ComparisonText.run(runs.old())));
        lines.add("- new: " + text(ComparisonText.run(runs.now())));
        table(lines, runs, gate);
        list(lines, ComparisonText.notCompared(runs));
        differences(lines, runs.differences());
        list(lines, ComparisonText.notes(runs));
        return String.join("\n", lines) + "\n";
    }

    private static void table(List<String> lines, RunPair runs, GateResult gate) {
        if (runs.comparison().compared().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| scenario | stack | new/old | 95 % interval | verdict | old | new |");
        lines.add("|---|---|--:|---|---|---|---|");
        for (Cell cell : runs.comparison().cells()) {
            cell.changed().ifPresent(changed -> lines.add(row(cell, changed, gate)));
        }
        lines.add("");
        lines.add(text(ComparisonText.legend(runs.comparison())));
    }

    private static String row(Cell cell, Changed changed, GateResult gate) {
        boolean decided = changed.verdict().differs();
        String ratio = figure(changed.ratio()) + "×";
        return cells(
                text(cell.scenario()),
                text(cell.stack()),
                decided ? "**" + ratio + "**" : ratio,
                ComparisonText.interval(changed.interval()),
                changed.verdict().shown()
                        + (gate.asked() && gate.fails(cell) ? ", **regression**" : ""),
                ComparisonText.ratio(changed.old()),
                ComparisonText.ratio(changed.now()));
    }

    private static void differences(List<String> lines, List<Difference> differences) {
        lines.add("");
        if (differences.isEmpty()) {
            lines.add("Nothing else that was recorded differs.");
            return;
        }
        lines.add("| differs | what | old | new |");
        lines.add("|---|---|---|---|");
        for (Difference difference : differences) {
            lines.add(
                    cells(
                            difference.kind().word(),
                            text(ComparisonText.what(difference)),
                            text(ComparisonText.value(difference.old())),
                            text(ComparisonText.value(difference.now()))));
        }
    }

    private static void list(List<String> lines, List<String> sentences) {
        if (!sentences.isEmpty()) {
            lines.add("");
            sentences.forEach(sentence -> lines.add("- " + text(sentence(sentence))));
        }
    }
}
