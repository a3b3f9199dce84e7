package unrigged.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;

/** What both consoles know of a run: how far it is, how long it will take, the last figures. */
final class RunProgress {
    private final Plan plan;
    private final Set<String> ended = new HashSet<>();
    private final Set<String> unavailable = new HashSet<>();
    private final Map<String, Double> lastRate = new HashMap<>();
    private int failed;
    private long spentNs;

    RunProgress(Plan plan) {
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    void recorded(Event event) {
        switch (event) {
            case Event.StackUnavailable gone -> unavailable.add(gone.stack());
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

    /** What a trial before the blocks is worth a line for; empty for most. */
    static Optional<String> beforeBlocks(Event event) {
        return switch (event) {
            case Event.TrialStarted started when started.slot().purpose() == Purpose.CALIBRATION ->
                    Optional.of(
                            started.attempt() == 1
                                    ? "calibrating: the CPU time of one request of "
                                            + started.slot().stack()
                                    : "calibrating once more");
            case Event.TrialFailed failed when failed.slot().purpose() == Purpose.CALIBRATION ->
                    Optional.of("calibration failed: " + failed.reason());
            default -> Optional.empty();
        };
    }

    private void end(Event.Observation event) {
        ended.add(event.slot().id());
        spentNs += event.timeline().wallNs();
    }

    int failed() {
        return failed;
    }

    /** Time to go, once a trial has ended. */
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

    /** What a search found, in one line. */
    static String tuned(Event.WorkersTuned t) {
        return "%s %s: %d %s (%d by the rule); per second with "
                        .formatted(
                                t.scenario(),
                                t.stack(),
                                t.workers(),
                                t.workers() == 1 ? "worker" : "workers",
                                t.reference())
                + t.curve().stream()
                        .map(p ->
                                String.format(Locale.ROOT, "%d: %.0f", p.workers(), p.perSecond()))
                        .collect(Collectors.joining(", "));
    }

    static String clock(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
