package unrigged.inference;

import org.HdrHistogram.Histogram;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.metric.Histograms;

/** Where the latencies of a trial come from, in µs; empty when they are lost. */
@FunctionalInterface
public interface HistogramSource {
    Histogram of(TrialMeasured trial);

    /** Slices have theirs in their records. */
    HistogramSource RECORDED = slice -> Histograms.decoded(slice.latencies().orElse(""));
}
