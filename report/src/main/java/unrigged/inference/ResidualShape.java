package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.inference.Finding.Value;

/**
 * What the blocks leave around their cells' means, over all cells of a run. Student's t and the
 * anytime interval hold for residuals that are about as long on either side; a few blocks of one
 * cell cannot show whether they are, all cells together can.
 */
final class ResidualShape {
    /** Of an exponential distribution it is 2, of a log-normal one with sigma 0.5 it is 1.75. */
    static final double SKEWNESS = 1;

    /** Fewer residuals say nothing of their shape. */
    static final int RESIDUALS_MIN = 60;

    /** By which the skewness of a sample is beyond what symmetric residuals would have. */
    private static final double STANDARD_ERRORS = 4;

    private record Residual(String cell, int block, double log) {}

    private ResidualShape() {}

    /**
     * Whether they are skewed.
     *
     * @param ratios of throughput by scenario and stack
     */
    static Optional<Finding> skewed(Map<String, Ratio> ratios) {
        List<Residual> residuals = residuals(ratios);
        int n = residuals.size();
        if (n < RESIDUALS_MIN) {
            return Optional.empty();
        }
        double second = 0;
        double third = 0;
        Residual furthest = residuals.getFirst();
        for (Residual one : residuals) {
            second += one.log * one.log / n;
            third += one.log * one.log * one.log / n;
            furthest = Math.abs(one.log) > Math.abs(furthest.log) ? one : furthest;
        }
        double skewness = third / Math.pow(second, 1.5);
        double threshold = Math.max(SKEWNESS, STANDARD_ERRORS * Math.sqrt(6.0 / n));
        return Math.abs(skewness) <= threshold
                ? Optional.empty()
                : Optional.of(
                        AuditRule.SKEWED_BLOCKS.finding(
                                "The blocks' ratios are skewed",
                                say(
                                        "skewness %.1f over %d values of blocks, threshold ±%.1f; the furthest is %s in block %d, %.2f× the mean of its blocks",
                                        skewness,
                                        n,
                                        threshold,
                                        furthest.cell,
                                        furthest.block,
                                        Math.exp(furthest.log)),
                                List.of(
                                        Value.of("skewness", skewness, "skewness")
                                                .against(threshold))));
    }

    private static List<Residual> residuals(Map<String, Ratio> ratios) {
        List<Residual> residuals = new ArrayList<>();
        ratios.forEach((cell, ratio) -> {
            if (ratio instanceof Ratio.Measured m
                    && m.verdict() != Verdict.REFERENCE
                    && m.blocks().size() > 1) {
                double mean = Math.log(m.point());
                m.blocks()
                        .forEach(b ->
                                residuals.add(
                                        new Residual(cell, b.block(), Math.log(b.ratio()) - mean)));
            }
        });
        return residuals;
    }
}
