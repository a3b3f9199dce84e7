package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import unrigged.inference.Finding.Value;
import unrigged.metric.LoadResult;

/**
 * Whether a server kept up with an open loop. Of the requests that were under way when a window
 * began and those that were due in it, some ended and the others were under way at its end; so what
 * was due less what ended is what there was more of at the end. As long as a server keeps up, that
 * is chance, as large as the number under way; it grows with the window where it does not.
 */
final class BacklogAudit {
    /** Of the requests that were due. */
    static final double SHARE = 0.05;

    /** Standard deviations of numbers under way that are Poisson's. */
    static final double DEVIATIONS = 4;

    private BacklogAudit() {}

    /**
     * @param added the cell's slices as one observation
     */
    static Optional<Finding> of(CellTrials added) {
        if (added.measured().isEmpty() || added.measured().getFirst().load().offered().isEmpty()) {
            return Optional.empty();
        }
        LoadResult load = added.measured().getFirst().load();
        long offered = load.offered().orElseThrow();
        long more = offered - load.ok() - load.failures();
        int windows = added.slices().map(SliceFacts::windows).orElse(1);
        double chance = Math.sqrt(Math.max(0.0, 2.0 * load.abandoned() - more) + windows);
        if (more <= SHARE * offered || more <= DEVIATIONS * chance) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.BACKLOG_GREW.finding(
                        "It did not keep up with the offered rate",
                        say(
                                "%.1f requests per second were due and %.1f ended: %,d of %,d piled up in %d windows; threshold %s",
                                offered / load.durationS(),
                                (offered - more) / load.durationS(),
                                more,
                                offered,
                                windows,
                                WorstTrial.percent(SHARE)),
                        List.of(
                                Value.of("backlogGrowth", (double) more / offered, "share")
                                        .against(SHARE),
                                Value.of("offered", offered / load.durationS(), "1/s"),
                                Value.of("ended", (offered - more) / load.durationS(), "1/s"))));
    }
}
