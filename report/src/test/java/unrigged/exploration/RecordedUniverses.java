package unrigged.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.experiment.Event;
import unrigged.experiment.Event.DeploymentEnded;
import unrigged.experiment.Event.DeploymentReady;
import unrigged.experiment.Event.DeploymentStarted;
import unrigged.experiment.Event.Looked;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.History;
import unrigged.inference.Analysis;
import unrigged.inference.HistogramSource;
import unrigged.inference.Metrics;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;

/** A run that measured all universes, of which an exploration sees what it asks for. */
final class RecordedUniverses {
    private final Journal whole;
    private final List<Event> seen = new ArrayList<>();
    private int slices;

    RecordedUniverses(Journal whole) {
        this.whole = whole;
        RunStarted run = whole.all(RunStarted.class).getFirst();
        seen.add(
                new RunStarted(
                        run.run(),
                        run.plan(),
                        run.mode(),
                        run.scale(),
                        run.referenceStack(),
                        run.seed(),
                        run.blocks(),
                        run.cpus(),
                        run.scenarios(),
                        run.stacks(),
                        run.trials(),
                        run.rounds(),
                        Optional.of("universes")));
        seen.addAll(whole.all(Event.ScenarioResolved.class));
    }

    /** The run, with the blocks so far. */
    RunResult explored(int blocks) {
        ExplorationJudge judge = new ExplorationJudge();
        for (int block = 1; block <= blocks; block++) {
            Looked look = judge.after(block - 1, new History(seen));
            if (look.needed().isEmpty()) {
                break;
            }
            add(block, look.needed());
        }
        return result(seen);
    }

    /** How many of its slices were seen, and how many there are. */
    String share() {
        return slices + " of " + whole.all(Observation.class).size() + " slices";
    }

    RunResult whole() {
        return Analysis.of(whole, HistogramSource.RECORDED, Metrics.OF_SLICES);
    }

    private static RunResult result(List<Event> events) {
        return Analysis.of(
                Journal.of(new History(events)), HistogramSource.RECORDED, Metrics.OF_SLICES);
    }

    private void add(int block, Map<String, List<String>> needed) {
        String id = "b%02d".formatted(block);
        for (Event event : whole.all(Event.class)) {
            switch (event) {
                case DeploymentStarted started when started.deployment().equals(id) ->
                        seen.add(started);
                case DeploymentReady ready when ready.deployment().equals(id) -> seen.add(ready);
                case DeploymentEnded ended when ended.deployment().equals(id) -> seen.add(ended);
                case Observation end
                        when end.slot().block() == block
                                && end.slot().turn().isPresent()
                                && needed.getOrDefault(end.slot().scenario(), List.of())
                                        .contains(end.slot().stack()) -> {
                    seen.add(end);
                    slices++;
                }
                default -> {
                    // Of another block, or of a universe that was not asked for.
                }
            }
        }
    }
}
