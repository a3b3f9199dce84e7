package unrigged.inference;

import java.util.List;
import java.util.stream.Stream;
import unrigged.inference.Verdict.Better;

/** What two runs are compared by: a ratio to the reference stack. */
public enum ComparedMetric {
    THROUGHPUT("throughput", "throughput"),
    P50("p50", "P50"),
    P99("p99", "P99"),
    CPU("cpu", "CPU time per request");

    private final String id;
    private final String words;

    ComparedMetric(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** On the command line and in files. */
    public String id() {
        return id;
    }

    /** For people. */
    public String words() {
        return words;
    }

    public Better better() {
        return ratio().better();
    }

    /** What the rows of a run that is compared need to have. */
    public List<Metric<?>> needed() {
        return Stream.<Metric<?>>of(Metrics.THROUGHPUT_RATIO, Metrics.THROUGHPUT, ratio())
                .distinct()
                .toList();
    }

    public Ratio of(Row row) {
        return row.figure(ratio());
    }

    private Metric<Ratio> ratio() {
        return switch (this) {
            case THROUGHPUT -> Metrics.THROUGHPUT_RATIO;
            case P50 -> Metrics.P50_RATIO;
            case P99 -> Metrics.P99_RATIO;
            case CPU -> Metrics.CPU_RATIO;
        };
    }
}
