package unrigged.lint;

/** What the figures of a column are. */
public enum Quantity {
    THROUGHPUT(Dimension.RATE, "throughput"),
    THROUGHPUT_SD(Dimension.RATE, "standard deviation of throughput"),
    OFFERED_RATE(Dimension.RATE, "offered rate"),
    LATENCY_MEAN(Dimension.TIME, "mean latency"),
    /** Of a level from 0, the shortest, to 1, the longest. */
    LATENCY_QUANTILE(Dimension.TIME, "latency"),
    LATENCY_SD(Dimension.TIME, "standard deviation of latency"),
    REQUESTS(Dimension.COUNT, "requests"),
    OK_ANSWERS(Dimension.COUNT, "right answers"),
    FAILURES(Dimension.COUNT, "failed requests"),
    DURATION(Dimension.TIME, "duration"),
    CONNECTIONS(Dimension.COUNT, "connections"),
    /** Requests that a connection has in flight at a time. */
    PIPELINE(Dimension.COUNT, "pipeline depth"),
    THINK_TIME(Dimension.TIME, "think time"),
    /** That every request waits for, whatever the server. */
    DELAY(Dimension.TIME, "delay"),
    /** Requests that can wait for the delay at a time. */
    POOL(Dimension.COUNT, "pool size"),
    BANDWIDTH(Dimension.BYTE_RATE, "bandwidth"),
    MEMORY(Dimension.BYTES, "memory"),
    CPU(Dimension.NONE, "CPU"),
    RATIO(Dimension.NONE, "ratio"),
    RANK(Dimension.COUNT, "rank"),
    SUM(Dimension.NONE, "sum"),
    AVERAGE(Dimension.NONE, "average"),
    /** A figure that no rule looks at. */
    OTHER(Dimension.NONE, "another figure"),
    /** Text that says which rows are measured under the same conditions. */
    CONDITION(Dimension.TEXT, "condition"),
    /** Text that says what a row is about. */
    LABEL(Dimension.TEXT, "label");

    private final Dimension dimension;
    private final String words;

    Quantity(Dimension dimension, String words) {
        this.dimension = dimension;
        this.words = words;
    }

    Dimension dimension() {
        return dimension;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** In which its figures are held; empty where they have none. */
    public String unit() {
        return dimension.unit();
    }

    /** That a benchmark measures, as opposed to what it was set to or is called. */
    boolean measured() {
        return switch (this) {
            case THROUGHPUT,
                    LATENCY_MEAN,
                    LATENCY_QUANTILE,
                    LATENCY_SD,
                    REQUESTS,
                    OK_ANSWERS,
                    BANDWIDTH,
                    RATIO ->
                    true;
            default -> false;
        };
    }

    /** Without which a table says little: a doubt about its unit is not passed over. */
    boolean essential() {
        return dimension == Dimension.TIME || dimension == Dimension.RATE;
    }

    /** What a figure counts in. */
    enum Dimension {
        /** Seconds. */
        TIME("s"),
        /** Per second. */
        RATE("1/s"),
        BYTES("bytes"),
        /** Bytes per second. */
        BYTE_RATE("bytes/s"),
        COUNT(""),
        NONE(""),
        TEXT("");

        private final String unit;

        Dimension(String unit) {
            this.unit = unit;
        }

        String unit() {
            return unit;
        }
    }
}
