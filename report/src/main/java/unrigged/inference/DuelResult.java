package unrigged.inference;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelRecord;
import unrigged.experiment.Event.TrialMeasured;

/**
 * What follows from a duel: for the processes that were there, since each was started once.
 *
 * @param rows the first is the reference
 * @param findings of the machine, the same for all
 * @param look {@link Look#ONCE} where all rounds came to their end
 */
public record DuelResult(DuelRecord record, List<Row> rows, List<Finding> findings, Look look) {
    public DuelResult {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /**
     * One server.
     *
     * @param throughput geometric mean over the rounds
     * @param ratio of its throughput to the reference's
     * @param failed requests by kind of failure, within the windows
     * @param generator CPU time of the load generator in its windows, in CPUs
     */
    public record Row(
            DuelEntry entry,
            Throughput throughput,
            Percentile p50,
            Percentile p99,
            Ratio ratio,
            Ratio p50Ratio,
            Ratio p99Ratio,
            long ok,
            Map<String, Long> failed,
            OptionalDouble generator,
            List<Finding> findings) {
        public Row {
            failed = Collections.unmodifiableMap(new TreeMap<>(failed));
            findings = List.copyOf(findings);
        }

        /** Why it has neither ratio nor verdict; empty when it has both. */
        public Optional<String> why() {
            return switch (ratio) {
                case Ratio.Measured _ -> Optional.empty();
                case Ratio.Unmeasured(String reason) -> Optional.of(reason);
                case Ratio.NotCompared(String reason) -> Optional.of(reason);
            };
        }
    }

    public static DuelResult of(DuelRecord record) {
        return new DuelInference(record).result();
    }

    /** Those that are inferred from. */
    public int slices() {
        return (int) record.ends().stream().filter(TrialMeasured.class::isInstance).count();
    }

    /** Whether every server has a verdict. */
    public boolean complete() {
        return rows.stream().allMatch(row -> row.why().isEmpty());
    }
}
