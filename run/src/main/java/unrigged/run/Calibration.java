package unrigged.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import unrigged.catalog.Stack;
import unrigged.journal.Event;
import unrigged.measure.Tier;
import unrigged.measure.TierUsage;
import unrigged.plan.CellSettings;
import unrigged.plan.Machine;
import unrigged.plan.Plan;
import unrigged.plan.Scenario;
import unrigged.plan.TrialSlot;
import unrigged.topology.Cell;

/**
 * Measures what one request of the baseline stack costs in CPU time, over all tiers, the generator
 * included: they all share this machine. The unit of every scaled delay.
 */
final class Calibration {
    /** One bad start is no reason to give up a run. */
    private static final int TRIES = 2;

    private Calibration() {}

    /** One trial of the baseline stack without a delay. */
    static Event.Calibrated measure(Lab lab, Plan plan, Stack baseline, RunListener listener)
            throws InterruptedException {
        Scenario scenario = plan.scenarios().getFirst();
        Machine machine = new Machine(lab.cpus(), OptionalLong.of(0));
        CellSettings settings = scenario.resolve(machine, baseline.concurrency());
        CellSettings undelayed =
                new CellSettings(settings.workers(), settings.clients(), settings.dbSessions(), 0);
        TrialSlot slot = new TrialSlot("calibration", 0, 0, "calibration", baseline.id());
        Cell cell = new Cell(baseline, undelayed, plan.settings(), plan.timing());
        for (int tries = 1; ; tries++) {
            Event.TrialEnded end = new Trial(lab, cell, slot, tries, listener).run();
            Optional<TrialFault> fault = fault(end);
            if (fault.isEmpty() && end instanceof Event.TrialMeasured measured) {
                return of(measured);
            }
            String reason = fault.map(TrialFault::reason).orElse("");
            if (tries == TRIES) {
                throw new CannotRun(
                        "the baseline stack "
                                + baseline.id()
                                + " cannot be measured, so nothing can be compared with it: "
                                + reason
                                + "\n"
                                + fault.map(TrialFault::evidence).orElse(""));
            }
            listener.note("calibration failed and is repeated: " + reason);
        }
    }

    /** Why no unit follows from the trial: it failed, or clients stood still. */
    static Optional<TrialFault> fault(Event.TrialEnded end) {
        return switch (end) {
            case Event.TrialFailed failed ->
                    Optional.of(new TrialFault(failed.reason(), failed.evidence()));
            case Event.TrialMeasured measured when measured.load().hung() ->
                    Optional.of(new TrialFault("requests hung: " + measured.load().hanging(), ""));
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
