package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.RunResult;
import unrigged.journal.Json;
import unrigged.prediction.Forecast;
import unrigged.prediction.OpenForecast;
import unrigged.prediction.Prediction;
import unrigged.prediction.RatioCurve;
import unrigged.program.InvalidInputException;
import unrigged.report.CurveText;
import unrigged.report.ForecastJson;
import unrigged.report.ForecastText;
import unrigged.report.OpenForecastJson;
import unrigged.report.OpenForecastText;
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
            "           unrigged predict runs/2026-11-22-1 --over delay=1ms..40ms",
            "           unrigged predict runs/2026-11-22-1 --rate 200 --at delay=20ms",
            "           unrigged predict runs/2026-11-22-1 --scenario better-sync --at workers=12 --json",
            "",
            "Exit status: 0 forecast; 2 wrong use, or a run that measured fewer than two scenarios.",
        })
final class PredictCommand implements Callable<Integer> {
    private static final Pattern RATE = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");

    @Parameters(
            paramLabel = "RUN",
            description = "The run's directory, for example runs/2026-11-22-1.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(
            names = "--at",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "FACTOR=LEVEL",
            description = "The settings to forecast: delay, clients, db_sessions, workers.")
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--over",
            paramLabel = "FACTOR=FROM..TO",
            description =
                    "The ratios over a range of one setting, and where neither stack is ahead, for example delay=1ms..40ms.")
    private @Nullable String over;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "An open loop instead of clients: requests arrive at random (Poisson), R per second, whatever the"
                            + " answers do. Latencies, and who does not keep up; beside what the run measured of this rate.")
    private @Nullable String rate;

    @Option(
            names = "--scenario",
            paramLabel = "X",
            description = "The scenario whose other settings are kept (default: the run's first).")
    private @Nullable String scenario;

    @Option(
            names = "--reference",
            paramLabel = "STACK",
            description =
                    "With --over: the ratios are to this stack (default: the run's reference stack).")
    private @Nullable String reference;

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
        if (at.isEmpty() && over == null && rate == null) {
            throw new InvalidInputException(
                    "what is to be forecast? expected --at delay=20ms,clients=50, or --over delay=1ms..40ms, or --rate 200");
        }
        ChangedLevels levels = ChangedLevels.parse("--at", at);
        requireNoRate(levels);
        @Nullable LevelRange range = over == null ? null : LevelRange.parse("--over", over);
        OptionalDouble offered = rate == null ? OptionalDouble.empty() : offered(rate, levels);
        RunResult result = Report.read(ResumeCommand.existing(run));
        Prediction prediction = prediction(result);
        String from = scenario == null ? result.scenarios().getFirst().scenario() : scenario;
        if (range != null) {
            curves(prediction, from, levels, range);
        } else if (offered.isPresent()) {
            open(
                    prediction,
                    some(prediction.openForecasts(from, levels::of, offered.getAsDouble())));
        } else {
            closed(prediction, some(prediction.forecasts(from, levels::of)));
        }
        return ExitCode.DONE;
    }

    /** Requests per second. */
    private OptionalDouble offered(String text, ChangedLevels levels) {
        if (!RATE.matcher(text).matches() || Double.parseDouble(text) <= 0) {
            throw new InvalidInputException(
                    "--rate: '%s' is no rate".formatted(text),
                    "requests per second, a number above 0 and below 1000000",
                    "for example --rate 200");
        }
        if (over != null) {
            throw new InvalidInputException(
                    "--rate and --over exclude each other: ratios over a range are of closed loops",
                    "give one of them");
        }
        if (levels.change(ScenarioSetting.CLIENTS)) {
            throw new InvalidInputException(
                    "--at: clients: an open loop has no clients: it has as many connections as it needs",
                    "leave out clients, or --rate");
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }

    /** Whose forecasts are others. */
    private void requireNoRate(ChangedLevels levels) {
        boolean ofRange = over != null && over.startsWith(ScenarioSetting.RATE.id());
        if (ofRange || levels.change(ScenarioSetting.RATE)) {
            throw new InvalidInputException(
                    "%s: %s: a rate has an option of its own"
                            .formatted(ofRange ? "--over" : "--at", ScenarioSetting.RATE.id()),
                    "for example --rate 200");
        }
    }

    private static <T> List<T> some(List<T> forecasts) {
        if (forecasts.isEmpty()) {
            throw new InvalidInputException(
                    "no stack of the run has figures that a forecast could rest on");
        }
        return forecasts;
    }

    private void closed(Prediction prediction, List<Forecast> forecasts) {
        print(
                () -> ForecastJson.of(prediction, forecasts),
                () -> ForecastText.lines(prediction, forecasts));
    }

    private void open(Prediction prediction, List<OpenForecast> forecasts) {
        print(
                () -> OpenForecastJson.of(prediction, forecasts),
                () -> OpenForecastText.lines(prediction, forecasts));
    }

    private void print(Supplier<ObjectNode> document, Supplier<List<String>> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(document.get()));
        } else {
            lines.get().forEach(out::println);
        }
        out.flush();
    }

    private void curves(
            Prediction prediction, String from, ChangedLevels levels, LevelRange range) {
        String to = reference == null ? prediction.run().identity().referenceStack() : reference;
        List<RatioCurve> curves =
                prediction.curves(from, levels::of, to, range.setting(), range.from(), range.to());
        print(
                () -> ForecastJson.ofCurves(prediction, curves),
                () -> CurveText.lines(prediction, curves, to, range.from(), range.to()));
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
