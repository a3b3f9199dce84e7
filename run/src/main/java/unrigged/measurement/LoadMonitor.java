package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;
import unrigged.measurement.Stopwatch.Phase;
import unrigged.metric.LoadResult;
import unrigged.process.ManagedProcess;

/**
 * Follows the load generator from its first request to its result, and takes the snapshots at the
 * window's two ends.
 */
final class LoadMonitor<S> {
    /** How long the generator may report nothing; it reports every second. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LoadControl control;
    private final ManagedProcess generator;
    private final Consumer<Phase> phases;
    private final DoubleConsumer seconds;
    private final Supplier<S> snapshots;
    private final Duration silence;
    private @Nullable S start;
    private @Nullable S end;
    private @Nullable LoadResult result;
    private Optional<String> latencies = Optional.empty();

    LoadMonitor(
            LoadControl control,
            ManagedProcess generator,
            Consumer<Phase> phases,
            DoubleConsumer seconds,
            Supplier<S> snapshots) {
        this(control, generator, phases, seconds, snapshots, SILENCE);
    }

    /**
     * @param snapshots taken at the window's two ends
     * @param silence how long the generator may report nothing
     */
    LoadMonitor(
            LoadControl control,
            ManagedProcess generator,
            Consumer<Phase> phases,
            DoubleConsumer seconds,
            Supplier<S> snapshots,
            Duration silence) {
        this.silence = silence;
        this.control = control;
        this.generator = generator;
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
            LoadControl.Message message = control.next(silence, generator);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            requireAllAlive.run();
            switch (message) {
                case LoadControl.Message.Said said -> take(said.event());
                case LoadControl.Message.Ended _ -> throw LoadControl.ended(generator);
                case LoadControl.Message.Silence _ ->
                        throw failure(
                                "the load generator reported no progress for "
                                        + silence.toSeconds()
                                        + " s");
            }
        }
    }

    private TrialException failure(String reason) {
        return new TrialException(reason, LogTail.of(generator.command().log()));
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
            case "error" ->
                    throw failure(
                            "the load generator reports: " + event.path("message").asString(""));
            case "done" -> {
                try {
                    result = Json.LINES.treeToValue(event.path("result"), LoadResult.class);
                    latencies =
                            Optional.of(event.path("result").path("histogram").asString(""))
                                    .filter(text -> !text.isEmpty());
                } catch (JacksonException e) {
                    throw failure(
                            "the load generator's result cannot be read: "
                                    + e.getOriginalMessage());
                }
            }
            default -> {
                // A newer generator may say more than this reader needs.
            }
        }
    }

    S atStart() {
        return required(start, "window");
    }

    S atEnd() {
        return required(end, "window-end");
    }

    /** The histogram as the generator wrote it; empty where it has a file for it. */
    Optional<String> latencies() {
        return latencies;
    }

    /**
     * The result, in which something was answered right.
     *
     * @param inWindows what is said when nothing was, see {@link CountedWindow#inWindows}
     * @param log of the application, asked for when nothing was
     * @throws TrialException when nothing was
     */
    LoadResult answered(String inWindows, Supplier<String> log) {
        LoadResult known = result();
        if (known.ok() == 0) {
            String hung = known.hung() ? "; " + known.hanging() : "";
            throw new TrialException(
                    "no request was answered right"
                            + inWindows
                            + "; failures: "
                            + known.failed()
                            + hung,
                    log.get());
        }
        return known;
    }

    /** As it came, right answers or not. */
    LoadResult result() {
        return required(result, "done");
    }

    private static <T> T required(@Nullable T value, String event) {
        if (value == null) {
            throw new TrialException("the load generator never said '" + event + "'", "");
        }
        return value;
    }
}
