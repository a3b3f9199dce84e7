package unrigged.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.prediction.Forecast.Beyond;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.ModelSet.Figures;
import unrigged.program.InvalidInputException;

/** A run's scenarios as the calibration of a model, and what it says of others. */
public final class Prediction {
    private static final int SCENARIOS_MIN = 2;

    /** Of more scenarios several are left out at a time. */
    private static final int FOLDS_MAX = 24;

    private final RunResult run;
    private final List<Observed> cells;
    private final ModelSet models;
    private final HeldOut heldOut;

    private Prediction(RunResult run, List<Observed> cells, ModelSet models, HeldOut heldOut) {
        this.run = run;
        this.cells = List.copyOf(cells);
        this.models = models;
        this.heldOut = heldOut;
    }

    /**
     * Fitted to all scenarios; tested by leaving out each in turn, or several of more than 24.
     *
     * @throws InvalidInputException when fewer than two scenarios were measured: with one, nothing
     *     could tell what the forecasts are worth
     */
    public static Prediction of(RunResult run) {
        return leftOutInTurn(run, required(run));
    }

    /** The same; empty where {@link #of(RunResult)} throws. */
    public static Optional<Prediction> ifPossible(RunResult run) {
        List<Observed> cells = observed(run);
        return scenarios(cells).size() < SCENARIOS_MIN
                ? Optional.empty()
                : Optional.of(leftOutInTurn(run, cells));
    }

    private static Prediction leftOutInTurn(RunResult run, List<Observed> cells) {
        int cpus = run.identity().cpus();
        ModelSet models = new ModelSet(cells, cpus);
        List<String> scenarios = scenarios(cells);
        int folds = Math.min(FOLDS_MAX, scenarios.size());
        // Most of the time goes into these fits, none of which needs another one.
        List<HeldOut.Cell> tested =
                IntStream.range(0, folds)
                        .parallel()
                        .mapToObj(fold -> {
                            Predicate<Observed> in =
                                    cell -> scenarios.indexOf(cell.scenario()) % folds != fold;
                            return test(
                                    run,
                                    models.toSome(cells.stream().filter(in).toList(), cpus),
                                    cells.stream().filter(in.negate()).toList());
                        })
                        .flatMap(List::stream)
                        .toList();
        return new Prediction(run, cells, models, new HeldOut(tested));
    }

