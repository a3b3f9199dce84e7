package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Severity;

/**
 * Requests that are never answered: no failures when the window ends before their timeout does, and
 * in no latency.
 */
final class HungRequestAudit {
    private HungRequestAudit() {}

    static Optional<Finding> of(CellTrials cell) {
        List<TrialMeasured> hung =
                cell.measured().stream().filter(trial -> trial.load().hung()).toList();
        Comparator<TrialMeasured> byAge =
                Comparator.comparingDouble(trial -> trial.load().oldestInFlightMs().orElse(0));
        return hung.stream()
                .max(byAge)
                .map(worst ->
                        new Finding(
                                Severity.ERROR,
                                "Requests hung",
                                say(
                                        "in %d of %d trials; in %s %s; threshold: any, where no answer took nearly as long",
                                        hung.size(),
                                        cell.measured().size(),
                                        worst.slot().id(),
                                        worst.load().hanging()),
                                "Look into the application's and the proxy's logs: such a request costs the server nothing and is in no latency, and its client sends no more, so the figures flatter the stack."));
    }
}
