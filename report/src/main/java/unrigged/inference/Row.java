package unrigged.inference;

import java.util.List;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;

/**
 * One stack in one scenario.
 *
 * @param settings the scenario's, resolved for this stack; empty when the run did not get there
 * @param figures of every metric, see {@link Metrics}
 * @param blocks throughput by block
 * @param why when there are no figures
 */
public record Row(
        StackInfo stack,
        Optional<CellSettings> settings,
        Trials trials,
        CellFigures figures,
        List<Block> blocks,
        List<Finding> findings,
        Optional<String> why) {

    public Row {
        blocks = List.copyOf(blocks);
        findings = List.copyOf(findings);
    }

    /** How many trials ended which way. */
    public record Trials(int measured, int failed) {}

    /** One block's throughput. */
    public record Block(int block, double perSecond) {}

    public <F extends Figure> F figure(Metric<F> metric) {
        return figures.get(metric);
    }
}
