package unrigged.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/**
 * What one request of the reference stack costs in CPU time, over all tiers, the generator
 * included: they all share this machine. The unit of every scaled delay. One trial without a delay.
 */
record Calibration(TrialRequest request) implements Design {
    /** One bad start is no reason to give up a run. */
    private static final int TRIES = 2;

    /** With these settings, but for their delay. */
    static Calibration of(String stack, CellSettings settings, Timing timing) {
        CellSettings undelayed =
                new CellSettings(settings.workers(), settings.clients(), settings.dbSessions(), 0);
        TrialSlot slot =
                TrialSlot.beforeBlocks("calibration", Purpose.CALIBRATION, "calibration", stack);
        return new Calibration(new TrialRequest(slot, undelayed, timing));
    }

    @Override
    public Next next(History history) {
        if (history.last(Event.Calibrated.class).isPresent()) {
            return new Done();
        }
        List<Event.Observation> ends = mine(history);
        if (!ends.isEmpty()
                && ends.getLast() instanceof Event.TrialMeasured measured
                && obstacle(measured).isEmpty()) {
            return new Decide(of(measured));
        }
        // What failed before a run was resumed may have been mended since.
        List<Event.Observation> failed = mine(history.ofThisSession());
        return failed.size() < TRIES ? new Measure(request) : abort(failed.getLast());
    }

    private Next abort(Event.Observation end) {
        return new Abort(
                "the reference stack "
                        + request.slot().stack()
                        + " cannot be measured, so nothing can be compared with it: "
                        + obstacle(end).orElse(""),
                end instanceof Event.TrialFailed failed ? failed.evidence() : "");
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return history.last(Event.Calibrated.class).isPresent() ? List.of() : List.of(request);
    }

    private List<Event.Observation> mine(History history) {
        return history.all(Event.Observation.class).stream()
                .filter(end -> end.slot().id().equals(request.slot().id()))
                .toList();
    }

    /** Why no unit follows from the trial: it failed, or clients stalled. */
    static Optional<String> obstacle(Event.Observation end) {
        return switch (end) {
            case Event.TrialFailed failed -> Optional.of(failed.reason());
            case Event.TrialMeasured measured when measured.load().hung() ->
                    Optional.of("requests hung: " + measured.load().hanging());
            case Event.TrialMeasured _ -> Optional.empty();
        };
    }

    private static Event.Calibrated of(Event.TrialMeasured measured) {
        long requests = measured.load().ok();
        Map<Tier, Long> perRequest = new EnumMap<>(Tier.class);
        long total = 0;
        for (Map.Entry<Tier, TierUsage> tier : measured.tiers().entrySet()) {
            long ns = tier.getValue().cpuNs() / requests;
            perRequest.put(tier.getKey(), ns);
            total += ns;
        }
        return new Event.Calibrated(measured.slot().stack(), requests, perRequest, total);
    }
}
