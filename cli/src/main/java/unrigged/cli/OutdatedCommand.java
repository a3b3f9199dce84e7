package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.catalog.Environment;
import unrigged.journal.Json;
import unrigged.program.OperationalException;
import unrigged.setup.Outdated;

@Command(
        name = "outdated",
        description = {
            "Tell which libraries of the stacks have newer releases than those that are locked.",
            "Asks the registries (PyPI, Maven Central) by pip and Maven, and changes nothing: a result belongs to the versions it was measured with.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 all were asked; 3 some could not be asked (each is named on stderr).",
        })
final class OutdatedCommand implements Callable<Integer> {
    @Option(
            names = "--stacks",
            split = ",",
            paramLabel = "A,B",
            description =
                    "Only the environments of these stacks, or of a catalogue file's (default: all).")
    private List<String> stacks = new ArrayList<>();

    @Option(names = "--json", description = "One JSON document on stdout.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.here();
        StackChoice choice = StackChoice.of(installation, stacks);
        Catalog catalog = choice.catalog();
        List<String> chosen =
                choice.stacks().isEmpty()
                        ? List.copyOf(catalog.stacks().keySet())
                        : choice.stacks();
        Set<Environment> environments = Provisioning.need(catalog, chosen).environments();
        PrintWriter err = spec.commandLine().getErr();
        Provisioning provisioning = new Provisioning(installation, err::println);
        List<Outdated> found = new ArrayList<>();
        boolean all = true;
        try (Interruption _ = Interruption.watch()) {
            for (Environment environment : environments) {
                try {
                    found.addAll(provisioning.outdated(environment));
                } catch (OperationalException e) {
                    err.println(environment.name() + ": not asked: " + e.line());
                    all = false;
                } catch (IOException e) {
                    err.println(environment.name() + ": not asked: " + e.getMessage());
                    all = false;
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(found));
        } else {
            print(found, environments.size(), out);
        }
        out.flush();
        err.flush();
        return all ? ExitCode.DONE : ExitCode.CANNOT_RUN;
    }

    private static void print(List<Outdated> found, int environments, PrintWriter out) {
        out.print(
                TerminalTable.of(
                        found.stream()
                                .map(one ->
                                        List.of(
                                                one.environment(),
                                                one.library(),
                                                one.locked() + " → " + one.newest()))
                                .toList()));
        out.println(
                found.isEmpty()
                        ? "nothing newer in " + environments + " environments"
                        : found.size() + " newer releases in " + environments + " environments");
    }
}
