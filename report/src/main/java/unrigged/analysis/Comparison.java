package unrigged.analysis;

import static unrigged.analysis.Wording.say;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.analysis.Finding.Severity;

/**
 * Which cells of a scenario may be compared, and why the others may not: the one place that decides
 * it. Ratios, verdicts, order, leaders and rank reversals all follow from here.
 *
 * <p>A cell with a fault is compared with nothing: its figure is wrong or is not what it claims to
 * be. Cells are compared only when they were asked the same request. Where the baseline itself
 * cannot be compared, no ratio to it says anything.
 */
final class Comparison {
    /** By scenario and stack; each cell is audited once. */
    private final Map<String, List<Finding>> findings = new HashMap<>();

    private final Function<Cell, List<Finding>> audits;

    /**
     * @param audits the findings of a cell
     */
    Comparison(Function<Cell, List<Finding>> audits) {
        this.audits = audits;
    }

    /** Why the cell has no ratio to the baseline; empty when it may have one. */
    Optional<String> obstacle(Cell cell, @Nullable Cell baseline) {
        if (cell.measured().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> own = fault(cell);
        if (own.isPresent() || baseline == null || key(baseline).equals(key(cell))) {
            return own;
        }
        if (!sameRequest(cell, baseline)) {
            return Optional.of(
                    say("it was asked %s and the baseline %s", request(cell), request(baseline)));
        }
        return baseline.measured().isEmpty()
                ? Optional.empty()
                : fault(baseline)
                        .map(why ->
                                say(
                                        "the baseline, %s, is at fault: %s",
                                        baseline.stack().stack(), why));
    }

    /** Whether two cells of a scenario may be compared without going over the baseline. */
    boolean comparable(Cell a, Cell b) {
        return sameRequest(a, b) && fault(a).isEmpty() && fault(b).isEmpty();
    }

    /** What the audits find in the cell's trials, in no order. */
    List<Finding> findings(Cell cell) {
        return findings.computeIfAbsent(key(cell), _ -> audits.apply(cell));
    }

    private Optional<String> fault(Cell cell) {
        return findings(cell).stream()
                .filter(f -> f.severity() == Severity.FAULT)
                .map(Finding::what)
                .reduce((one, other) -> one + "; " + other)
                .map(Comparison::uncapitalised);
    }

    private static String key(Cell cell) {
        return cell.scenario() + "/" + cell.stack().stack();
    }

    private static boolean sameRequest(Cell a, Cell b) {
        return a.stack().request().equals(b.stack().request());
    }

    private static String request(Cell cell) {
        return cell.stack().request().orElse("the article's request");
    }

    private static String uncapitalised(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
