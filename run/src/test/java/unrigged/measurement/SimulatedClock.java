package unrigged.measurement;

import java.time.Duration;
import java.time.Instant;
import unrigged.metric.Clock;

/** Time that passes when somebody says so. */
final class SimulatedClock implements Clock {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public Instant date() {
        return BEGIN.plusNanos(nowNs);
    }

    void pass(Duration time) {
        nowNs += time.toNanos();
    }
}
