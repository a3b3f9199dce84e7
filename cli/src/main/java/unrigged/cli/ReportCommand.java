package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.report.Report;

@Command(
        name = "report",
        description =
                "Write a run's report.html again from its journal, and print its tables. The run may be old, unfinished or incomplete.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunDirectory directory = ResumeCommand.existing(run);
        RunResult result = Report.read(directory);
        PrintWriter out = spec.commandLine().getOut();
        Outcome.lines(result).forEach(out::println);
        out.println("report: " + Report.write(directory, result));
        out.flush();
        return ExitCode.DONE;
    }
}
