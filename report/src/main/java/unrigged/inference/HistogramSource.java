package unrigged.inference;

import org.HdrHistogram.Histogram;
import unrigged.experiment.Event.TrialMeasured;

/**
 * Where latencies come from that a trial's record does not have, in µs; empty when they are lost.
 */
@FunctionalInterface
public interface HistogramSource {
    Histogram of(TrialMeasured trial);

    /** Slices have theirs in their records. */
    HistogramSource RECORDED = _ -> new Histogram(LatencyCounts.DIGITS);
}
