package unrigged.load.http;

/** Where time comes from; the only reader of the system's clocks in the load generator. */
public interface LoadClock {
    /** Monotonic, in ns from an arbitrary origin. */
    long nowNs();

    /** The date in ms since 1970; never used for durations. */
    long epochMs();

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
        };
    }
}
