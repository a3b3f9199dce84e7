package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

@Command(
        name = "report",
        description =
                "Write a run's report.html again from its journal, and print its tables. The run may be old, unfinished or incomplete.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:  unrigged report runs/2026-11-22-1 --open",
            "           unrigged report runs/2026-11-22-1 --serve     (a run that goes on)"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(names = "--open", description = "Show the page in the browser of this desktop.")
    private boolean open;

    @Option(
            names = "--serve",
            description =
                    "Serve the page on 127.0.0.1 until Ctrl-C, made anew as the run goes on; nothing is written.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of --serve: this port instead of any that is free.")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        RunDirectory directory = ResumeCommand.existing(run);
        if (serve) {
            return serve(directory);
        }
        if (port != 0) {
            throw new InvalidInputException("--port goes with --serve alone");
        }
        RunResult result = Report.read(directory);
        PrintWriter out = spec.commandLine().getOut();
        Outcome.lines(result).forEach(out::println);
        Path page = Report.write(directory, result);
        out.println("report: " + page);
        out.flush();
        if (open) {
            DesktopBrowser.show(page.toUri());
        }
        return ExitCode.DONE;
    }

    /** Until the process is ended. */
    private int serve(RunDirectory directory) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (ReportServer server = ReportServer.start(directory, port)) {
            out.println("report: " + server.address() + " (Ctrl-C ends it)");
            out.flush();
            if (open) {
                DesktopBrowser.show(server.address());
            }
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }
}
