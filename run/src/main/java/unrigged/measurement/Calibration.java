package unrigged.measurement;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import unrigged.catalog.Stack;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Machine;
import unrigged.experiment.Plan;
import unrigged.experiment.Scenario;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Event;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/**
 * Measures what one request of the reference stack costs in CPU time, over all tiers, the generator
 * included: they all share this machine. The unit of every scaled delay.
 */
final class Calibration {
    /** One bad start is no reason to give up a run. */
    private static final int TRIES = 2;

    private Calibration() {}

    /** One trial of the reference stack without a delay. */
    static Event.Calibrated measure(
            TrialContext context, Plan plan, Stack referenceStack, RunListener listener)
            throws InterruptedException {
        Scenario scenario = plan.scenarios().getFirst();
        Machine machine = new Machine(context.cpus(), OptionalLong.of(0));
        CellSettings settings = scenario.resolve(machine, referenceStack.concurrency());
        CellSettings undelayed =
                new CellSettings(settings.workers(), settings.clients(), settings.dbSessions(), 0);
        TrialSlot slot = new TrialSlot("calibration", 0, 0, "calibration", referenceStack.id());
        Treatment treatment =
                new Treatment(referenceStack, undelayed, plan.settings(), plan.timing());
        for (int tries = 1; ; tries++) {
            Event.Observation end = new Trial(context, treatment, slot, tries, listener).run();
            Optional<TrialException> failure = failure(end);
            if (failure.isEmpty() && end instanceof Event.TrialMeasured measured) {
                return of(measured);
            }
            String reason = failure.map(TrialException::reason).orElse("");
            if (tries == TRIES) {
                throw new EnvironmentException(
                        "the reference stack "
                                + referenceStack.id()
                                + " cannot be measured, so nothing can be compared with it: "
                                + reason
                                + "\n"
                                + failure.map(TrialException::evidence).orElse(""));
            }
            listener.note("calibration failed and is repeated: " + reason);
        }
    }

    /** Why no unit follows from the trial: it failed, or clients stalled. */
    static Optional<TrialException> failure(Event.Observation end) {
        return switch (end) {
            case Event.TrialFailed failed ->
                    Optional.of(new TrialException(failed.reason(), failed.evidence()));
            case Event.TrialMeasured measured when measured.load().hung() ->
                    Optional.of(
                            new TrialException("requests hung: " + measured.load().hanging(), ""));
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
