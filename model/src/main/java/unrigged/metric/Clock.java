package unrigged.metric;

import java.time.Instant;

/**
 * Where time comes from: a monotonic reading for durations and a date for records. The only reader
 * of the system's.
 */
public interface Clock {
    /** Monotonic, in ns from an arbitrary origin. */
    long nowNs();

    /** The date; never used for durations. */
    Instant date();

    static Clock system() {
        return new Clock() {
            @Override
            public long nowNs() {
                return System.nanoTime();
            }

            @Override
            public Instant date() {
                return Instant.now();
            }
        };
    }
}