    /**
     * Fitted to some scenarios; tested on all others.
     *
     * @throws InvalidInputException when one of them was not measured, or no other was
     */
    public static Prediction of(RunResult run, List<String> fitTo) {
        List<Observed> cells = required(run);
        List<String> measured = scenarios(cells);
        fitTo.stream()
                .filter(name -> !measured.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidInputException(
                            "the run %s measured no scenario %s"
                                    .formatted(run.identity().run(), name),
                            "it measured " + String.join(", ", measured));
                });
        if (fitTo.containsAll(measured)) {
            throw new InvalidInputException(
                    "a fit to all %d scenarios leaves none to test it on"
                            .formatted(measured.size()),
                    "name fewer, or none: each is left out in turn then");
        }
        Predicate<Observed> in = cell -> fitTo.contains(cell.scenario());
        List<Observed> fittedTo = cells.stream().filter(in).toList();
        ModelSet models = new ModelSet(fittedTo, run.identity().cpus());
        return new Prediction(
                run,
                fittedTo,
                models,
                new HeldOut(test(run, models, cells.stream().filter(in.negate()).toList())));
    }

    /**
     * Fitted to all scenarios of a run; tested on all of another one.
     *
     * @throws InvalidInputException when the two have no stack in common
     */
    public static Prediction of(RunResult run, RunResult test) {
        List<Observed> cells = required(run);
        List<Observed> others = required(test);
        ModelSet models = new ModelSet(cells, run.identity().cpus());
        List<HeldOut.Cell> tested = test(test, models, others);
        if (tested.isEmpty()) {
            throw new InvalidInputException(
                    "the runs %s and %s have no stack in common that a forecast could be tested on"
                            .formatted(run.identity().run(), test.identity().run()));
        }
        return new Prediction(run, cells, models, new HeldOut(tested));
    }

    private static List<String> scenarios(List<Observed> cells) {
        return cells.stream().map(Observed::scenario).distinct().toList();
    }

    private static List<Observed> observed(RunResult run) {
        List<Observed> cells = new ArrayList<>();
        for (ScenarioResult scenario : run.scenarios()) {
            for (Row row : scenario.rows()) {
                if (row.stack().request().isEmpty()) {
                    Observed.of(scenario.scenario(), row).ifPresent(cells::add);
                }
            }
        }
        return cells;
    }

    private static List<Observed> required(RunResult run) {
        List<Observed> cells = observed(run);
        int scenarios = scenarios(cells).size();
        if (scenarios < SCENARIOS_MIN) {
            throw new InvalidInputException(
                    "the run %s has figures of %d scenarios, a forecast needs at least %d"
                            .formatted(run.identity().run(), scenarios, SCENARIOS_MIN),
                    "measure more scenarios of closed loops, with other delays and other numbers of clients");
        }
        return cells;
    }

    public RunResult run() {
        return run;
    }

    /** Those that the models are fitted to. */
    public List<String> scenarios() {
        return scenarios(cells);
    }

    public HeldOut heldOut() {
        return heldOut;
    }

    /** What was fitted, stack by stack. */
    public List<StackParameters> parameters() {
        return models.parameters();
    }

    /** Empty for a stack without figures. */
    public OptionalDouble perSecond(String stack, CellSettings settings) {
        return models.figures(stack, settings)
                .map(figures -> OptionalDouble.of(figures.perSecond()))
                .orElseGet(OptionalDouble::empty);
    }

    /** Of all stacks that have a model. */
    public ForecastGrid grid() {
        return ForecastGrid.of(cells, models, run.identity().cpus());
    }

    /** Stacks that were measured in no scenario, or whose answers have no query delay. */
    public List<String> withoutModel() {
        return run.scenarios().getFirst().rows().stream()
                .map(row -> row.stack().stack())
                .filter(stack -> cells.stream().noneMatch(cell -> cell.stack().equals(stack)))
                .toList();
    }

    /**
     * Highest throughput first.
     *
     * @param scenario whose settings are changed
     * @throws InvalidInputException when the run has no such scenario
     */
    public List<Forecast> forecasts(String scenario, UnaryOperator<CellSettings> change) {
        Map<StackInfo, CellSettings> settings = settings(scenario, change);
        Map<StackInfo, Figures> figures = new LinkedHashMap<>();
        settings.forEach((stack, cell) ->
                models.figures(stack.stack(), cell).ifPresent(own -> figures.put(stack, own)));
        Optional<Double> reference =
                figures.entrySet().stream()
                        .filter(e -> e.getKey().stack().equals(run.identity().referenceStack()))
                        .findFirst()
                        .map(e -> e.getValue().perSecond());
        List<Forecast> forecasts = new ArrayList<>();
        figures.forEach((stack, own) -> {
            CellSettings cell = Optional.ofNullable(settings.get(stack)).orElseThrow();
            forecasts.add(forecast(stack, cell, own, reference));
        });
        forecasts.sort(
                Comparator.comparingDouble((Forecast f) -> f.perSecond().point()).reversed());
        return forecasts;
    }

    /**
     * Of requests that arrive at a rate; the lowest mean latency first, then those that do not keep
     * up.
     *
     * @param scenario whose settings are changed
     * @throws InvalidInputException when the run has no such scenario
     */
    public List<OpenForecast> openForecasts(
            String scenario, UnaryOperator<CellSettings> change, double ratePerSecond) {
        LogErrors errors = heldOut.errors(Forecasted.THROUGHPUT);
        List<OpenForecast> forecasts = new ArrayList<>();
        settings(scenario, change)
                .forEach((stack, cell) ->
                        models.model(stack.stack(), cell)
                                .map(model -> new OpenFigures(model, cell, errors, ratePerSecond))
                                .map(figures -> figures.forecast(stack, beyond(stack, cell), run))
                                .ifPresent(forecasts::add));
        forecasts.sort(OpenForecast.ORDER);
        return forecasts;
    }

    private Map<StackInfo, CellSettings> settings(
            String scenario, UnaryOperator<CellSettings> change) {
        Map<StackInfo, CellSettings> settings = new LinkedHashMap<>();
        for (Row row : scenario(scenario).rows()) {
            row.settings()
                    .ifPresent(cell -> settings.put(row.stack(), change.apply(cell.closed())));
        }
        return settings;
    }

    private ScenarioResult scenario(String name) {
        return run.scenarios().stream()
                .filter(s -> s.scenario().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException(
                                "the run %s has no scenario %s"
                                        .formatted(run.identity().run(), name),
                                "its scenarios are "
                                        + String.join(
                                                ", ",
                                                run.scenarios().stream()
                                                        .map(ScenarioResult::scenario)
                                                        .toList())));
    }

    /**
     * The ratios of all stacks over the levels of one setting, by the order of the forecasts at its
     * lowest level.
     *
     * @param scenario whose settings are changed
     * @param reference the stack that the others are compared with
     * @param from in the setting's unit, above 0
     * @throws InvalidInputException when the run has no such scenario, or the model nothing of that
     *     stack
     */
    public List<RatioCurve> curves(
            String scenario,
            UnaryOperator<CellSettings> change,
            String reference,
            ScenarioSetting over,
            double from,
            double to) {
        CellSettings ofReference =
                scenario(scenario)
                        .row(reference)
                        .filter(_ -> !withoutModel().contains(reference))
                        .flatMap(Row::settings)
                        .map(change)
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "nothing fit to forecast from was measured of the stack %s"
                                                .formatted(reference)));
        List<RatioCurve> curves = new ArrayList<>();
        for (Forecast forecast : forecasts(scenario, cell -> over.at(change.apply(cell), from))) {
            String stack = forecast.stack().stack();
            if (!stack.equals(reference)) {
                DoubleUnaryOperator log =
                        level ->
                                log(stack, over.at(forecast.settings(), level))
                                        - log(reference, over.at(ofReference, level));
                curves.add(
                        RatioCurve.of(
                                forecast.stack(),
                                over,
                                from,
                                to,
                                log,
                                heldOut.errors(Forecasted.RATIO)));
            }
        }
        return curves;
    }

    private double log(String stack, CellSettings settings) {
        return Math.log(perSecond(stack, settings).orElseThrow());
    }

    private Forecast forecast(
            StackInfo stack, CellSettings settings, Figures figures, Optional<Double> reference) {
        return new Forecast(
                stack,
                settings,
                value(Forecasted.THROUGHPUT, figures.perSecond()),
                figures.bound(),
                reference.map(other -> value(Forecasted.RATIO, figures.perSecond() / other)),
                value(Forecasted.P50, figures.p50Ms()),
                value(Forecasted.P99, figures.p99Ms()),
                beyond(stack, settings));
    }

    private List<Beyond> beyond(StackInfo stack, CellSettings settings) {
        return Beyond.of(
                settings,
                cells.stream()
                        .filter(cell -> cell.stack().equals(stack.stack()))
                        .map(Observed::settings)
                        .toList());
    }

    private Optional<Forecast.Value> value(Forecasted figure, OptionalDouble point) {
        return point.isEmpty() ? Optional.empty() : Optional.of(value(figure, point.getAsDouble()));
    }

    private Forecast.Value value(Forecasted figure, double point) {
        return new Forecast.Value(point, heldOut.errors(figure).around(point));
    }

    /** What the models say of cells that they are not fitted to. */
    private static List<HeldOut.Cell> test(RunResult run, ModelSet models, List<Observed> left) {
        String reference = run.identity().referenceStack();
        Map<Observed, Figures> forecasts = new LinkedHashMap<>();
        Map<String, Double> references = new HashMap<>();
        for (Observed cell : left) {
            models.figures(cell.stack(), cell.settings())
                    .ifPresent(forecast -> {
                        forecasts.put(cell, forecast);
                        if (cell.stack().equals(reference)) {
                            references.put(cell.scenario(), error(cell, forecast));
                        }
                    });
        }
        List<HeldOut.Cell> tested = new ArrayList<>();
        forecasts.forEach((cell, forecast) -> {
            double error = error(cell, forecast);
            Double ofReference = references.get(cell.scenario());
            tested.add(
                    new HeldOut.Cell(
                            cell.scenario(),
                            cell.stack(),
                            error,
                            ofReference == null || cell.stack().equals(reference)
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(error - ofReference),
                            error(cell.p50Ms(), forecast.p50Ms()),
                            error(cell.p99Ms(), forecast.p99Ms())));
        });
        return tested;
    }

    private static double error(Observed cell, Figures forecast) {
        return Math.log(cell.perSecond() / forecast.perSecond());
    }

    private static OptionalDouble error(OptionalDouble measured, OptionalDouble forecast) {
        return measured.isEmpty() || forecast.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.log(measured.getAsDouble() / forecast.getAsDouble()));
    }
}
