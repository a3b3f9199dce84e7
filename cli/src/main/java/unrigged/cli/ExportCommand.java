package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.inference.RunResult;
import unrigged.journal.Json;
import unrigged.program.InvalidInputException;
import unrigged.report.RankingSvg;
import unrigged.report.Report;
import unrigged.report.ResultCsv;
import unrigged.report.ResultMarkdown;
import unrigged.report.RunResultJson;

@Command(
        name = "export",
        description =
                "Print a run's figures for other tools, units in the names, absent figures left out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:  unrigged export runs/2026-11-22-1 --csv > result.csv",
            "           unrigged export runs/2026-11-22-1 --svg > ranking.svg"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Form form;

    static final class Form {
        @Option(
                names = "--json",
                required = true,
                description = "One JSON document, as `run --json` prints it.")
        private boolean json;

        @Option(
                names = "--csv",
                required = true,
                description = "A header and one line per scenario and stack.")
        private boolean csv;

        @Option(
                names = "--md",
                required = true,
                description =
                        "Markdown for a pull request or a README: headline, a table per scenario.")
        private boolean markdown;

        @Option(
                names = "--svg",
                required = true,
                description = "A picture of the ranking, a panel per scenario, light and dark.")
        private boolean svg;
    }

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "Of --svg: these scenarios, at most four, instead of the first four.")
    private List<String> scenarios = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!scenarios.isEmpty() && !form.svg) {
            throw new InvalidInputException(
                    "--scenario chooses panels of a picture: it goes with --svg alone");
        }
        RunResult result = Report.read(ResumeCommand.existing(run));
        PrintWriter out = spec.commandLine().getOut();
        if (form.csv) {
            out.print(ResultCsv.of(result));
        }
        if (form.markdown) {
            out.print(ResultMarkdown.of(result));
        }
        if (form.svg) {
            out.print(RankingSvg.of(result, scenarios));
        }
        if (form.json) {
            out.println(Json.LINES.writeValueAsString(RunResultJson.of(result)));
        }
        out.flush();
        return ExitCode.DONE;
    }
}
