package unrigged.experiment;

import java.time.Duration;
import java.util.function.Predicate;
import unrigged.metric.ServerStart;

/** How long the last attempt of a block took, part by part. */
final class BlockTime {
    private final History history;
    private final String id;
    private final DeploymentHistory past;

    /**
     * Of a block.
     *
     * @param id of its deployment
     */
    BlockTime(History history, String id) {
        this.history = history;
        this.id = id;
        this.past = DeploymentHistory.of(history, id);
    }

    /** The time of all that was measured, calibration included. */
    static Duration elapsed(History history) {
        return Duration.ofNanos(history.events().stream().mapToLong(Event::durationNs).sum());
    }

    /** All of it. */
    Duration whole() {
        return Duration.ofNanos(aroundNs(_ -> true) + slicesNs(_ -> true));
    }

    /** Starts and warm-ups of the servers of such stacks, and the stop. */
    long aroundNs(Predicate<String> stacks) {
        long ns = 0;
        for (Event event : history.events()) {
            switch (event) {
                case Event.DeploymentReady ready when isLast(ready.deployment(), ready.attempt()) ->
                        ns += startNs(ready, stacks);
                case Event.DeploymentEnded ended when isLast(ended.deployment(), ended.attempt()) ->
                        ns += ended.durationNs();
                default -> {
                    // Its slices are told by slicesNs.
                }
            }
        }
        return ns;
    }

    private static long startNs(Event.DeploymentReady ready, Predicate<String> stacks) {
        long ns = 0;
        int up = 0;
        for (ServerStart server : ready.servers()) {
            if (stacks.test(server.stack())) {
                up++;
                ns += server.warmUp().map(warm -> warm.tookNs()).orElse(0L);
            }
        }
        return ns + ready.startNs() * up / Math.max(1, ready.servers().size());
    }

    private boolean isLast(String deployment, int attempt) {
        return deployment.equals(id) && attempt == past.attempts();
    }

    /** Such slices, repeated ones included. */
    long slicesNs(Predicate<TrialSlot> slots) {
        return past.ends().stream()
                .filter(end -> slots.test(end.slot()))
                .mapToLong(Event::durationNs)
                .sum();
    }
}
