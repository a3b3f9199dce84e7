package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import unrigged.program.Arguments;
import unrigged.program.Crash;
import unrigged.program.FileError;
import unrigged.program.InvalidInputException;
import unrigged.program.OperationalException;
import unrigged.program.StandardOutput;
import unrigged.program.TerminalDevice;
import unrigged.program.UsageError;
import unrigged.program.Version;

/** The program. Maps every failure to one message on stderr and one exit status. */
@Command(
        name = "unrigged",
        description =
                "Under which settings is web stack A faster than B, by how much, and what reverses it?",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "unrigged " + Unrigged.VERSION,
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ClaimCommand.class,
            ExploreCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            StacksCommand.class,
            FactorsCommand.class,
            OutdatedCommand.class,
            NewCommand.class,
            VerifyCommand.class,
            SetupCommand.class,
            LintCommand.class,
            ExplainCommand.class,
            DuelCommand.class,
            LoadCommand.class,
            CommandLine.HelpCommand.class,
        },
        footer = {
            "",
            "Start with:  unrigged run            measure seven stacks in three scenarios, about ten minutes",
            "             unrigged run --help     plans, scenarios, and how to choose stacks",
            "             unrigged claim \"A > B\"  where it holds, what reverses it; about a quarter of an hour",
            "             unrigged lint TABLE     which cells of a published table contradict each other",
            "             unrigged duel URL URL   two servers that run already, one minute, nothing to set up",
            "",
            "Exit status: 0 done, 1 a gate that was asked for failed or a table contradicts itself, 2 wrong use or invalid input,",
            "             3 the environment cannot do it, 130 interrupted (the run can be resumed)",
        })
final class Unrigged {
    static final String VERSION = Version.TEXT;

    private Unrigged() {}

    public static void main(String[] args) {
        StandardOutput out = StandardOutput.ofProcess();
        CommandLine line =
                commandLine()
                        .setOut(new PrintWriter(out.stream(), false, StandardCharsets.UTF_8))
                        .setErr(
                                new PrintWriter(
                                        StandardOutput.standardError(),
                                        true,
                                        StandardCharsets.UTF_8));
        int status = execute(line, args);
        line.getOut().flush();
        // What is lost is an error of its own, unless there is one already.
        Optional<String> lost = out.finish();
        if (lost.isPresent()) {
            int said = say(line, lost.get(), ExitCode.CANNOT_RUN);
            status = status == ExitCode.DONE ? said : status;
        }
        if (!Interruption.underWay()) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Unrigged())
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(TerminalDevice.colours()))
                // An argument that begins with @ is what it says, not the name of a file of
                // arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((problem, _) ->
                        say(
                                problem.getCommandLine(),
                                UsageError.text(problem, CommandHints::remedy),
                                ExitCode.WRONG_USE))
                .setExecutionExceptionHandler((problem, line, _) -> report(problem, line));
    }

    /** An error of the program must not look like a gate that failed. */
    private static int execute(CommandLine line, String[] args) {
        try {
            Optional<InvalidInputException> undecodable = Arguments.undecodable(args);
            return undecodable.isPresent() ? report(undecodable.get(), line) : line.execute(args);
        } catch (Error e) {
            return say(line, Crash.text(e), ExitCode.CANNOT_RUN);
        }
    }

    private static int report(Exception problem, CommandLine line) {
        return switch (problem) {
            case OperationalException e -> say(line, e.text(), ExitCode.of(e));
            case IOException e -> say(line, FileError.text(e), ExitCode.CANNOT_RUN);
            case UncheckedIOException e ->
                    say(
                            line,
                            FileError.text(Objects.requireNonNull(e.getCause())),
                            ExitCode.CANNOT_RUN);
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> say(line, Crash.text(problem), ExitCode.CANNOT_RUN);
        };
    }

    private static int say(CommandLine line, String message, int status) {
        line.getErr().println("unrigged: " + message);
        return status;
    }
}
