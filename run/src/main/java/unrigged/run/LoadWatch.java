package unrigged.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import unrigged.measure.LoadResult;
import unrigged.run.Stopwatch.Phase;
import unrigged.topology.Cell;

/**
 * Follows the load generator from its first request to its result, and takes the snapshots at the
 * window's two ends.
 */
final class LoadWatch {
    /** How long the generator may be silent; it speaks every second. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LoadControl control;
    private final Cell cell;
    private final Consumer<Phase> phases;
    private final DoubleConsumer seconds;
    private final Supplier<Snapshot> snapshots;
    private @Nullable Snapshot start;
    private @Nullable Snapshot end;
    private @Nullable LoadResult result;

    LoadWatch(
            LoadControl control,
            Cell cell,
            Consumer<Phase> phases,
            DoubleConsumer seconds,
            Supplier<Snapshot> snapshots) {
        this.control = control;
        this.cell = cell;
        this.phases = phases;
        this.seconds = seconds;
        this.snapshots = snapshots;
    }

    /**
     * Returns when the generator is done; {@code requireAllAlive} is asked after each of its
     * messages.
     */
    void follow(Runnable requireAllAlive) throws IOException, InterruptedException {
        while (result == null) {
            Optional<JsonNode> event = control.next(SILENCE);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            requireAllAlive.run();
            if (event.isEmpty()) {
                throw new TrialFault(
                        "the load generator fell silent under load for stack " + cell.stack().id(),
                        "");
            }
            take(event.get());
        }
    }

    private void take(JsonNode event) {
        switch (event.path("event").asString()) {
            case "warm-up" -> phases.accept(Phase.WARM_UP);
            case "window" -> {
                start = snapshots.get();
                phases.accept(Phase.WINDOW);
            }
            case "second" -> seconds.accept(event.path("ok").asDouble());
            case "window-end" -> end = snapshots.get();
            case "done" -> result = Trial.resultOf(event);
            default -> {
                // A newer generator may say more than this reader needs.
            }
        }
    }

    Snapshot atStart() {
        return required(start, "window");
    }

    Snapshot atEnd() {
        return required(end, "window-end");
    }

    LoadResult result() {
        return required(result, "done");
    }

    private static <T> T required(@Nullable T value, String event) {
        if (value == null) {
            throw new TrialFault("the load generator never said '" + event + "'", "");
        }
        return value;
    }
}
