package unrigged.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.experiment.Plan;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;

@Command(
        name = "resume",
        description =
                "Go on with a run that was stopped or killed: finished blocks count, an incomplete one is begun anew.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: that of `unrigged run`, over all trials of the run."})
final class ResumeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(
            names = "--json",
            description = "The result as one JSON document on stdout; progress goes to stderr.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.here();
        RunDirectory directory = existing(run);
        Catalog catalog =
                StackChoice.of(installation, List.of(), Plan.catalogs(directory.plan().toString()))
                        .catalog();
        return new RunSession(
                        installation,
                        catalog,
                        directory,
                        spec.commandLine(),
                        Presentation.ofRun(json))
                .resume();
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(
                file.toAbsolutePath().getParent(), "a file is in a directory");
    }

    private static String newest() {
        return RunDirectory.newestIn(Path.of("runs"))
                .map(run -> "the newest in runs/ is runs/" + run.name())
                .orElse("`unrigged run` makes one; its path is printed at the end");
    }

    /** The directory of a run, or of the run that a file such as its {@code report.html} is of. */
    static RunDirectory existing(Path run) {
        RunDirectory directory = new RunDirectory(Files.isRegularFile(run) ? parent(run) : run);
        if (!Files.exists(directory.plan())) {
            throw new InvalidInputException(
                    run
                            + ": not the directory of a run ("
                            + (Files.exists(run)
                                    ? "there is no plan.yaml in it"
                                    : "it does not exist")
                            + ")",
                    "one such as runs/2026-11-22-1",
                    newest());
        }
        return directory;
    }
}
