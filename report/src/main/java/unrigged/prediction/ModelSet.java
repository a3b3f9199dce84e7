package unrigged.prediction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import unrigged.experiment.CellSettings;
import unrigged.inference.Interval;
import unrigged.prediction.StackModel.Demand;

/** The models of all stacks of a run, fitted to some of its cells. */
final class ModelSet {
    private final Map<Kind, Fit> fits = new LinkedHashMap<>();
    private final Map<Kind, Multiples> multiples = new LinkedHashMap<>();

    private final Map<Machine, StackModel> elsewhere = Collections.synchronizedMap(new HashMap<>());

    /**
     * What has a model of its own.
     *
     * @param changed settings of the plan that a scenario changes: whoever keeps its connections is
     *     another system
     */
    private record Kind(String stack, Map<String, String> changed) {
        static Kind of(Observed cell) {
            return new Kind(cell.stack(), cell.settings().changed());
        }

        /** In how many of the changed settings the two are alike. */
        private long alike(Map<String, String> others) {
            return changed.entrySet().stream()
                    .filter(one -> one.getValue().equals(others.get(one.getKey())))
                    .count();
        }
    }

    /** To so many cells. */
    private record Fit(Demand demand, ThroughputFit.Found found, int cells) {
        StackModel model() {
            return found.model();
        }
    }

    /** A model on another number of CPUs. */
    private record Machine(Kind kind, int cpus) {}

    ModelSet(Collection<Observed> fittedTo, int cpus) {
        this(fittedTo, cpus, Map.of());
    }

    /** Fitted to some of this one's cells. */
    ModelSet toSome(Collection<Observed> fittedTo, int cpus) {
        return new ModelSet(fittedTo, cpus, fits);
    }

    private ModelSet(Collection<Observed> fittedTo, int cpus, Map<Kind, Fit> from) {
        Map<Kind, List<Observed>> cells = new LinkedHashMap<>();
        fittedTo.forEach(
                cell -> cells.computeIfAbsent(Kind.of(cell), _ -> new ArrayList<>()).add(cell));
        Map<Kind, Demand> demands = DemandFit.of(cells, cpus);
        cells.forEach((kind, own) -> {
            Demand demand = Optional.ofNullable(demands.get(kind)).orElseThrow();
            StackModel bare = new StackModel(own.getFirst().concurrency(), cpus, demand);
            Fit near = from.get(kind);
            ThroughputFit.Found found =
                    ThroughputFit.of(bare, own, near == null ? null : near.model());
            fits.put(kind, new Fit(demand, found, own.size()));
            multiples.put(
                    kind,
                    new Multiples(
                            Multiples.of(own, Observed::p50Ms),
                            Multiples.of(own, Observed::p99Ms)));
        });
    }

    private static StackParameters parameters(Kind kind, Fit fit) {
        ThroughputFit.Errors errors = fit.found().errors();
        return new StackParameters(
                kind.stack(),
                kind.changed(),
                fit.demand().busyNs() / 1e6,
                Math.expm1(fit.demand().idleGrowth()),
                estimate(fit.model().fitted().extraLatencyNs() / 1e6, errors.latency()),
                estimate(fit.model().fitted().efficiency(), errors.efficiency()),
                fit.cells());
    }

    private static StackParameters.Estimate estimate(double point, double logError) {
        return new StackParameters.Estimate(point, Interval.ofLog(Math.log(point), logError));
    }

    List<StackParameters> parameters() {
        return fits.entrySet().stream()
                .map(one -> parameters(one.getKey(), one.getValue()))
                .toList();
    }

    /**
     * What the models say of one cell.
     *
     * @param p50Ms empty where no cell resolved it
     */
    record Figures(double perSecond, Bound bound, OptionalDouble p50Ms, OptionalDouble p99Ms) {}

    /**
     * Empty for a stack that none of the cells is of. Where none has the same settings changed, by
     * the model of those that are most alike.
     */
    Optional<Figures> figures(String stack, CellSettings settings) {
        return kind(stack, settings)
                .map(kind -> {
                    StackModel model = model(kind);
                    double perSecond = model.perSecond(settings);
                    double meanMs = Observed.meanMs(settings, perSecond);
                    Multiples of = Optional.ofNullable(multiples.get(kind)).orElseThrow();
                    return new Figures(
                            perSecond,
                            model.bound(settings),
                            Multiples.times(of.p50, meanMs),
                            Multiples.times(of.p99, meanMs));
                });
    }

    /** Empty for a stack that none of the cells is of, as {@link #figures}. */
    Optional<StackModel> model(String stack, CellSettings settings) {
        return kind(stack, settings).map(this::model);
    }

    /** On a machine of so many CPUs, by the CPU times of this one. */
    OptionalDouble perSecond(String stack, CellSettings settings, int cpus) {
        return kind(stack, settings)
                .map(kind -> OptionalDouble.of(on(new Machine(kind, cpus)).perSecond(settings)))
                .orElseGet(OptionalDouble::empty);
    }

    private StackModel on(Machine machine) {
        return elsewhere.computeIfAbsent(machine, one -> model(one.kind()).onCpus(one.cpus()));
    }

    private StackModel model(Kind kind) {
        return Optional.ofNullable(fits.get(kind)).orElseThrow().model();
    }

    private Optional<Kind> kind(String stack, CellSettings settings) {
        Kind exact = new Kind(stack, settings.closed().changed());
        return fits.containsKey(exact) ? Optional.of(exact) : nearest(exact);
    }

    private Optional<Kind> nearest(Kind wanted) {
        return fits.keySet().stream()
                .filter(kind -> kind.stack().equals(wanted.stack()))
                .max(Comparator.comparingLong(kind -> kind.alike(wanted.changed())));
    }

    /**
     * A percentile is taken for as large a multiple of the mean latency as in the cells that
     * resolved it (mean of the logarithms).
     */
    private record Multiples(OptionalDouble p50, OptionalDouble p99) {
        static OptionalDouble of(
                List<Observed> cells, Function<Observed, OptionalDouble> percentile) {
            OptionalDouble log =
                    cells.stream()
                            .flatMap(cell ->
                                    percentile.apply(cell).stream()
                                            .mapToObj(ms -> Math.log(ms / cell.meanMs())))
                            .mapToDouble(Double::doubleValue)
                            .average();
            return log.isEmpty() ? log : OptionalDouble.of(Math.exp(log.getAsDouble()));
        }

        static OptionalDouble times(OptionalDouble multiple, double meanMs) {
            return multiple.isEmpty()
                    ? multiple
                    : OptionalDouble.of(multiple.getAsDouble() * meanMs);
        }
    }
}
