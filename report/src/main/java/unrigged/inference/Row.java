package unrigged.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;

/**
 * One stack in one scenario.
 *
 * @param settings the scenario's, resolved for this stack; empty when the run did not get there
 * @param levels of every factor by its id, numbers without their units, as its trials were asked
 *     for; empty when no trial recorded them
 * @param figures of every metric, see {@link Metrics}
 * @param ranks by each metric that stacks are compared by; empty with too few blocks
 * @param blocks throughput by block
 * @param driftShare how much throughput changed from a block's first round to its last, against the
 *     reference stack; empty for itself, and where trials had processes of their own
 * @param why when there are no figures
 */
public record Row(
        StackInfo stack,
        Optional<CellSettings> settings,
        Map<String, String> levels,
        Trials trials,
        CellFigures figures,
        Map<Metric<?>, RankSet> ranks,
        List<Block> blocks,
        List<Finding> findings,
        Optional<Double> driftShare,
        Optional<String> why,
        Details details) {

    public Row {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
        blocks = List.copyOf(blocks);
        findings = List.copyOf(findings);
    }

    /** Of an open loop; empty of a closed one. */
    public OptionalDouble ratePerSecond() {
        return settings.map(CellSettings::ratePerSecond).orElseGet(OptionalDouble::empty);
    }

    /**
     * What is behind the figures, for whoever looks at one row.
     *
     * @param slices the single measurements: those that count in their order, then the others
     * @param latencies of all answers, ascending; empty without any
     * @param meanMs of the same
     */
    public record Details(List<Slice> slices, List<Quantile> latencies, OptionalDouble meanMs) {
        public static final Details NONE =
                new Details(List.of(), List.of(), OptionalDouble.empty());

        public Details {
            slices = List.copyOf(slices);
            latencies = List.copyOf(latencies);
        }
    }

    /**
     * One measurement.
     *
     * @param round 1 where trials had processes of their own
     * @param perSecond empty where it failed
     * @param minute of its middle, since the run began
     * @param p50Ms empty with few answers
     * @param p99Ms the same
     */
    public record Slice(
            int block,
            int round,
            OptionalDouble perSecond,
            double minute,
            OptionalDouble p50Ms,
            OptionalDouble p99Ms,
            SliceState state) {}

    /** What became of a measurement. */
    public enum SliceState {
        COUNTED,
        /** Its round was disturbed, and measured again. */
        REPLACED,
        /** Its server did not come to the end of the block. */
        LOST,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So many of the answers, a share of 1, took at most so long. */
    public record Quantile(double share, double ms) {}

    /** How many trials ended which way. */
    public record Trials(int measured, int failed) {}

    /** One block's throughput. */
    public record Block(int block, double perSecond) {}

    public <F extends Figure> F figure(Metric<F> metric) {
        return figures.get(metric);
    }
}
