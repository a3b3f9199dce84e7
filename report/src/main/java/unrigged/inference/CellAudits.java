package unrigged.inference;

import java.util.ArrayList;
import java.util.List;

/** All findings that a cell raises by itself. */
final class CellAudits {
    private final LatencySource latencies;

    CellAudits(LatencySource latencies) {
        this.latencies = latencies;
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
        return cell.slices().isEmpty()
                ? cell
                : AddedSlices.of(cell, latencies.pooled(cell.measured()));
    }
}
