package unrigged.experiment;

import java.util.List;
import unrigged.experiment.Event.Observation;

/**
 * What a duel observed.
 *
 * @param entries as they were asked; the first is the reference
 * @param rounds that came to their end
 * @param seconds from its start to its end
 * @param ends of the slices in their order; a round is their block
 */
public record DuelRecord(
        List<DuelEntry> entries,
        DuelSettings settings,
        DuelPlan plan,
        int rounds,
        double seconds,
        List<Observation> ends) {
    public DuelRecord {
        entries = List.copyOf(entries);
        ends = List.copyOf(ends);
    }

    public DuelEntry reference() {
        return entries.getFirst();
    }
}
