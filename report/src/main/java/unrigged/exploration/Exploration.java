package unrigged.exploration;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Verdict;
import unrigged.prediction.HeldOut;
import unrigged.prediction.Prediction;
import unrigged.program.InvalidInputException;

/** What a run says of each of its scenarios, those included that it did not measure. */
public final class Exploration {
    /** One in so many universes of a block is drawn at random. */
    private static final int DRAWN = 5;

    private final RunResult run;
    private final List<ScenarioResult> universes;
    private final FieldSet known;
    private final boolean model;

    private Exploration(
            RunResult run, List<ScenarioResult> universes, FieldSet known, boolean model) {
        this.run = run;
        this.universes = List.copyOf(universes);
        this.known = known;
        this.model = model;
    }

    /**
     * Of all scenarios whose settings are known.
     *
     * @throws InvalidInputException when the run ended before it knew any
     */
    public static Exploration of(RunResult run) {
        List<ScenarioResult> universes =
                run.scenarios().stream().filter(s -> s.async().isPresent()).toList();
        if (universes.isEmpty()) {
            throw new InvalidInputException(
                    "the run %s ended before the settings of a scenario were known"
                            .formatted(run.identity().run()));
        }
        UniverseSpace space =
                UniverseSpace.of(universes.stream().map(s -> s.async().orElseThrow()).toList());
        Optional<Prediction> prediction = Prediction.ifPossible(run);
        Map<String, Double> errors = prediction.map(Exploration::errors).orElse(Map.of());
        List<StackVisits> stacks = new ArrayList<>();
        boolean model = prediction.isPresent();
        for (StackInfo stack : compared(run)) {
            Optional<double[]> expected =
                    prediction.flatMap(p -> expected(run, universes, stack, p));
            model &= expected.isPresent();
            stacks.add(visits(universes, stack, expected, errors));
        }
        return new Exploration(run, universes, FieldSet.of(space, stacks, model), model);
    }

    /**
     * The same of a run that measured some of them: of others everything would be a guess.
     *
     * @throws InvalidInputException when no scenario has a ratio
     */
    public static Exploration ofMeasured(RunResult run) {
        Exploration exploration = of(run);
        if (exploration.cells().stream().noneMatch(Explored::measured)) {
            List<Unusable> unusable = exploration.unusable();
            throw new InvalidInputException(
                    "the run %s says nothing of its scenarios: %s"
                            .formatted(
                                    run.identity().run(),
                                    unusable.isEmpty()
                                            ? "no block measured a stack beside the reference stack"
                                            : unusable.getFirst().why()));
        }
        return exploration;
    }

    /** A stack that was measured in a scenario and says nothing there, with the reason. */
    public record Unusable(String scenario, String stack, String why) {}

    /** These are left out: what is said of them is predicted. */
    public List<Unusable> unusable() {
        List<Unusable> unusable = new ArrayList<>();
        for (ScenarioResult universe : universes) {
            for (StackField field : known.fields()) {
                String stack = field.visits().stack().stack();
                universe.row(stack)
                        .ifPresent(row -> {
                            if (row.figure(Metrics.THROUGHPUT_RATIO)
                                    instanceof Ratio.NotCompared(String why)) {
                                unusable.add(new Unusable(universe.scenario(), stack, why));
                            }
                        });
            }
        }
        return unusable;
    }

    private static Set<StackInfo> compared(RunResult run) {
        List<String> unavailable =
                run.unavailable().stream().map(RunResult.Unavailable::stack).toList();
        Set<StackInfo> stacks = new LinkedHashSet<>();
        for (ScenarioResult scenario : run.scenarios()) {
            for (Row row : scenario.rows()) {
                if (!row.stack().stack().equals(run.identity().referenceStack())
                        && !unavailable.contains(row.stack().stack())) {
                    stacks.add(row.stack());
                }
            }
        }
        return stacks;
    }

    /** By universe; empty where the model has nothing of the stack or of the reference stack. */
    private static Optional<double[]> expected(
            RunResult run, List<ScenarioResult> universes, StackInfo stack, Prediction prediction) {
        double[] logs = new double[universes.size()];
        for (int u = 0; u < logs.length; u++) {
            OptionalDouble own = perSecond(universes.get(u), stack.stack(), prediction);
            OptionalDouble reference =
                    perSecond(universes.get(u), run.identity().referenceStack(), prediction);
            if (own.isEmpty() || reference.isEmpty()) {
                return Optional.empty();
            }
            logs[u] = Math.log(own.getAsDouble() / reference.getAsDouble());
        }
        return Optional.of(logs);
    }

    private static OptionalDouble perSecond(
            ScenarioResult universe, String stack, Prediction prediction) {
        return universe.row(stack)
                .map(row -> prediction.perSecond(stack, universe.settings(stack).orElseThrow()))
                .orElseGet(OptionalDouble::empty);
    }

