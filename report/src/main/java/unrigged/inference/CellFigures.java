package unrigged.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row's figures, in the order of their registry. */
public record CellFigures(Map<Metric<?>, Figure> values) {
    public CellFigures {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static CellFigures of(List<Metric<?>> metrics, CellInputs inputs) {
        Map<Metric<?>, Figure> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric, figure(metric, inputs)));
        return new CellFigures(values);
    }

    private static <F extends Figure> Figure figure(Metric<F> metric, CellInputs inputs) {
        return metric.aggregation().of(inputs, metric.better());
    }

    /**
     * The figure of a metric.
     *
     * @throws IllegalArgumentException when the row was made without this metric
     */
    public <F extends Figure> F get(Metric<F> metric) {
        Figure figure = values.get(metric);
        if (figure == null) {
            throw new IllegalArgumentException("the row has no figure " + metric.name());
        }
        return metric.aggregation().cast(figure);
    }
}
