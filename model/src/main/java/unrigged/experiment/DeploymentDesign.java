package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One deployment from its start to its end: up, its slices in their order, down. What breaks the
 * deployment as a whole, a database that ends for example, is tried again once.
 *
 * @param servers from what was decided before; empty while that is not known
 */
record DeploymentDesign(
        String id,
        Purpose purpose,
        int block,
        Function<History, Optional<List<Server>>> servers,
        Duration readyTimeout,
        SliceTiming timing,
        SliceOrder order)
        implements Design {
    private static final int TRIES = 2;

    @Override
    public Next next(History history) {
        DeploymentHistory past = past(history);
        if (past.complete()) {
            return new Done();
        }
        if (past.up()) {
            return order.next(history, past)
                    .<Next>map(MeasureSlice::new)
                    .orElseGet(() -> new EndDeployment(id, past.attempts()));
        }
        if (past.failures().size() >= TRIES) {
            return new Abort(
                    "the deployment "
                            + id
                            + " failed "
                            + TRIES
                            + " times: "
                            + past.failures().getLast().why().orElse("no reason given"),
                    past.failures().getLast().evidence());
        }
        return new Deploy(request(history, past.attempts() + 1).orElseThrow());
    }

    DeploymentHistory past(History history) {
        return DeploymentHistory.of(history, id);
    }

    private Optional<DeploymentRequest> request(History history, int attempt) {
        return servers.apply(history)
                .map(all ->
                        new DeploymentRequest(
                                id, purpose, block, attempt, all, readyTimeout, timing));
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }

    @Override
    public List<DeploymentRequest> deployments(History history) {
        DeploymentHistory past = past(history);
        return past.complete()
                ? List.of()
                : request(history, past.attempts() + 1).stream().toList();
    }
}
