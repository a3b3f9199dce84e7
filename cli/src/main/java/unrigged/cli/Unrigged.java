package unrigged.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import unrigged.config.InvalidInput;
import unrigged.process.MissingTool;
import unrigged.process.SupervisorLostException;
import unrigged.run.CannotRun;

/** The program. Maps every failure to one message on stderr and one exit status. */
@Command(
        name = "unrigged",
        description =
                "Under which settings is web stack A faster than B, by how much, and what flips it?",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "unrigged " + Unrigged.VERSION,
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            StacksCommand.class,
            OutdatedCommand.class,
            NewCommand.class,
            VerifyCommand.class,
            SetupCommand.class,
            LoadCommand.class,
        },
        footer = {
            "",
            "Start with:  unrigged run            measure seven stacks in three scenarios, about ten minutes",
            "             unrigged run --help     plans, scenarios, and how to choose stacks",
            "",
            "Exit status: 0 done, 1 a gate that was asked for failed, 2 wrong use or invalid input,",
            "             3 the environment cannot do it, 130 interrupted (the run can be resumed)",
        })
final class Unrigged {
    static final String VERSION = "0.1.0-SNAPSHOT";

    private Unrigged() {}

    public static void main(String[] args) {
        CommandLine line = commandLine();
        int status = line.execute(args);
        // A full disk behind `> result.csv` shows only here: the streams keep errors to themselves.
        if (status == ExitCode.DONE && System.out.checkError()) {
            status = say(line, "the output could not be written whole", ExitCode.CANNOT_RUN);
        }
        if (!Interruption.underWay()) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Unrigged())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((problem, line, _) -> report(problem, line));
    }

    private static int report(Exception problem, CommandLine line) throws Exception {
        return switch (problem) {
            case InvalidInput e -> say(line, e.getMessage(), ExitCode.WRONG_USE);
            case CannotRun e -> say(line, e.getMessage(), ExitCode.CANNOT_RUN);
            case SupervisorLostException e -> say(line, e.getMessage(), ExitCode.CANNOT_RUN);
            case MissingTool e -> say(line, e.getMessage(), ExitCode.CANNOT_RUN);
            case IOException e -> say(line, "a file cannot be used: " + e, ExitCode.CANNOT_RUN);
            case UncheckedIOException e ->
                    say(line, "a file cannot be used: " + e.getMessage(), ExitCode.CANNOT_RUN);
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> throw problem;
        };
    }

    private static int say(CommandLine line, @Nullable String message, int status) {
        line.getErr().println("unrigged: " + message);
        return status;
    }
}
