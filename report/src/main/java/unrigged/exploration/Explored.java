package unrigged.exploration;

import unrigged.experiment.CellSettings;
import unrigged.inference.Interval;
import unrigged.inference.Verdict;

/**
 * A stack against the reference stack in one universe, by throughput.
 *
 * @param settings of the stack
 * @param blocks in which it was measured there; 0: the ratio is predicted, from the model and from
 *     other universes
 * @param interval 95 %
 * @param probability of the likeliest of three: ahead, behind, or within the tie band
 */
public record Explored(
        String scenario,
        String stack,
        CellSettings settings,
        int blocks,
        double ratio,
        Interval.Bounded interval,
        Verdict verdict,
        double probability) {
    public boolean measured() {
        return blocks > 0;
    }
}
