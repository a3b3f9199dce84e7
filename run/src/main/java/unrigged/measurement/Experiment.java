package unrigged.measurement;

import java.util.function.Consumer;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Design;
import unrigged.experiment.Event;
import unrigged.experiment.History;
import unrigged.experiment.SliceRequest;
import unrigged.experiment.TrialRequest;
import unrigged.program.EnvironmentException;

/**
 * The loop: asks the design for the next step, measures or records it, appends it to the history,
 * until the design is done. Knows neither what is measured nor on which machine.
 */
final class Experiment {
    private final Design design;
    private final Measurement measurement;
    private final Consumer<Event> journal;
    private History history;

    /** Whether more is foreseen than when the machine's capacity was last asked for. */
    private boolean foreseenChanged = true;

    private long underLoadNs;

    /**
     * An experiment that goes on where {@code history} ends.
     *
     * @param journal takes every event before the next step is made
     */
    Experiment(Design design, Measurement measurement, History history, Consumer<Event> journal) {
        this.design = design;
        this.measurement = measurement;
        this.history = history;
        this.journal = journal;
    }

    History history() {
        return history;
    }

    /** Time under load of what this call has measured. */
    long underLoadNs() {
        return underLoadNs;
    }

    void record(Event event) {
        journal.accept(event);
        history = history.with(event);
    }

    /**
     * Returns when the design is done.
     *
     * @throws EnvironmentException when it gives up, or when the machine is too small
     */
    void run() throws InterruptedException {
        for (; ; ) {
            switch (design.next(history)) {
                case Design.Measure(TrialRequest request) -> measure(request);
                case Design.Deploy(DeploymentRequest request) -> deploy(request);
                case Design.MeasureSlice(SliceRequest request) -> {
                    Event end = measurement.measure(request);
                    if (end instanceof Event.Observation observation) {
                        underLoadNs += observation.timeline().underLoadNs();
                    }
                    record(end);
                }
                case Design.EndDeployment _ -> record(measurement.endDeployment());
                case Design.Decide(Event.Decision decision) -> {
                    record(decision);
                    foreseenChanged = true;
                }
                case Design.Abort(String reason, String evidence) ->
                        throw new EnvironmentException(
                                evidence.isEmpty() ? reason : reason + "\n" + evidence);
                case Design.Done _ -> {
                    return;
                }
            }
        }
    }

    private void requireCapacity() {
        if (foreseenChanged) {
            measurement.requireCapacity(design.foreseen(history));
            measurement.requireRoom(design.deployments(history));
            foreseenChanged = false;
        }
    }

    private void deploy(DeploymentRequest request) throws InterruptedException {
        requireCapacity();
        record(
                new Event.DeploymentStarted(
                        request.id(),
                        request.purpose(),
                        request.block(),
                        request.attempt(),
                        request.servers()));
        Event.DeploymentEvent outcome = measurement.deploy(request);
        if (outcome instanceof Event.DeploymentReady ready) {
            underLoadNs += ready.warmUpNs();
        }
        record(outcome);
    }

    private void measure(TrialRequest request) throws InterruptedException {
        requireCapacity();
        int attempt = 1 + history.attempts(request.slot());
        record(new Event.TrialStarted(request.slot(), attempt));
        Event.Observation end = measurement.measure(request, attempt);
        underLoadNs += end.timeline().underLoadNs();
        record(end);
    }
}
