package unrigged.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.ScenarioResolved;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.journal.Journal;

/**
 * A stack in a scenario with the ends of its trials, or of the slices that count.
 *
 * @param slices what else is known where these are slices
 */
record CellTrials(
        String scenario,
        StackInfo stack,
        Optional<CellSettings> settings,
        List<TrialMeasured> measured,
        List<TrialFailed> failed,
        Optional<SliceFacts> slices) {

    CellTrials(
            String scenario,
            StackInfo stack,
            Optional<CellSettings> settings,
            List<TrialMeasured> measured,
            List<TrialFailed> failed) {
        this(scenario, stack, settings, measured, failed, Optional.empty());
    }

    /** Every cell of the plan, also those without trials: by scenario, then by stack. */
    static Map<String, Map<String, CellTrials>> of(Journal journal, RunStarted run) {
        return of(journal, run, List.copyOf(journal.ended().values()));
    }

    /** The same of these ends alone. */
    static Map<String, Map<String, CellTrials>> of(
            Journal journal, RunStarted run, List<Observation> ends) {
        Map<String, ScenarioResolved> resolved = new LinkedHashMap<>();
        journal.all(ScenarioResolved.class).forEach(s -> resolved.put(s.scenario(), s));
        Map<String, Map<String, List<Observation>>> byCell =
                ends.stream()
                        .collect(
                                Collectors.groupingBy(
                                        end -> end.slot().scenario(),
                                        Collectors.groupingBy(end -> end.slot().stack())));
        Map<String, Map<String, CellTrials>> cells = new LinkedHashMap<>();
        for (String scenario : run.scenarios()) {
            Map<String, List<Observation>> byStack = byCell.getOrDefault(scenario, Map.of());
            Map<String, CellTrials> row = new LinkedHashMap<>();
            for (StackInfo stack : run.stacks()) {
                Optional<CellSettings> planned =
                        Optional.ofNullable(resolved.get(scenario))
                                .map(s -> stack.sync() ? s.sync() : s.async());
                row.put(
                        stack.stack(),
                        cell(
                                scenario,
                                stack,
                                planned,
                                byStack.getOrDefault(stack.stack(), List.of())));
            }
            cells.put(scenario, row);
        }
        return cells;
    }

    private static CellTrials cell(
            String scenario,
            StackInfo stack,
            Optional<CellSettings> planned,
            List<Observation> ends) {
        List<TrialMeasured> measured = new ArrayList<>();
        List<TrialFailed> failed = new ArrayList<>();
        for (Observation end : ends) {
            switch (end) {
                case TrialMeasured m -> measured.add(m);
                case TrialFailed f -> failed.add(f);
            }
        }
        Optional<CellSettings> settings =
                measured.stream()
                        .map(TrialMeasured::settings)
                        .findFirst()
                        .or(() -> failed.stream().map(TrialFailed::settings).findFirst())
                        .or(() -> planned);
        return new CellTrials(
                scenario, stack, settings, List.copyOf(measured), List.copyOf(failed));
    }

    /** All trials of a cell are asked for the same levels; empty when none recorded them. */
    Map<String, String> levels() {
        return Stream.<Observation>concat(measured.stream(), failed.stream())
                .flatMap(end -> end.levels().stream())
                .findFirst()
                .orElse(Map.of());
    }

    /** A figure by block, where it is present and positive. */
    Map<Integer, Double> byBlock(Function<TrialMeasured, OptionalDouble> figure) {
        Map<Integer, Double> values = new TreeMap<>();
        for (TrialMeasured trial : measured) {
            figure.apply(trial)
                    .ifPresent(value -> {
                        if (value > 0) {
                            values.put(trial.slot().block(), value);
                        }
                    });
        }
        return values;
    }

    /**
     * Whether the trial is inferred from: of slices, those whose server came to the block's end.
     */
    boolean hasPart(TrialMeasured trial) {
        return slices.isEmpty() || !slices.get().isLost(trial);
    }

    CellTrials with(SliceFacts facts) {
        return new CellTrials(scenario, stack, settings, measured, failed, Optional.of(facts));
    }

    /** By block; of slices the geometric mean over the block's rounds. */
    Map<Integer, Double> throughput() {
        if (slices.isPresent()) {
            Map<Integer, Double> values = SliceValues.byBlock(this);
            values.replaceAll((_, log) -> Math.exp(log));
            return values;
        }
        return byBlock(t -> OptionalDouble.of(t.load().perSecond()));
    }

    /** Of an open loop; empty of a closed one. */
    OptionalDouble ratePerSecond() {
        return settings.map(CellSettings::ratePerSecond).orElseGet(OptionalDouble::empty);
    }

    long ok() {
        return measured.stream().mapToLong(t -> t.load().ok()).sum();
    }

    long failedRequests() {
        return measured.stream().mapToLong(t -> t.load().failures()).sum();
    }
}
