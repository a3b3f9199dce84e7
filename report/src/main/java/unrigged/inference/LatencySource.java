package unrigged.inference;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import unrigged.experiment.Event.TrialMeasured;

/** The latencies of trials, each read once: audits, ratios and figures all ask for them. */
final class LatencySource {
    private final HistogramSource histograms;
    private final Map<TrialMeasured, LatencyCounts> known =
            Collections.synchronizedMap(new IdentityHashMap<>());

    LatencySource(HistogramSource histograms) {
        this.histograms = histograms;
    }

    /** Reads these in as many threads as there are CPUs: they are compressed. */
    void readAll(Collection<TrialMeasured> trials) {
        List<TrialMeasured> all = List.copyOf(trials);
        List<LatencyCounts> read = all.parallelStream().map(this::read).toList();
        for (int i = 0; i < all.size(); i++) {
            known.put(all.get(i), read.get(i));
        }
    }

    LatencyCounts of(TrialMeasured trial) {
        return known.computeIfAbsent(trial, this::read);
    }

    private LatencyCounts read(TrialMeasured trial) {
        return trial.latencies()
                .map(RecordedLatencies::of)
                .orElseGet(() -> LatencyCounts.of(histograms.of(trial)));
    }

    LatencyCounts pooled(Collection<TrialMeasured> trials) {
        return LatencyCounts.sum(trials.stream().map(this::of).toList());
    }
}
