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
    private final Map<String, List<Observed>> cells = new LinkedHashMap<>();

    ModelSet(Collection<Observed> fittedTo, int cpus) {
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
        });
    }

    /** Empty for a stack that none of the cells is of. */
    OptionalDouble perSecond(String stack, CellSettings settings) {
        StackModel model = models.get(stack);
        return model == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(model.perSecond(settings));
    }

    /**
     * A percentile is taken for as large a multiple of the mean latency as in the cells that
     * resolved it (mean of the logarithms); the mean follows from the throughput by Little's law.
     */
    OptionalDouble percentileMs(
            String stack, CellSettings settings, Function<Observed, OptionalDouble> percentile) {
        OptionalDouble logMultiple =
                cells.getOrDefault(stack, List.of()).stream()
                        .flatMap(cell ->
                                percentile.apply(cell).stream()
                                        .mapToObj(ms -> Math.log(ms / cell.meanMs())))
                        .mapToDouble(Double::doubleValue)
                        .average();
        OptionalDouble perSecond = perSecond(stack, settings);
        return logMultiple.isEmpty() || perSecond.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        settings.clients()
                                / perSecond.getAsDouble()
                                * 1e3
                                * Math.exp(logMultiple.getAsDouble()));
    }
}
