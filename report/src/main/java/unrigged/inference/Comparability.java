package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.inference.Finding.Severity;

/**
 * Which cells of a scenario may be compared, and why the others may not: the one place that decides
 * it. Ratios, verdicts, order, leaders and rank reversals all follow from here.
 *
 * <p>A cell with an error is compared with nothing: its figure is wrong or is not what it claims to
 * be. Cells are compared only when they were asked the same request. Where the reference stack
 * itself cannot be compared, no ratio to it says anything.
 */
final class Comparability {
    /** By scenario and stack; each cell is audited once. */
    private final Map<String, List<Finding>> findings =
            Collections.synchronizedMap(new HashMap<>());

    private final Function<CellTrials, List<Finding>> audits;

    /**
     * @param audits the findings of a cell
     */
    Comparability(Function<CellTrials, List<Finding>> audits) {
        this.audits = audits;
    }

    /** Why the cell has no ratio to the reference stack; empty when it may have one. */
    Optional<String> obstacle(CellTrials cell, @Nullable CellTrials reference) {
        if (cell.measured().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> own = error(cell);
        if (own.isPresent() || reference == null || key(reference).equals(key(cell))) {
            return own;
        }
        if (!sameRequest(cell, reference)) {
            return Optional.of(
                    say(
                            "its request was %s and the reference stack's %s",
                            request(cell), request(reference)));
        }
        return reference.measured().isEmpty()
                ? Optional.empty()
                : error(reference)
                        .map(why ->
                                say(
                                        "the reference stack, %s, has an error: %s",
                                        reference.stack().stack(), why));
    }

    /** Whether two cells of a scenario may be compared without going over the reference stack. */
    boolean comparable(CellTrials a, CellTrials b) {
        return sameRequest(a, b) && error(a).isEmpty() && error(b).isEmpty();
    }

    /** What the audits find in the cell's trials, in no order. */
    List<Finding> findings(CellTrials cell) {
        return findings.computeIfAbsent(key(cell), _ -> audits.apply(cell));
    }

    private Optional<String> error(CellTrials cell) {
        return findings(cell).stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::what)
                .reduce((one, other) -> one + "; " + other)
                .map(EvidenceText::uncapitalised);
    }

    private static String key(CellTrials cell) {
        return cell.scenario() + "/" + cell.stack().stack();
    }

    private static boolean sameRequest(CellTrials a, CellTrials b) {
        return a.stack().request().equals(b.stack().request());
    }

    private static String request(CellTrials cell) {
        return cell.stack().request().orElse("the article's request");
    }
}
