package unrigged.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be started.
 *
 * @param name for messages and the log, for example {@code app}
 * @param arguments the program and its arguments
 * @param environment the whole environment; nothing is inherited, so that two runs see the same one
 * @param directory working directory
 * @param log file that receives stdout and stderr, appended
 * @param stopSignal name without SIG that makes the program stop in order
 * @param unprivileged whether the program refuses to run as root
 */
public record ProcessCommand(
        String name,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Path log,
        String stopSignal,
        boolean unprivileged) {
    public ProcessCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        Signals.number(stopSignal);
    }
}
