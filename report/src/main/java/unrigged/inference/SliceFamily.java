package unrigged.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.inference.SliceComparison.Estimate;
import unrigged.inference.SliceComparison.Refused;
import unrigged.inference.Verdict.Better;

/**
 * One scenario's comparisons with the reference stack, which are judged together: {@link StepDown}.
 * The interval of each is the one at the level at which its verdict was made.
 */
final class SliceFamily {
    private final Look look;
    private final @Nullable SliceCell reference;
    private final Map<String, SliceCell> others;
    private final Map<SliceComparison, Map<String, Ratio>> made =
            new EnumMap<>(SliceComparison.class);

    /**
     * @param others by stack, those that may be compared with the reference stack
     */
    SliceFamily(Look look, @Nullable SliceCell reference, Map<String, SliceCell> others) {
        this.look = look;
        this.reference = reference;
        this.others = others;
    }

    /** The stack against the reference stack. */
    Ratio ratio(SliceComparison comparison, String stack, Better better) {
        if (reference == null) {
            return new Ratio.Unmeasured("the reference stack is no stack of this run");
        }
        if (stack.equals(reference.cell().stack().stack())) {
            return Ratio.reference(reference.cell().throughput());
        }
        return Optional.ofNullable(
                        made.computeIfAbsent(comparison, c -> ratios(c, reference, better))
                                .get(stack))
                .orElse(new Ratio.Unmeasured("the stack was not measured"));
    }

    private Map<String, Ratio> ratios(SliceComparison comparison, SliceCell base, Better better) {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        List<String> stacks = new ArrayList<>();
        List<Estimate> estimates = new ArrayList<>();
        others.forEach((stack, own) -> {
            switch (comparison.of(own, base)) {
                case Refused(String why) -> ratios.put(stack, new Ratio.Unmeasured(why));
                case Estimate estimate -> {
                    stacks.add(stack);
                    estimates.add(estimate);
                }
            }
        });
        double[] levels =
                StepDown.levels(
                        estimates.stream().mapToDouble(e -> look.p(e.values())).toArray(),
                        AnytimeInterval.ALPHA);
        for (int i = 0; i < levels.length; i++) {
            ratios.put(stacks.get(i), measured(estimates.get(i), levels[i], better));
        }
        return ratios;
    }

    private Ratio.Measured measured(Estimate estimate, double level, Better better) {
        Interval interval = look.interval(estimate.values(), level).exp();
        return new Ratio.Measured(
                Math.exp(estimate.point()),
                interval,
                Verdict.of(interval, better),
                estimate.blocks(),
                Optional.of(look.interval(estimate.values(), AnytimeInterval.ALPHA).exp()));
    }

    /**
     * Two stacks without going over the reference stack, at the level of one of {@code pairs} that
     * are judged together (Bonferroni).
     */
    static Optional<Ratio.Measured> direct(CellTrials own, CellTrials base, Look look, int pairs) {
        SliceFamily family = new SliceFamily(look, null, Map.of());
        return SliceComparison.THROUGHPUT.of(bare(own), bare(base)) instanceof Estimate estimate
                ? Optional.of(
                        family.measured(
                                estimate,
                                AnytimeInterval.ALPHA / Math.max(1, pairs),
                                Better.HIGHER))
                : Optional.empty();
    }

    /** For what asks of throughput alone. */
    static SliceCell bare(CellTrials cell) {
        return new SliceCell(cell, Map.of(), 0);
    }
}
