package unrigged.run;

import java.util.EnumMap;
import java.util.Map;
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
            boolean last = tries == TRIES;
            switch (new Trial(lab, cell, slot, tries, listener).run()) {
                case Event.TrialMeasured measured -> {
                    return of(measured);
                }
                case Event.TrialFailed failed when !last ->
                        listener.note("calibration failed and is repeated: " + failed.reason());
                case Event.TrialFailed failed ->
                        throw new CannotRun(
                                "the baseline stack "
                                        + baseline.id()
                                        + " cannot be measured, so nothing can be compared with it: "
                                        + failed.reason()
                                        + "\n"
                                        + failed.evidence());
            }
        }
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
