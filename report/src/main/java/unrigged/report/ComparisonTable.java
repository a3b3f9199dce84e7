package unrigged.report;

import static unrigged.report.ComparisonText.sentence;
import static unrigged.report.ReportText.figure;
import static unrigged.report.TextTable.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import unrigged.inference.Difference;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;

/** Two runs as plain text for a console. */
public final class ComparisonTable {
    private static final List<TextTable.Column<Difference>> DIFFERENCES =
            List.of(
                    new TextTable.Column<>("Differs", true, d -> d.kind().word()),
                    new TextTable.Column<>("what", true, d -> printable(ComparisonText.what(d))),
                    new TextTable.Column<>(
                            "old", true, d -> printable(ComparisonText.value(d.old()))),
                    new TextTable.Column<>(
                            "new", true, d -> printable(ComparisonText.value(d.now()))));

    private ComparisonTable() {}

    /** Lines without line ends: a headline, the table, what differs, what to know of it. */
    public static List<String> lines(RunPair runs, GateResult gate) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(ComparisonText.headline(runs)));
        lines.add("");
        lines.add("  old  " + ComparisonText.run(runs.old()));
        lines.add("  new  " + ComparisonText.run(runs.now()));
        List<Cell> compared =
                runs.comparison().cells().stream().filter(c -> c.changed().isPresent()).toList();
        if (!compared.isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(columns(gate), compared));
            lines.add("  " + ComparisonText.legend(runs.comparison()));
        }
        block(lines, ComparisonText.notCompared(runs));
        lines.add("");
        lines.addAll(
                runs.differences().isEmpty()
                        ? List.of("  Nothing else that was recorded differs.")
                        : TextTable.lines(DIFFERENCES, runs.differences()));
        block(lines, ComparisonText.notes(runs));
        return lines.stream().map(TextTable::printable).toList();
    }

    private static List<TextTable.Column<Cell>> columns(GateResult gate) {
        List<TextTable.Column<Cell>> columns = new ArrayList<>();
        columns.add(new TextTable.Column<>("Scenario", true, c -> printable(c.scenario())));
        columns.add(new TextTable.Column<>("stack", true, c -> printable(c.stack())));
        columns.add(column("new/old", false, c -> figure(c.ratio()) + "×"));
        columns.add(column("interval", true, c -> ComparisonText.interval(c.interval())));
        columns.add(column("verdict", true, c -> c.verdict().shown()));
        columns.add(column("old", true, c -> ComparisonText.ratio(c.old())));
        columns.add(column("new", true, c -> ComparisonText.ratio(c.now())));
        if (gate.asked()) {
            columns.add(new TextTable.Column<>("!", true, c -> gate.fails(c) ? "regression" : ""));
        }
        return columns;
    }

    private static TextTable.Column<Cell> column(
            String heading, boolean left, Function<Changed, String> text) {
        return new TextTable.Column<>(heading, left, c -> c.changed().map(text).orElse(""));
    }

    private static void block(List<String> lines, List<String> sentences) {
        if (!sentences.isEmpty()) {
            lines.add("");
            sentences.forEach(sentence -> lines.add("  " + sentence(sentence)));
        }
    }
}
