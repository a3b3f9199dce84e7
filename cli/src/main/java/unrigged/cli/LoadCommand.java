package unrigged.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;
import unrigged.program.InvalidInputException;

/**
 * Is in the overview; the launcher starts the generator directly, in a JVM with nothing else in it.
 */
@Command(
        name = "load",
        description =
                "The load generator alone: offer a load to a URL and report rate, latency and failures.")
final class LoadCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw new InvalidInputException(
                "the load generator runs in a JVM of its own; start it by the launcher: ./unrigged load "
                        + String.join(" ", arguments));
    }
}
