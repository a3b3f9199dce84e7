package unrigged.inference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            for (Map.Entry<String, CellTrials> one : alone(history, purpose, run).entrySet()) {
                audits.apply(one.getValue()).stream()
                        .filter(finding -> TOLD.contains(finding.severity()))
                        .map(finding -> finding.inTrial(one.getKey()))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /** Trials each by itself; slices of one stack in one scenario together. */
    private static Map<String, CellTrials> alone(History history, Purpose purpose, RunStarted run) {
        Map<String, List<Observation>> groups = new LinkedHashMap<>();
        for (Observation end : history.ended(purpose).values()) {
            String id =
                    end.slot().turn().isEmpty()
                            ? end.slot().id()
                            : purpose.id() + " " + end.slot().scenario() + "/" + end.slot().stack();
            groups.computeIfAbsent(id, _ -> new ArrayList<>()).add(end);
        }
        Map<String, CellTrials> cells = new LinkedHashMap<>();
        groups.forEach((id, ends) ->
                run.stacks().stream()
                        .filter(s -> s.stack().equals(ends.getFirst().slot().stack()))
                        .findFirst()
                        .ifPresent(stack -> cells.put(id, alone(ends, stack))));
        return cells;
    }

    private static CellTrials alone(List<Observation> ends, StackInfo stack) {
        Observation first = ends.getFirst();
        List<TrialMeasured> measured = new ArrayList<>();
        List<TrialFailed> failed = new ArrayList<>();
        for (Observation end : ends) {
            switch (end) {
                case TrialMeasured m -> measured.add(m);
                case TrialFailed f -> failed.add(f);
            }
        }
        CellTrials cell =
                new CellTrials(
                        first.slot().scenario(),
                        stack,
                        Optional.of(first.settings()),
                        measured,
                        failed);
        return first.slot().turn().isEmpty()
                ? cell
                : cell.with(
                        new SliceFacts(
                                Math.max(1, measured.size()),
                                Set.of(),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                List.of(),
                                Look.ANYTIME));
    }
}
