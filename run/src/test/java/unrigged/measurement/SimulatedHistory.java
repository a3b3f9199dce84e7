package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.experiment.Event;
import unrigged.experiment.Event.DeploymentEnded;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.History;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.Purpose;

/** The loop over a plan on a simulated machine, with its events in memory. */
final class SimulatedHistory {
    final SimulatedMeasurement machine;
    final Plan plan;
    private final OpenQuestions questions;
    private final List<Event> events = new ArrayList<>();

    SimulatedHistory(
            Path folder, String plan, Map<String, SimulatedStack> stacks, SimulatedNoise noise)
            throws IOException {
        this(folder, plan, stacks, noise, OpenQuestions.NONE);
    }

    SimulatedHistory(
            Path folder,
            String plan,
            Map<String, SimulatedStack> stacks,
            SimulatedNoise noise,
            OpenQuestions questions)
            throws IOException {
        this.questions = questions;
        Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
        this.plan = Plan.read(file.toString(), SimulatedRun.CATALOG, PlanChanges.NONE, 7);
        this.machine = new SimulatedMeasurement(2, stacks, noise, new SimulatedClock());
    }

    /** Goes on with what {@code before} has, on a machine whose stacks are others. */
    SimulatedHistory(SimulatedHistory before, Map<String, SimulatedStack> stacks) {
        this.plan = before.plan;
        this.questions = before.questions;
        this.machine =
                new SimulatedMeasurement(2, stacks, SimulatedNoise.NONE, new SimulatedClock());
        events.addAll(before.events);
    }

    /** Begins the run, or goes on with it. */
    void go() throws InterruptedException {
        if (!events.isEmpty()) {
            events.add(new Event.RunResumed(history().trialsEnded()));
        }
        new Experiment(
                        plan.design(SimulatedRun.CATALOG, Set.of(), machine.cpus(), questions),
                        machine,
                        history(),
                        events::add)
                .run();
    }

    History history() {
        return new History(events);
    }

    /** The slices of blocks whose deployment is complete: what a result is made of. */
    List<Observation> counted() {
        Set<String> complete =
                history().all(DeploymentEnded.class).stream()
                        .filter(DeploymentEnded::complete)
                        .map(ended -> ended.deployment() + "." + ended.attempt())
                        .collect(Collectors.toSet());
        return history().all(Observation.class).stream()
                .filter(end -> end.slot().purpose() == Purpose.BLOCK)
                .filter(end ->
                        end.slot()
                                .turn()
                                .map(turn -> turn.deployment() + "." + turn.attempt())
                                .filter(complete::contains)
                                .isPresent())
                .toList();
    }

    static List<String> ids(List<Observation> ends) {
        return ends.stream().map(end -> end.slot().id()).toList();
    }
}
