package unrigged.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.metric.Tier;

/**
 * One process of a topology.
 *
 * @param files configuration to write before it starts, by path
 * @param port where it will listen; the load listens nowhere
 * @param unprivileged whether it refuses to run as root
 */
public record ProcessSpec(
        Tier tier,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Map<Path, String> files,
        OptionalInt port,
        String stopSignal,
        boolean unprivileged) {
    public ProcessSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
    }
}
