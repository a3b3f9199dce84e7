package unrigged.inference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.History;
import unrigged.experiment.Purpose;
import unrigged.inference.Finding.Severity;

/**
 * Audits of the trials before the blocks. They have no row, yet the delays and the workers of every
 * row follow from them; so what they raise is told of the run. Each is audited alone, by the rules
 * of a row's trials; what is only worth knowing of a row is left out.
 */
final class EarlyTrialAudits {
    private static final Set<Purpose> PURPOSES =
            EnumSet.of(Purpose.CALIBRATION, Purpose.WORKER_SEARCH);

    private static final Set<Severity> TOLD = EnumSet.of(Severity.ERROR, Severity.WARNING);

    private EarlyTrialAudits() {}

    /**
     * @param audits the findings of a row's trials
     */
    static List<Finding> of(
            History history, RunStarted run, Function<CellTrials, List<Finding>> audits) {
        List<Finding> findings = new ArrayList<>();
        for (Purpose purpose : PURPOSES) {
            for (Observation end : history.ended(purpose).values()) {
                run.stacks().stream()
                        .filter(stack -> stack.stack().equals(end.slot().stack()))
                        .findFirst()
                        .map(stack -> audits.apply(alone(end, stack)))
                        .orElse(List.of())
                        .stream()
                        .filter(finding -> TOLD.contains(finding.severity()))
                        .map(finding -> finding.inTrial(end.slot().id()))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static CellTrials alone(Observation end, StackInfo stack) {
        return new CellTrials(
                end.slot().scenario(),
                stack,
                Optional.of(end.settings()),
                end instanceof TrialMeasured measured ? List.of(measured) : List.of(),
                end instanceof TrialFailed failed ? List.of(failed) : List.of());
    }
}
