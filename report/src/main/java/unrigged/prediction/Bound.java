package unrigged.prediction;

/**
 * What a stack's throughput cannot exceed, whatever happens by chance (asymptotic bounds: Lazowska
 * et al., <em>Quantitative System Performance</em>, 1984, chapter 5).
 *
 * @param limit what sets it: the lowest of all bounds
 */
public record Bound(Limit limit, double perSecond) {

    /** What there may be too little of. */
    public enum Limit {
        /** All of the machine's, all the time. */
        CPUS("cpus"),
        /** Each of which has one request under way, and nobody is in its way. */
        CLIENTS("clients"),
        /** Each of which is held for the delay and the CPU time of pool and database. */
        SESSIONS("sessions"),
        /** Each of which runs one request at a time, for the CPU time of the application. */
        LOOPS("event-loops"),
        /** Of a sync stack, each of which is held from the first instruction to the last. */
        WORKERS("workers");

        private final String id;

        Limit(String id) {
            this.id = id;
        }

        /** In files, and for people. */
        public String id() {
            return id;
        }
    }
}
