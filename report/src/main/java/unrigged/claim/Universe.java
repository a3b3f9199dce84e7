package unrigged.claim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.exploration.Chances;
import unrigged.inference.Interval;
import unrigged.inference.Ratio;
import unrigged.inference.Verdict;
import unrigged.inference.Verdict.Better;

/**
 * The claim in one scenario.
 *
 * @param settings of the stack that is claimed to be better
 * @param ratio its figure as a multiple of the other's
 * @param interval 95 %
 * @param logs ln of the ratio of each block; empty in an exploration
 * @param field what is known of it beside, in an exploration
 */
public record Universe(
        String scenario,
        CellSettings settings,
        double ratio,
        Interval interval,
        List<Double> logs,
        Better better,
        Stand stand,
        Optional<Field> field) {
    public Universe {
        logs = List.copyOf(logs);
    }

    /**
     * What an exploration knows of a universe.
     *
     * @param blocks in which both stacks were measured; 0: it is predicted
     * @param probability of the likeliest of three: ahead, behind, or within the tie band
     */
    public record Field(int blocks, double probability) {}

    /** What a universe says of the claim. */
    public enum Stand {
        SUPPORTED,
        REFUTED,
        TIED,
        UNDECIDED;

        /** In words and in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Universe of(
            String scenario, CellSettings settings, Ratio.Measured ratio, Better better) {
        return new Universe(
                scenario,
                settings,
                ratio.point(),
                ratio.interval(),
                ratio.logs(),
                better,
                stand(ratio.verdict()),
                Optional.empty());
    }

    static Universe explored(String scenario, CellSettings settings, FieldUniverses.Log log) {
        Interval.Bounded interval = Interval.ofLog(log.mean(), log.error());
        return new Universe(
                scenario,
                settings,
                Math.exp(log.mean()),
                interval,
                List.of(),
                Better.HIGHER,
                stand(Verdict.of(interval, Better.HIGHER)),
                Optional.of(
                        new Field(log.blocks(), Chances.of(log.mean(), log.error()).likeliest())));
    }

    private static Stand stand(Verdict verdict) {
        return switch (verdict) {
            case FASTER -> Stand.SUPPORTED;
            case SLOWER -> Stand.REFUTED;
            case TIED -> Stand.TIED;
            case UNDECIDED, REFERENCE -> Stand.UNDECIDED;
        };
    }

    /** Whether it was measured; else it is predicted from others. */
    public boolean measured() {
        return field.map(known -> known.blocks() > 0).orElse(true);
    }

    /** ln of how many times as good it is; of latencies and costs the smaller is the better. */
    double advantage() {
        return Math.log(ratio) * sign();
    }

    /** The same of each block. */
    double[] advantages() {
        return logs.stream().mapToDouble(log -> log * sign()).toArray();
    }

    private double sign() {
        return better == Better.LOWER ? -1 : 1;
    }
}
