package unrigged.deployment;

import java.util.OptionalInt;
import unrigged.experiment.Factors;

/**
 * The listen backlog that the plan asks for; empty when each server keeps its own default (mode
 * faithful-2020).
 */
final class ListenBacklog {
    private ListenBacklog() {}

    static OptionalInt of(Treatment treatment, DeploymentContext deploymentContext) {
        OptionalInt asked = treatment.settings().level(Factors.BACKLOG);
        return asked.isEmpty()
                ? asked
                : OptionalInt.of(Math.min(asked.getAsInt(), deploymentContext.backlogLimit()));
    }
}
