package unrigged.load.http;

import java.time.Instant;

/** Where time comes from; the only reader of the system's clocks in the load generator. */
public interface LoadClock {
    long NS_PER_S = 1_000_000_000;

    /** Monotonic, in ns from an arbitrary origin. */
    long nowNs();

    /** The date in ms since 1970; never used for durations. */
    long epochMs();

    /** The date in ns since 1970, as the kernel stamps what it receives; never for durations. */
    long epochNs();

    static LoadClock system() {
        return new LoadClock() {
            @Override
            public long nowNs() {
                return System.nanoTime();
            }

            @Override
            public long epochMs() {
                return System.currentTimeMillis();
            }

            @Override
            public long epochNs() {
                Instant now = Instant.now();
                return now.getEpochSecond() * NS_PER_S + now.getNano();
            }
        };
    }
}
