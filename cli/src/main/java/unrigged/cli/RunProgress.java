package unrigged.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.History;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanForecast;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.metric.Clock;

/** What both consoles know of a run: how far it is, how long it will take, the last figures. */
final class RunProgress {
    private final Plan plan;
    private final TimeLeft time;
    private final Set<String> ended = new HashSet<>();
    private final Set<String> unavailable = new HashSet<>();
    private final Map<String, Double> lastRate = new HashMap<>();
    private Optional<Event.DeploymentStarted> deployment = Optional.empty();
    private int failed;
    private long spentNs;
    private long deploymentNs;

    /**
     * Of a run that has not begun.
     *
     * @param cpus of this machine
     */
    RunProgress(Plan plan, Catalog catalog, int cpus, Clock clock) {
        this.plan = plan;
        this.time =
                new TimeLeft(
                        plan,
                        missing -> PlanForecast.of(plan, catalog, Set.copyOf(missing), cpus),
                        clock);
    }

    Plan plan() {
        return plan;
    }

    /** What happened before the run was resumed. */
    void before(History history) {
        history.events().forEach(this::recorded);
        deployment = Optional.empty();
        failed = 0;
    }

    void recorded(Event event) {
        time.recorded(event);
        switch (event) {
            case Event.StackUnavailable gone -> unavailable.add(gone.stack());
            case Event.DeploymentStarted started -> {
                deployment = Optional.of(started);
                deploymentNs = 0;
            }
            case Event.DeploymentReady ready -> {
                deploymentNs += ready.durationNs();
                failed +=
                        (int)
                                ready.servers().stream()
                                        .filter(server -> server.failure().isPresent())
                                        .count();
            }
            case Event.DeploymentEnded end -> deploymentNs += end.durationNs();
            case Event.TrialMeasured measured when isOfBlock(measured) -> {
                end(measured);
                lastRate.put(key(measured.slot()), measured.load().perSecond());
            }
            case Event.TrialFailed broken when isOfBlock(broken) -> {
                end(broken);
                failed++;
            }
            default -> {
                // Nothing to count.
            }
        }
    }

    static boolean isOfBlock(Event.Observation end) {
        return end.slot().purpose() == Purpose.BLOCK;
    }

    private void end(Event.Observation event) {
        ended.add(event.slot().id());
        spentNs += event.durationNs();
        deploymentNs += event.durationNs();
    }

    /** Servers, or trials alone, that failed in this session. */
    int failed() {
        return failed;
    }

    /** The deployment that was begun last; empty before the first of this session. */
    Optional<Event.DeploymentStarted> deployment() {
        return deployment;
    }

    /** What the deployment that was begun last has taken so far. */
    Duration ofDeployment() {
        return Duration.ofNanos(deploymentNs);
    }

    int blocksDone() {
        return time.blocksDone();
    }

    /** For example {@code " of 5"}; empty while the number of blocks is open. */
    String ofBlocks() {
        return time.blocks().isPresent() ? " of " + time.blocks().getAsInt() : "";
    }

    /** For example {@code block 2 of 5}; the attempt is named from the second on. */
    String block() {
        return deployment
                .map(started ->
                        "block %d%s%s"
                                .formatted(
                                        started.block(),
                                        ofBlocks(),
                                        started.attempt() == 1
                                                ? ""
                                                : ", attempt " + started.attempt()))
                .orElse("no block");
    }

    /**
     * Time to go of a run of deployments; empty while searches for workers are to be made, where
     * trials are alone, and of a race, which nobody knows the length of.
     */
    Optional<Duration> remaining() {
        return plan.alone() || plan.race().isPresent() || !time.isKnown()
                ? Optional.empty()
                : Optional.of(time.left());
    }

    /** Time to go of a run whose trials are alone, once one has ended. */
    Optional<Duration> remaining(TrialSlot current) {
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        long left =
                plan.schedule().stream()
                        .filter(slot ->
                                slot.position() >= current.position()
                                        && !unavailable.contains(slot.stack()))
                        .count();
        return Optional.of(Duration.ofNanos(spentNs / ended.size() * left));
    }

    Optional<Double> lastRate(String scenario, String stack) {
        return Optional.ofNullable(lastRate.get(scenario + "/" + stack));
    }

    private static String key(TrialSlot slot) {
        return slot.scenario() + "/" + slot.stack();
    }

    static String clock(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
