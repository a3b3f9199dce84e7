package unrigged.experiment;

import java.util.List;

/**
 * Decides what is measured, from all that was measured and decided before. Pure: the same history
 * has the same next step, whoever asks and however often, so that resuming a run is asking again.
 */
public interface Design {
    Next next(History history);

    /**
     * What is known to come, in its order; empty while it depends on what is not measured yet. Its
     * treatments can be checked before the first of them is measured.
     */
    List<TrialRequest> foreseen(History history);

    /** The same of deployments. */
    default List<DeploymentRequest> deployments(History history) {
        return List.of();
    }

    /** The next step. */
    sealed interface Next {}

    record Measure(TrialRequest request) implements Next {}

    /** Ends the deployment that is up, if one is, and starts this one. */
    record Deploy(DeploymentRequest request) implements Next {}

    record MeasureSlice(SliceRequest request) implements Next {}

    /** The deployment has had all its slices. */
    record EndDeployment(String deployment, int attempt) implements Next {}

    /** To be recorded as it is; the design then goes on from it. */
    record Decide(Event.Decision decision) implements Next {}

    record Done() implements Next {}

    /**
     * Nothing more can be measured.
     *
     * @param reason one sentence
     * @param evidence the tail of a log, or empty
     */
    record Abort(String reason, String evidence) implements Next {}
}
