package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Verdict.Better;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/** How the trials of a cell become one figure. */
public final class Aggregation<F extends Figure> {
    private final Shape shape;
    private final Class<F> type;
    private final String words;
    private final Optional<SliceComparison> comparison;
    private final BiFunction<CellInputs, Better, F> figure;

    private Aggregation(
            Shape shape, Class<F> type, String words, BiFunction<CellInputs, Better, F> figure) {
        this(shape, type, words, Optional.empty(), figure);
    }

    private Aggregation(
            Shape shape,
            Class<F> type,
            String words,
            Optional<SliceComparison> comparison,
            BiFunction<CellInputs, Better, F> figure) {
        this.shape = shape;
        this.type = type;
        this.words = words;
        this.comparison = comparison;
        this.figure = figure;
    }

    /** What the figure consists of, and so which columns and keys it has. */
    public enum Shape {
        COUNT,
        BY_KIND,
        /** A mean with the smallest and the largest trial. */
        RANGE,
        /** With its interval and its verdict. */
        RATIO,
        PERCENTILE,
        /** With the total of the tiers. */
        BY_TIER
    }

    public Shape shape() {
        return shape;
    }

    /** For the documentation: how, over what. */
    public String words() {
        return words;
    }

    /** Of a ratio: how slices of two stacks are compared. */
    Optional<SliceComparison> comparison() {
        return comparison;
    }

    F of(CellInputs inputs, Better better) {
        return figure.apply(inputs, better);
    }

    F cast(Figure value) {
        return type.cast(value);
    }

    public static Aggregation<Figure.Count> sum(ToLongFunction<TrialMeasured> count) {
        return new Aggregation<>(
                Shape.COUNT,
                Figure.Count.class,
                "sum over trials",
                (in, _) ->
                        in.cell().measured().isEmpty()
                                ? new Figure.Uncounted()
                                : new Figure.Counted(
                                        in.cell().measured().stream().mapToLong(count).sum()));
    }

    public static Aggregation<Figure.ByKind> sumByKind(
            Function<TrialMeasured, Map<String, Long>> counts) {
        return new Aggregation<>(
                Shape.BY_KIND,
                Figure.ByKind.class,
                "sum over trials",
                (in, _) -> {
                    Map<String, Long> sums = new TreeMap<>();
                    for (TrialMeasured trial : in.cell().measured()) {
                        counts.apply(trial).forEach((kind, n) -> sums.merge(kind, n, Long::sum));
                    }
                    return new Figure.ByKind(sums);
                });
    }

    /** Of the trials that recorded it. */
    public static Aggregation<Figure.Count> maximum(Function<TrialMeasured, OptionalInt> count) {
        return new Aggregation<>(
                Shape.COUNT,
                Figure.Count.class,
                "maximum over trials",
                (in, _) -> {
                    OptionalInt max =
                            in.cell().measured().stream()
                                    .map(count)
                                    .flatMapToInt(OptionalInt::stream)
                                    .max();
                    return max.isPresent()
                            ? new Figure.Counted(max.getAsInt())
                            : new Figure.Uncounted();
                });
    }

    public static Aggregation<Throughput> geometricMean(ToDoubleFunction<TrialMeasured> rate) {
        return new Aggregation<>(
                Shape.RANGE,
                Throughput.class,
                "geometric mean, smallest and largest of the trials",
                (in, _) ->
                        Throughput.of(
                                in.slices().isPresent()
                                        ? in.cell().throughput().values()
                                        : in.cell().measured().stream()
                                                .map(trial -> rate.applyAsDouble(trial))
                                                .toList()));
    }

    /** Of the latencies of all answers. */
    public static Aggregation<Percentile> percentile(double percent, long answersNeeded) {
        return new Aggregation<>(
                Shape.PERCENTILE,
                Percentile.class,
                say("of all answers of all trials together, from %,d answers on", answersNeeded),
                (in, _) ->
                        in.slices()
                                .map(slices -> slices.cell().percentile(percent))
                                .orElseGet(() ->
                                        Percentile.of(in.latencies(), percent, answersNeeded)));
    }

