package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Value;

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
                        AuditRule.HUNG_REQUESTS.finding(
                                "Requests hung",
                                say(
                                        "in %d of %d trials; in %s %s; threshold: any, where no answer took nearly as long",
                                        hung.size(),
                                        cell.measured().size(),
                                        worst.slot().id(),
                                        worst.load().hanging()),
                                values(worst, hung.size(), cell.measured().size())));
    }

    private static List<Value> values(TrialMeasured worst, int hung, int trials) {
        String id = worst.slot().id();
        return List.of(
                Value.count(
                                "inFlightOverHalfWindow",
                                worst.load().inFlightOverHalfWindow().orElse(0),
                                "requests")
                        .against(0)
                        .in(id),
                Value.of("oldestInFlight", worst.load().oldestInFlightMs().orElse(0), "ms").in(id),
                Value.count("trialsAffected", hung, "trials"),
                Value.count("trialsObserved", trials, "trials"));
    }
}
