package unrigged.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has happened in one deployment: its attempts, and the slices of the one that is up.
 *
 * @param id of the deployment
 * @param attempts how often it was begun
 * @param up whether its last attempt is up: begun in this session and not ended
 * @param complete whether an attempt came to its end
 * @param failures attempts of this session that failed, in their order
 * @param ends of the slices of the last attempt
 * @param gone servers of the last attempt that did not start or failed under load
 */
record DeploymentHistory(
        String id,
        int attempts,
        boolean up,
        boolean complete,
        List<Event.DeploymentEnded> failures,
        List<Event.Observation> ends,
        Set<String> gone) {

    static DeploymentHistory of(History history, String id) {
        int attempts = 0;
        boolean up = false;
        boolean complete = false;
        List<Event.DeploymentEnded> failures = new ArrayList<>();
        List<Event.Observation> ends = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        for (Event event : history.events()) {
            switch (event) {
                case Event.DeploymentStarted started when started.deployment().equals(id) -> {
                    attempts++;
                    up = true;
                    ends.clear();
                    gone.clear();
                }
                case Event.DeploymentReady ready when ready.deployment().equals(id) ->
                        ready.servers().stream()
                                .filter(server -> server.failure().isPresent())
                                .forEach(server -> gone.add(server.server()));
                case Event.DeploymentEnded ended when ended.deployment().equals(id) -> {
                    up = false;
                    complete |= ended.complete();
                    if (!ended.complete()) {
                        failures.add(ended);
                    }
                }
                case Event.RunResumed _ -> {
                    // What was up then has ended with the process that held it.
                    up = false;
                    failures.clear();
                }
                case Event.Observation end -> {
                    if (isOf(end, id, attempts)) {
                        ends.add(end);
                        if (end instanceof Event.TrialFailed) {
                            gone.add(end.slot().turn().orElseThrow().server());
                        }
                    }
                }
                default -> {
                    // Of another deployment.
                }
            }
        }
        return new DeploymentHistory(id, attempts, up, complete, failures, ends, gone);
    }

    private static boolean isOf(Event.Observation end, String id, int attempt) {
        Optional<Turn> turn = end.slot().turn();
        return turn.isPresent()
                && turn.get().deployment().equals(id)
                && turn.get().attempt() == attempt;
    }

    /** Whether it is still to be begun, or to be begun again. */
    boolean toBegin() {
        return !complete && !up;
    }

    List<Event.TrialMeasured> measured() {
        return ends.stream()
                .filter(Event.TrialMeasured.class::isInstance)
                .map(Event.TrialMeasured.class::cast)
                .toList();
    }
}
