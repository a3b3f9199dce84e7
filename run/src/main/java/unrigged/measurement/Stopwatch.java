package unrigged.measurement;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import unrigged.metric.Clock;
import unrigged.metric.Timeline;

/** Splits a trial's wall time into its phases without a gap. */
final class Stopwatch {
    enum Phase {
        START,
        READINESS,
        PAUSE,
        WARM_UP,
        WINDOW,
        STOP,
        OTHER
    }

    private final Clock clock;
    private final Map<Phase, Long> spentNs = new EnumMap<>(Phase.class);
    private Phase current = Phase.START;
    private long sinceNs;

    Stopwatch(Clock clock) {
        this.clock = clock;
        this.sinceNs = clock.nowNs();
    }

    void enter(Phase phase) {
        long now = clock.nowNs();
        spentNs.merge(current, now - sinceNs, Long::sum);
        current = phase;
        sinceNs = now;
    }

    /** What follows a window is its drain; before one, nothing happens. */
    void leaveWindow() {
        if (current == Phase.WINDOW) {
            enter(Phase.STOP);
        }
    }

    /** The window that is over does not count: it was load like the one before a window. */
    void discardWindow() {
        spentNs.merge(Phase.WARM_UP, of(Phase.WINDOW), Long::sum);
        spentNs.remove(Phase.WINDOW);
    }

    /** The name of the current phase, as records have it. */
    String phase() {
        return current.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Phase current() {
        return current;
    }

    Timeline timeline() {
        enter(Phase.OTHER);
        return new Timeline(
                of(Phase.START),
                of(Phase.READINESS),
                of(Phase.PAUSE),
                of(Phase.WARM_UP),
                of(Phase.WINDOW),
                of(Phase.STOP),
                of(Phase.OTHER));
    }

    private long of(Phase phase) {
        return spentNs.getOrDefault(phase, 0L);
    }
}