    private static StackVisits visits(
            List<ScenarioResult> universes,
            StackInfo stack,
            Optional<double[]> expected,
            Map<String, Double> errors) {
        List<Visit> visits = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        double[] points = new double[universes.size()];
        for (int u = 0; u < points.length; u++) {
            Optional<Row> row = universes.get(u).row(stack.stack());
            if (row.isPresent()
                    && row.get().figure(Metrics.THROUGHPUT_RATIO)
                            instanceof Ratio.Measured measured) {
                for (int i = 0; i < measured.logs().size(); i++) {
                    visits.add(new Visit(u, measured.blocks().get(i).block()));
                    seen.add(measured.logs().get(i));
                }
                points[u] = Math.log(measured.point());
            }
        }
        double[] logs = seen.stream().mapToDouble(Double::doubleValue).toArray();
        double[] model =
                expected.orElseGet(() -> {
                    double[] constant = new double[points.length];
                    Arrays.fill(constant, Arrays.stream(logs).average().orElse(0));
                    return constant;
                });
        double[] unseen = model.clone();
        for (int u = 0; u < unseen.length; u++) {
            Double error = errors.get(name(universes.get(u).scenario(), stack.stack()));
            if (expected.isPresent() && error != null) {
                unseen[u] = points[u] - error;
            }
        }
        return new StackVisits(stack, visits, logs, model, unseen);
    }

    /** ln(measured/forecast) of ratios in scenarios that the model was not fitted to. */
    private static Map<String, Double> errors(Prediction prediction) {
        Map<String, Double> errors = new HashMap<>();
        for (HeldOut.Cell cell : prediction.heldOut().cells()) {
            cell.ratio().ifPresent(error -> errors.put(name(cell.scenario(), cell.stack()), error));
        }
        return errors;
    }

    private static String name(String scenario, String stack) {
        return scenario + " " + stack;
    }

    public RunResult run() {
        return run;
    }

    /** Whether the queueing model is below the ratios. */
    public boolean model() {
        return model;
    }

    /** Scenario by scenario, in the plan's order. */
    public List<Explored> cells() {
        List<Explored> cells = new ArrayList<>();
        for (int u = 0; u < universes.size(); u++) {
            for (StackField field : known.fields()) {
                cells.add(cell(universes.get(u), field, u));
            }
        }
        return cells;
    }

    private static Explored cell(ScenarioResult scenario, StackField field, int universe) {
        double mean = field.mean(universe);
        Interval.Bounded interval = interval(field, universe);
        StackInfo stack = field.visits().stack();
        return new Explored(
                scenario.scenario(),
                stack.stack(),
                scenario.settings(stack.stack()).orElseThrow(),
                field.visits().blocks(universe),
                Math.exp(mean),
                interval,
                Verdict.of(interval, Verdict.Better.HIGHER),
                Chances.of(mean, field.error(universe)).likeliest());
    }

    private static Interval.Bounded interval(StackField field, int universe) {
        return Interval.ofLog(field.mean(universe), field.error(universe));
    }

    /**
     * Of universes that were left out of the fit of the deviations: the median size of the ratios'
     * errors, as a factor less 1; noise of the visits is in it.
     */
    public OptionalDouble medianError() {
        double[] sizes = known.leftOutErrors();
        return sizes.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.expm1(Median.withDefaults().evaluate(sizes)));
    }

    /** The share of universes that were left out and lay within their 95 % intervals. */
    public OptionalDouble coverage() {
        return known.leftOutCoverage();
    }

    /**
     * Scenarios for the next block. A fifth of them is drawn at random from those that nobody
     * visited: where verdicts are sure, too, it must be known how far off predictions are. The
     * others are those that are worth it. Where no stack says anything, an error of the reference
     * stack for example, another visit would not either.
     */
    List<String> next(int count) {
        List<Integer> unvisited = new ArrayList<>();
        List<Integer> leftOut = leftOut();
        for (int u = 0; u < universes.size(); u++) {
            int universe = u;
            if (!leftOut.contains(u)
                    && known.fields().stream().allMatch(f -> f.visits().blocks(universe) == 0)) {
                unvisited.add(u);
            }
        }
        boolean first = unvisited.size() == universes.size();
        Collections.shuffle(unvisited, new Random(run.identity().seed() + unvisited.size()));
        List<Integer> drawn =
                unvisited.subList(0, first ? 0 : Math.min(unvisited.size(), count / DRAWN));
        List<StackField> open = known.fields().stream().filter(this::open).toList();
        return NextUniverses.of(
                        open.isEmpty() ? known.fields() : open,
                        known.visitVariance(),
                        universes.size(),
                        drawn,
                        leftOut,
                        count)
                .stream()
                .map(universes::get)
                .map(ScenarioResult::scenario)
                .toList();
    }

    /** Universes that say nothing of any stack, by their index. */
    private List<Integer> leftOut() {
        Map<String, Long> counts =
                unusable().stream().collect(groupingBy(Unusable::scenario, counting()));
        return IntStream.range(0, universes.size())
                .filter(u ->
                        counts.getOrDefault(universes.get(u).scenario(), 0L)
                                == known.fields().size())
                .boxed()
                .toList();
    }

    /** Stacks with a universe in which they are undecided. */
    List<String> open() {
        return known.fields().stream()
                .filter(this::open)
                .map(field -> field.visits().stack().stack())
                .toList();
    }

    private boolean open(StackField field) {
        return IntStream.range(0, universes.size())
                .anyMatch(u ->
                        Verdict.of(interval(field, u), Verdict.Better.HIGHER) == Verdict.UNDECIDED);
    }
}
