package unrigged.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.program.InvalidInputException;

/** A run's scenarios as the calibration of a model, and what it says of others. */
public final class Prediction {
    private static final int SCENARIOS_MIN = 2;

    private static final Map<Factor<?>, ToDoubleFunction<CellSettings>> RANGES =
            new LinkedHashMap<>();

    static {
        RANGES.put(Factors.DELAY, cell -> cell.delayNs() / 1e6);
        RANGES.put(Factors.CLIENTS, CellSettings::clients);
        RANGES.put(Factors.DB_SESSIONS, CellSettings::dbSessions);
        RANGES.put(Factors.WORKERS, CellSettings::workers);
    }

    private final RunResult run;
    private final List<Observed> cells;
    private final ModelSet models;
    private final HeldOut heldOut;

    private Prediction(RunResult run, List<Observed> cells, HeldOut heldOut) {
        this.run = run;
        this.cells = List.copyOf(cells);
        this.models = new ModelSet(cells, run.identity().cpus());
        this.heldOut = heldOut;
    }

    /**
     * Fitted to all scenarios; tested by leaving out each in turn.
     *
     * @throws InvalidInputException when fewer than two scenarios were measured: with one, nothing
     *     could tell what the forecasts are worth
     */
    public static Prediction of(RunResult run) {
        List<Observed> cells = observed(run);
        List<HeldOut.Cell> tested = new ArrayList<>();
        for (String scenario : scenarios(cells)) {
            tested.addAll(test(run, cells, cell -> !cell.scenario().equals(scenario)));
        }
        return new Prediction(run, cells, new HeldOut(tested));
    }

    /**
     * Fitted to some scenarios; tested on all others.
     *
     * @throws InvalidInputException when one of them was not measured, or no other was
     */
    public static Prediction of(RunResult run, List<String> fitTo) {
        List<Observed> cells = observed(run);
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
        return new Prediction(
                run,
                cells.stream().filter(cell -> fitTo.contains(cell.scenario())).toList(),
                new HeldOut(test(run, cells, cell -> fitTo.contains(cell.scenario()))));
    }

    /**
     * Fitted to all scenarios of a run; tested on all of another one.
     *
     * @throws InvalidInputException when the two have no stack in common
     */
    public static Prediction of(RunResult run, RunResult test) {
        List<Observed> cells = observed(run);
        List<Observed> others = observed(test);
        List<HeldOut.Cell> tested = test(test, new ModelSet(cells, run.identity().cpus()), others);
        if (tested.isEmpty()) {
            throw new InvalidInputException(
                    "the runs %s and %s have no stack in common that a forecast could be tested on"
                            .formatted(run.identity().run(), test.identity().run()));
        }
        return new Prediction(run, cells, new HeldOut(tested));
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
        int scenarios = scenarios(cells).size();
        if (scenarios < SCENARIOS_MIN) {
            throw new InvalidInputException(
                    "the run %s has figures of %d scenarios, a forecast needs at least %d"
                            .formatted(run.identity().run(), scenarios, SCENARIOS_MIN),
                    "measure more scenarios, with other delays and other numbers of clients");
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

    /** Empty for a stack without figures. */
    public OptionalDouble perSecond(String stack, CellSettings settings) {
        return models.perSecond(stack, settings);
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
        ScenarioResult from =
                run.scenarios().stream()
                        .filter(s -> s.scenario().equals(scenario))
                        .findFirst()
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "the run %s has no scenario %s"
                                                .formatted(run.identity().run(), scenario),
                                        "its scenarios are "
                                                + String.join(
                                                        ", ",
                                                        run.scenarios().stream()
                                                                .map(ScenarioResult::scenario)
                                                                .toList())));
        Map<StackInfo, CellSettings> settings = new LinkedHashMap<>();
        for (Row row : from.rows()) {
            row.settings().ifPresent(cell -> settings.put(row.stack(), change.apply(cell)));
        }
        OptionalDouble reference =
                settings.entrySet().stream()
                        .filter(e -> e.getKey().stack().equals(run.identity().referenceStack()))
                        .findFirst()
                        .map(e -> models.perSecond(e.getKey().stack(), e.getValue()))
                        .orElseGet(OptionalDouble::empty);
        List<Forecast> forecasts = new ArrayList<>();
        settings.forEach((stack, cell) ->
                models.perSecond(stack.stack(), cell)
                        .ifPresent(perSecond ->
                                forecasts.add(forecast(stack, cell, perSecond, reference))));
        forecasts.sort(
                Comparator.comparingDouble((Forecast f) -> f.perSecond().point()).reversed());
        return forecasts;
    }

