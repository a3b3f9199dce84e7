package unrigged.exploration;

import org.apache.commons.statistics.distribution.NormalDistribution;
import unrigged.inference.Verdict;

/** Of a log ratio that is known with an error: that it is ahead, behind, or within the tie band. */
public record Chances(double ahead, double within, double behind) {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double BAND = Math.log1p(Verdict.TIE_BAND);

    /**
     * Of a log ratio that is normal around a mean.
     *
     * @param error standard deviation; 0 where it is known
     */
    public static Chances of(double mean, double error) {
        if (error <= 0) {
            return new Chances(
                    mean > BAND ? 1 : 0, Math.abs(mean) <= BAND ? 1 : 0, mean < -BAND ? 1 : 0);
        }
        double ahead = STANDARD.survivalProbability((BAND - mean) / error);
        double behind = STANDARD.cumulativeProbability((-BAND - mean) / error);
        return new Chances(ahead, Math.max(0, 1 - ahead - behind), behind);
    }

    /** Of the three. */
    public double likeliest() {
        return Math.max(within, Math.max(ahead, behind));
    }
}
