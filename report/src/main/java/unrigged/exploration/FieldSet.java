package unrigged.exploration;

import java.util.List;
import java.util.OptionalDouble;
import unrigged.exploration.DeviationField.LeftOut;
import unrigged.inference.Interval;

/**
 * What is known of all stacks.
 *
 * @param scale by which errors were widened, see {@link #of}
 * @param visitVariance of what one more visit sees
 */
record FieldSet(List<StackField> fields, double scale, double visitVariance) {
    /** Fewer universes do not tell by how much the errors are off. */
    private static final int LEFT_OUT_MIN = 5;

    FieldSet {
        fields = List.copyOf(fields);
    }

    /**
     * From what visits saw. How large deviations are is told by models that were not fitted to the
     * universe that they are tested on. Errors are widened by as much as universes that are left
     * out in turn lie farther off than they say, and never narrowed (Bachoc, <em>Cross validation
     * and maximum likelihood estimations of hyper-parameters of Gaussian processes with model
     * misspecification</em>, Computational Statistics and Data Analysis 66, 2013).
     *
     * @param model whether the stacks' expectations come from the queueing model
     */
    static FieldSet of(UniverseSpace space, List<StackVisits> stacks, boolean model) {
        Kernel kernel =
                KernelFit.of(space, stacks.stream().map(StackVisits::asUnseen).toList(), model);
        List<StackField> fields =
                stacks.stream().map(visits -> StackField.of(space, visits, kernel)).toList();
        int universes = fields.stream().mapToInt(field -> field.leftOut().size()).max().orElse(0);
        double scale =
                universes < LEFT_OUT_MIN
                        ? 1
                        : Math.max(
                                1,
                                Math.sqrt(
                                        fields.stream()
                                                .flatMap(field -> field.leftOut().stream())
                                                .mapToDouble(FieldSet::square)
                                                .average()
                                                .orElse(1)));
        return new FieldSet(
                fields.stream().map(field -> field.wider(scale)).toList(),
                scale,
                kernel.visitVariance() * scale * scale);
    }

    private static double square(LeftOut left) {
        return left.error() * left.error() / left.variance();
    }

    /** Sizes of the errors of universes that were left out in turn; noise of visits is in them. */
    double[] leftOutErrors() {
        return fields.stream()
                .flatMap(field -> field.leftOut().stream())
                .mapToDouble(left -> Math.abs(left.error()))
                .toArray();
    }

    /** The share of these within their 95 %; empty without any. */
    OptionalDouble leftOutCoverage() {
        return fields.stream()
                .flatMap(field -> field.leftOut().stream())
                .mapToDouble(left -> Math.sqrt(square(left)) <= Interval.NORMAL * scale ? 1 : 0)
                .average();
    }
}
