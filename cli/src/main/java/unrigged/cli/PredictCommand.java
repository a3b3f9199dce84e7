package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.inference.RunResult;
import unrigged.journal.Json;
import unrigged.prediction.Forecast;
import unrigged.prediction.Prediction;
import unrigged.program.InvalidInputException;
import unrigged.report.ForecastJson;
import unrigged.report.ForecastText;
import unrigged.report.Report;

@Command(
        name = "predict",
        description = {
            "Forecast what a run's stacks would do with other settings, from what it measured.",
            "",
            "A closed queueing network for each stack is fitted to the run's scenarios: CPU time of a request,"
                    + " its delay, workers, event loops and database sessions. Then each scenario is left out in turn"
                    + " and forecast: those errors are the width of every interval. docs/method.md has the model.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A forecast is no measurement: measure what a decision rests on.",
            "",
            "Examples:  unrigged predict runs/2026-11-22-1 --at delay=20ms,clients=50",
            "           unrigged predict runs/2026-11-22-1 --scenario better-sync --at workers=12 --json",
            "",
            "Exit status: 0 forecast; 2 wrong use, or a run that measured fewer than two scenarios.",
        })
final class PredictCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(
            names = "--at",
            required = true,
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "FACTOR=LEVEL",
            description = "The settings to forecast: delay, clients, db_sessions, workers.")
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "X",
            description = "The scenario whose other settings are kept (default: the run's first).")
    private @Nullable String scenario;

    @Option(
            names = "--fit-to",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "X,Y",
            description =
                    "Fit the model to these scenarios alone, and test it on all others (default: fit to all, leave out each in turn).")
    private List<String> fitTo = new ArrayList<>();

    @Option(
            names = "--test-on",
            paramLabel = "DIR",
            description = "Test the model on all scenarios of this other run instead.")
    private @Nullable Path testOn;

    @Option(names = "--json", description = "One JSON document on stdout instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        ChangedLevels levels = ChangedLevels.parse("--at", at);
        RunResult result = Report.read(ResumeCommand.existing(run));
        Prediction prediction = prediction(result);
        List<Forecast> forecasts =
                prediction.forecasts(
                        scenario == null ? result.scenarios().getFirst().scenario() : scenario,
                        levels::of);
        if (forecasts.isEmpty()) {
            throw new InvalidInputException(
                    "no stack of the run has figures that a forecast could rest on");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(ForecastJson.of(prediction, forecasts)));
        } else {
            ForecastText.lines(prediction, forecasts).forEach(out::println);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private Prediction prediction(RunResult result) {
        if (testOn == null) {
            return fitTo.isEmpty() ? Prediction.of(result) : Prediction.of(result, fitTo);
        }
        if (!fitTo.isEmpty()) {
            throw new InvalidInputException(
                    "--fit-to and --test-on are two ways to test a model; give one of them");
        }
        return Prediction.of(result, Report.read(ResumeCommand.existing(testOn)));
    }
}
