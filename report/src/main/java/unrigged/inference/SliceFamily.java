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
        Optional<String> refusal = comparison.refusal(reference);
        if (refusal.isPresent()) {
            return new Ratio.Unmeasured(refusal.get());
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
        List<Ratio.Measured> judged = judged(look, estimates, better);
        for (int i = 0; i < judged.size(); i++) {
            ratios.put(stacks.get(i), judged.get(i));
        }
        return ratios;
    }

    /** Comparisons that are judged together, in the same order. */
    static List<Ratio.Measured> judged(Look look, List<Estimate> estimates, Better better) {
        double[] levels =
                StepDown.levels(
                        estimates.stream().mapToDouble(e -> look.p(e.values())).toArray(),
                        AnytimeInterval.ALPHA);
        List<Ratio.Measured> judged = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            Estimate estimate = estimates.get(i);
            Interval interval = look.interval(estimate.values(), levels[i]).exp();
            judged.add(
                    new Ratio.Measured(
                            Math.exp(estimate.point()),
                            interval,
                            Verdict.of(interval, better),
                            estimate.blocks(),
                            estimate.logs(),
                            Optional.of(
                                    look.interval(estimate.values(), AnytimeInterval.ALPHA)
                                            .exp())));
        }
        return judged;
    }

    /** For what asks of throughput alone. */
    static SliceCell bare(CellTrials cell) {
        return new SliceCell(cell, Map.of(), 0);
    }
}
