package unrigged.deployment;

import java.util.OptionalInt;

/**
 * The listen backlog that the plan asks for; empty when each server keeps its own default (mode
 * faithful-2020).
 */
final class ListenBacklog {
    private ListenBacklog() {}

    static OptionalInt of(Treatment treatment, DeploymentContext deploymentContext) {
        String value = treatment.settings().text("server", "backlog");
        return value.equals("default")
                ? OptionalInt.empty()
                : OptionalInt.of(
                        Math.min(Integer.parseInt(value), deploymentContext.backlogLimit()));
    }
}
