package unrigged.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.config.Durations;
import unrigged.experiment.Factors;
import unrigged.metric.Tier;

/** The load generator, in a JVM of its own. */
final class LoadTier {
    static final String NO_KEEPALIVE = "--no-keepalive";

    /** The article's; its bodies are checked by a mask. */
    private LoadTier() {}

    static ProcessSpec of(Placement placement) {
        Treatment treatment = placement.treatment();
        DeploymentContext deploymentContext = placement.context();
        List<String> arguments = new ArrayList<>(deploymentContext.loader());
        arguments.add(placement.url());
        arguments.addAll(List.of("--connections", "" + treatment.cellSettings().clients()));
        arguments.addAll(
                List.of(
                        "--warm-up",
                        Durations.format(treatment.timing().warmUpFor(treatment.stack().onJvm()))));
        if (treatment.timing().requests().isPresent()) {
            arguments.addAll(List.of("--requests", "" + treatment.timing().requests().getAsLong()));
        } else {
            arguments.addAll(List.of("--duration", Durations.format(treatment.timing().window())));
        }
        if (!treatment.settings().level(Factors.LOAD_KEEPALIVE)) {
            arguments.add(NO_KEEPALIVE);
        }
        arguments.addAll(List.of("--timeout", treatment.settings().text(Factors.LOAD_TIMEOUT)));
        // A mask comes by the control connection, once the first answer is there.
        arguments.addAll(treatment.workload().expectations());
        arguments.addAll(List.of("--hlog", deploymentContext.histogram().toString()));
        arguments.addAll(List.of("--control", "127.0.0.1:" + deploymentContext.control()));
        return new ProcessSpec(
                Tier.LOAD,
                arguments,
                Topology.environment(
                        deploymentContext,
                        Map.of(Secrets.CONTROL_VARIABLE, deploymentContext.secrets().control())),
                deploymentContext.scratch(),
                Map.of(),
                OptionalInt.empty(),
                "TERM",
                false);
    }
}
