package unrigged.report;

import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.say;

import java.util.List;
import unrigged.inference.RunComparison.Cell;

/**
 * What a gate makes of a comparison.
 *
 * @param asked whether its failure is one of the whole; else it is told alone
 * @param tolerance a share that a regression has to exceed: 0.05 for 5 %
 * @param failed the cells that do
 * @param judged how many cells there were to judge
 */
public record GateResult(boolean asked, double tolerance, List<Cell> failed, int judged) {
    private static final int CELLS_NAMED = 3;

    public GateResult {
        failed = List.copyOf(failed);
    }

    /** A gate that nothing could be judged by has not been passed. */
    public boolean passed() {
        return failed.isEmpty() && judged > 0;
    }

    boolean fails(Cell cell) {
        return failed.contains(cell);
    }

    /** One sentence without its end. */
    public String words() {
        if (judged == 0) {
            return "the gate had nothing to judge: no stack has a ratio in both runs";
        }
        return say(
                        "%d of %s %s",
                        failed.size(),
                        ReportText.plural(judged, "comparison", "comparisons"),
                        failed.size() == 1 ? "is " + regression() : "are " + regressions())
                + (failed.isEmpty() || failed.size() > CELLS_NAMED
                        ? ""
                        : ": " + list(failed.stream().map(ComparisonText::named).toList()));
    }

    /** What a failed cell is. */
    String regression() {
        return "a regression" + beyond();
    }

    private String regressions() {
        return "regressions" + beyond();
    }

    private String beyond() {
        return tolerance == 0 ? "" : say(" of more than %s %%", percent());
    }

    private String percent() {
        double percent = 100 * tolerance;
        return percent == Math.rint(percent) ? say("%.0f", percent) : say("%.4g", percent);
    }
}
