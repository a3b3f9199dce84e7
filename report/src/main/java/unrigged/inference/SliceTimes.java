package unrigged.inference;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import unrigged.experiment.Event.Observation;
import unrigged.journal.Journal;
import unrigged.metric.Timeline;

/** When each trial or slice had its window: its record is written when all of it is over. */
final class SliceTimes {
    private static final double MINUTE_NS = 60e9;

    /** By the id of its slot. */
    private final Map<String, Double> minutes = new HashMap<>();

    SliceTimes(Journal journal) {
        Instant start = journal.entries().getFirst().at();
        for (Journal.Entry entry : journal.entries()) {
            if (entry.event() instanceof Observation end) {
                Timeline of = end.timeline();
                double sinceNs = Duration.between(start, entry.at()).toNanos();
                minutes.put(
                        end.slot().id(),
                        Math.max(0, sinceNs - of.stopNs() - of.windowNs() / 2.0) / MINUTE_NS);
            }
        }
    }

    /** Of the middle of its window, since the run began. */
    double minute(Observation end) {
        return minutes.getOrDefault(end.slot().id(), 0.0);
    }
}
