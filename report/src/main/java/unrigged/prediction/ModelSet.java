package unrigged.prediction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import unrigged.experiment.CellSettings;
import unrigged.prediction.StackModel.Demand;

/** The models of all stacks of a run, fitted to some of its cells. */
final class ModelSet {
    private final Map<String, StackModel> models = new LinkedHashMap<>();
    private final Map<String, Multiples> multiples = new LinkedHashMap<>();

    ModelSet(Collection<Observed> fittedTo, int cpus) {
        Map<String, List<Observed>> cells = new LinkedHashMap<>();
        fittedTo.forEach(
                cell -> cells.computeIfAbsent(cell.stack(), _ -> new ArrayList<>()).add(cell));
        Map<String, Demand> demands = DemandFit.of(cells, cpus);
        cells.forEach((stack, own) -> {
            StackModel bare =
                    new StackModel(
                            own.getFirst().concurrency(),
                            cpus,
                            Optional.ofNullable(demands.get(stack)).orElseThrow());
            models.put(stack, ThroughputFit.of(bare, own));
            multiples.put(
                    stack,
                    new Multiples(
                            Multiples.of(own, Observed::p50Ms),
                            Multiples.of(own, Observed::p99Ms)));
        });
    }

    /**
     * What the models say of one cell.
     *
     * @param p50Ms empty where no cell resolved it
     */
    record Figures(double perSecond, OptionalDouble p50Ms, OptionalDouble p99Ms) {}

    /** Empty for a stack that none of the cells is of. */
    Optional<Figures> figures(String stack, CellSettings settings) {
        return Optional.ofNullable(models.get(stack))
                .map(model -> {
                    double perSecond = model.perSecond(settings);
                    double meanMs = Observed.meanMs(settings, perSecond);
                    Multiples of = Optional.ofNullable(multiples.get(stack)).orElseThrow();
                    return new Figures(
                            perSecond,
                            Multiples.times(of.p50, meanMs),
                            Multiples.times(of.p99, meanMs));
                });
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
