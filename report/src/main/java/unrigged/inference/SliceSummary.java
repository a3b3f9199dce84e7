package unrigged.inference;

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
        Optional<Canary> canary) {}