    private Forecast forecast(
            StackInfo stack, CellSettings settings, double perSecond, OptionalDouble reference) {
        return new Forecast(
                stack,
                settings,
                value(Forecasted.THROUGHPUT, perSecond),
                reference.isEmpty()
                        ? Optional.empty()
                        : Optional.of(value(Forecasted.RATIO, perSecond / reference.getAsDouble())),
                value(
                        Forecasted.P50,
                        models.percentileMs(stack.stack(), settings, Observed::p50Ms)),
                value(
                        Forecasted.P99,
                        models.percentileMs(stack.stack(), settings, Observed::p99Ms)),
                beyond(stack, settings));
    }

    private List<Forecast.Beyond> beyond(StackInfo stack, CellSettings settings) {
        List<CellSettings> measured =
                cells.stream()
                        .filter(cell -> cell.stack().equals(stack.stack()))
                        .map(Observed::settings)
                        .toList();
        List<Forecast.Beyond> beyond = new ArrayList<>();
        RANGES.forEach((factor, level) -> {
            double own = level.applyAsDouble(settings);
            DoubleSummaryStatistics range =
                    measured.stream().mapToDouble(level).summaryStatistics();
            if (own < range.getMin() || own > range.getMax()) {
                beyond.add(new Forecast.Beyond(factor.id(), own, range.getMin(), range.getMax()));
            }
        });
        return beyond;
    }

    private Optional<Forecast.Value> value(Forecasted figure, OptionalDouble point) {
        return point.isEmpty() ? Optional.empty() : Optional.of(value(figure, point.getAsDouble()));
    }

    private Forecast.Value value(Forecasted figure, double point) {
        return new Forecast.Value(point, heldOut.errors(figure).around(point));
    }

    /** The cells that the model is not fitted to. */
    private static List<HeldOut.Cell> test(
            RunResult run, List<Observed> cells, Predicate<Observed> fittedTo) {
        return test(
                run,
                new ModelSet(cells.stream().filter(fittedTo).toList(), run.identity().cpus()),
                cells.stream().filter(fittedTo.negate()).toList());
    }

    private static List<HeldOut.Cell> test(RunResult run, ModelSet models, List<Observed> left) {
        Map<String, Map<String, Double>> errors = new LinkedHashMap<>();
        for (Observed cell : left) {
            models.perSecond(cell.stack(), cell.settings())
                    .ifPresent(forecast ->
                            errors.computeIfAbsent(cell.scenario(), _ -> new LinkedHashMap<>())
                                    .put(cell.stack(), Math.log(cell.perSecond() / forecast)));
        }
        List<HeldOut.Cell> tested = new ArrayList<>();
        for (Observed cell : left) {
            Map<String, Double> ofScenario = errors.getOrDefault(cell.scenario(), Map.of());
            Double error = ofScenario.get(cell.stack());
            if (error != null) {
                Optional<Double> reference =
                        cell.stack().equals(run.identity().referenceStack())
                                ? Optional.empty()
                                : Optional.ofNullable(
                                        ofScenario.get(run.identity().referenceStack()));
                tested.add(tested(cell, error, reference, models));
            }
        }
        return tested;
    }

    private static HeldOut.Cell tested(
            Observed cell, double error, Optional<Double> reference, ModelSet models) {
        return new HeldOut.Cell(
                cell.scenario(),
                cell.stack(),
                error,
                reference.map(r -> OptionalDouble.of(error - r)).orElseGet(OptionalDouble::empty),
                error(
                        cell.p50Ms(),
                        models.percentileMs(cell.stack(), cell.settings(), Observed::p50Ms)),
                error(
                        cell.p99Ms(),
                        models.percentileMs(cell.stack(), cell.settings(), Observed::p99Ms)));
    }

    private static OptionalDouble error(OptionalDouble measured, OptionalDouble forecast) {
        return measured.isEmpty() || forecast.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.log(measured.getAsDouble() / forecast.getAsDouble()));
    }
}
