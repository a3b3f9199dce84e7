package unrigged.inference;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import unrigged.experiment.Event.TrialMeasured;

/** All findings that a cell raises by itself. */
final class CellAudits {
    private final HistogramSource histograms;

    CellAudits(HistogramSource histograms) {
        this.histograms = histograms;
    }

    /** In no order. */
    List<Finding> of(CellTrials cell) {
        if (cell.slices().isEmpty()) {
            List<Finding> findings = new ArrayList<>(LoadAudits.of(cell));
            findings.addAll(MachineAudits.of(cell));
            findings.addAll(DatabaseWorkAudits.of(cell));
            return findings;
        }
        CellTrials added = added(cell);
        List<Finding> findings = new ArrayList<>(LoadAudits.ofSlices(cell, added));
        findings.addAll(MachineAudits.ofSlices(added));
        findings.addAll(DatabaseWorkAudits.of(added));
        findings.addAll(SliceAudits.of(cell, cell.slices().get()));
        return findings;
    }

    /** The cell as rules want it that judge counts of a window: of slices their sum. */
    CellTrials added(CellTrials cell) {
        return cell.slices().isEmpty() ? cell : AddedSlices.of(cell, pooled(cell.measured()));
    }

    /** Of all latencies, in µs. */
    Histogram pooled(List<TrialMeasured> trials) {
        Histogram pooled = new Histogram(3);
        pooled.setAutoResize(true);
        trials.forEach(trial -> pooled.add(histograms.of(trial)));
        return pooled;
    }
}