    /**
     * Of a figure of a trial; blocks where it is absent or not positive are left out.
     *
     * @param ofSlices how slices are compared
     * @param refused why there is no ratio with this trial among those of the cell
     */
    static Aggregation<Ratio> pairedRatio(
            SliceComparison ofSlices,
            Function<TrialMeasured, OptionalDouble> figure,
            Function<TrialMeasured, Optional<String>> refused) {
        return new Aggregation<>(
                Shape.RATIO,
                Ratio.class,
                "geometric mean of the ratios to the reference stack, paired by block",
                Optional.of(ofSlices),
                (in, better) ->
                        in.slices().isPresent()
                                ? ratio(in, in.slices().get(), ofSlices, better, refused)
                                : ratio(in, better, figure, refused));
    }

    private static Ratio ratio(
            CellInputs in,
            CellInputs.OfSlices slices,
            SliceComparison comparison,
            Better better,
            Function<TrialMeasured, Optional<String>> refused) {
        if (in.obstacle().isPresent()) {
            return new Ratio.NotCompared(in.obstacle().get());
        }
        return in.cell().measured().stream()
                .map(refused)
                .flatMap(Optional::stream)
                .findFirst()
                .<Ratio>map(Ratio.Unmeasured::new)
                .orElseGet(
                        () -> slices.family().ratio(comparison, in.cell().stack().stack(), better));
    }

    private static Ratio ratio(
            CellInputs in,
            Better better,
            Function<TrialMeasured, OptionalDouble> figure,
            Function<TrialMeasured, Optional<String>> refused) {
        if (in.obstacle().isPresent()) {
            return new Ratio.NotCompared(in.obstacle().get());
        }
        CellTrials reference = in.reference();
        if (reference == null) {
            return new Ratio.Unmeasured("the reference stack is no stack of this run");
        }
        CellTrials cell = in.cell();
        Optional<String> why =
                cell.measured().stream().map(refused).flatMap(Optional::stream).findFirst();
        if (why.isPresent()) {
            return new Ratio.Unmeasured(why.get());
        }
        Map<Integer, Double> own = cell.byBlock(figure);
        return cell.stack().stack().equals(reference.stack().stack())
                ? Ratio.reference(own)
                : Ratio.paired(own, reference.byBlock(figure), better);
    }

    /** Sum of the trials' amounts over the sum of their right answers. */
    public static Aggregation<Figure.ByTier> perRequest(
            Function<TierUsage, OptionalDouble> amount) {
        return new Aggregation<>(
                Shape.BY_TIER,
                Figure.ByTier.class,
                "sum over trials ÷ their right answers, by tier",
                (in, _) -> {
                    long ok = in.cell().ok();
                    if (ok == 0) {
                        return new Figure.ByTier(Map.of());
                    }
                    Figure.ByTier sums =
                            byTier(in.cell(), used -> divided(amount.apply(used), ok), Double::sum);
                    return in.slices().isEmpty()
                            ? sums
                            : new Figure.ByTier(
                                    sums.amounts(),
                                    SliceCosts.intervals(in.cell()),
                                    SliceCosts.total(in.cell()));
                });
    }

    private static OptionalDouble divided(OptionalDouble amount, long by) {
        return amount.isPresent() ? OptionalDouble.of(amount.getAsDouble() / by) : amount;
    }

    public static Aggregation<Figure.ByTier> maximumByTier(
            Function<TierUsage, OptionalDouble> amount) {
        return new Aggregation<>(
                Shape.BY_TIER,
                Figure.ByTier.class,
                "maximum over trials, by tier",
                (in, _) -> byTier(in.cell(), amount, Math::max));
    }

    private static Figure.ByTier byTier(
            CellTrials cell,
            Function<TierUsage, OptionalDouble> amount,
            BiFunction<Double, Double, Double> together) {
        Map<Tier, Double> amounts = new EnumMap<>(Tier.class);
        for (TrialMeasured trial : cell.measured()) {
            trial.tiers()
                    .forEach((tier, used) ->
                            amount.apply(used).ifPresent(v -> amounts.merge(tier, v, together)));
        }
        return new Figure.ByTier(amounts);
    }
}
