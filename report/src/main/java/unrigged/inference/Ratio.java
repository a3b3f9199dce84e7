package unrigged.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A figure of a stack as a multiple of the reference stack's, paired by block. */
public sealed interface Ratio extends Figure {

    /**
     * Measured in at least one block in which the reference stack was measured too.
     *
     * @param point exp of the mean of the logarithms of the blocks' ratios
     * @param interval the one that the verdict was made by
     * @param blocks the single blocks, in order
     * @param logs what the interval is of: a value of each block, independent, with ln(point) as
     *     their mean; of a percentile the jackknife's pseudo-values
     * @param single the interval of this pair alone, where the verdict's is wider because it is one
     *     of several
     */
    record Measured(
            double point,
            Interval interval,
            Verdict verdict,
            List<Block> blocks,
            List<Double> logs,
            Optional<Interval> single)
            implements Ratio {
        public Measured {
            blocks = List.copyOf(blocks);
            logs = List.copyOf(logs);
        }

        /** Of blocks whose values are the logarithms of their ratios. */
        Measured(double point, Interval interval, Verdict verdict, List<Block> blocks) {
            this(
                    point,
                    interval,
                    verdict,
                    blocks,
                    blocks.stream().map(block -> Math.log(block.ratio())).toList(),
                    Optional.empty());
        }

        /**
         * This stack as a multiple of another one, over the blocks that hold both: the reference
         * stack's own blocks cancel out. Of one pair alone. For figures whose logarithm of a cell
         * is the mean of its blocks'.
         */
        public Ratio over(Measured other, Look look, Verdict.Better better) {
            Map<Integer, Double> base = new TreeMap<>();
            for (int i = 0; i < other.logs.size(); i++) {
                base.put(other.blocks.get(i).block(), other.logs.get(i));
            }
            List<Block> both = new ArrayList<>();
            for (int i = 0; i < logs.size(); i++) {
                Double log = base.get(blocks.get(i).block());
                if (log != null) {
                    both.add(new Block(blocks.get(i).block(), Math.exp(logs.get(i) - log)));
                }
            }
            if (both.isEmpty()) {
                return new Unmeasured("no block measured both stacks");
            }
            double[] differences = both.stream().mapToDouble(b -> Math.log(b.ratio())).toArray();
            Interval alone = look.interval(differences, AnytimeInterval.ALPHA).exp();
            return new Measured(
                    Math.exp(AnytimeInterval.mean(differences)),
                    alone,
                    Verdict.of(alone, better),
                    both);
        }

        /** The other stack as a multiple of this one. */
        public Measured inverse() {
            return new Measured(
                    1 / point,
                    interval.inverse(),
                    verdict.inverse(),
                    blocks.stream().map(b -> new Block(b.block(), 1 / b.ratio())).toList(),
                    logs.stream().map(log -> -log).toList(),
                    single.map(Interval::inverse));
        }
    }

    /** No block holds both, or the figure is one that says nothing of the stacks. */
    record Unmeasured(String why) implements Ratio {}

    /** Measured, and not to be set against the reference stack: see {@link Comparability}. */
    record NotCompared(String why) implements Ratio {}

    /** One block's ratio. */
    record Block(int block, double ratio) {}

    /**
     * d_b = ln(y_A,b / y_B,b) over the blocks that hold both; ratio = exp(mean d). Pairing by block
     * takes out what a block's stacks share, such as a slow minute of the machine (Abedi and
     * Brecht, ICPE 2017).
     *
     * @param own figure by block, all positive
     * @param base the reference stack's
     */
    static Ratio paired(
            Map<Integer, Double> own, Map<Integer, Double> base, Verdict.Better better) {
        List<Block> blocks =
                new TreeMap<>(own)
                        .entrySet().stream()
                                .filter(e -> base.containsKey(e.getKey()))
                                .map(e -> block(e.getKey(), e.getValue(), base))
                                .toList();
        if (blocks.isEmpty()) {
            return new Unmeasured("no block measured both this stack and the reference stack");
        }
        double[] logs = blocks.stream().mapToDouble(b -> Math.log(b.ratio())).toArray();
        Interval interval = AnytimeInterval.of(logs).exp();
        return new Measured(
                Math.exp(AnytimeInterval.mean(logs)),
                interval,
                Verdict.of(interval, better),
                blocks);
    }

    /** The reference stack against itself. */
    static Ratio reference(Map<Integer, Double> own) {
        if (own.isEmpty()) {
            return new Unmeasured("the reference stack was not measured");
        }
        return new Measured(
                1,
                new Interval.Unbounded("the reference stack is what the others are compared with"),
                Verdict.REFERENCE,
                new TreeMap<>(own).keySet().stream().map(b -> new Block(b, 1)).toList());
    }

    private static Block block(int block, double own, Map<Integer, Double> base) {
        double other = base.getOrDefault(block, 0.0);
        if (own <= 0 || other <= 0) {
            throw new IllegalArgumentException(
                    "figures must be positive but block "
                            + block
                            + " has "
                            + own
                            + " against "
                            + other);
        }
        return new Block(block, own / other);
    }
}
