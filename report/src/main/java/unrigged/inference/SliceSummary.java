package unrigged.inference;

import java.util.List;
import java.util.Optional;

/**
 * What is told of a run of slices besides.
 *
 * @param look which interval the verdicts were made by
 * @param rounds of each scenario in a block, as planned
 * @param blocksComplete those that are inferred from
 * @param roundsRepeated because they were disturbed
 * @param slices how many are inferred from
 * @param windowShare their windows over the wall time
 * @param blockS how long a complete block took, in the mean
 * @param open comparisons of the run's question that are undecided, those that would be decided
 *     soonest first
 * @param canary the noise floor; empty where the reference stack has one server alone
 */
public record SliceSummary(
        Look look,
        int rounds,
        int blocksComplete,
        int blocksVoid,
        int roundsRepeated,
        int slices,
        Optional<Double> windowShare,
        Optional<Double> blockS,
        List<OpenComparison> open,
        Optional<Canary> canary) {
    public SliceSummary {
        open = List.copyOf(open);
    }
}
