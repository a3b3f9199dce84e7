package unrigged.inference;

import java.util.ArrayList;
import java.util.List;
import unrigged.experiment.Turn;

/** What is behind a row's figures. */
final class RowDetails {
    private static final double[] SHARES = {
        0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999
    };

    /** With fewer answers beyond it a quantile is that of single answers. */
    private static final int ANSWERS_BEYOND = 10;

    private RowDetails() {}

    /**
     * @param latencies of all answers of the cell
     */
    static Row.Details of(CellTrials cell, LatencyCounts latencies) {
        List<Row.Slice> slices =
                cell.measured().stream()
                        .map(one ->
                                new Row.Slice(
                                        one.slot().block(),
                                        one.slot().turn().map(Turn::round).orElse(1),
                                        one.load().perSecond()))
                        .toList();
        List<Row.Quantile> quantiles = new ArrayList<>();
        for (double share : SHARES) {
            if (Math.min(share, 1 - share) * latencies.total() >= ANSWERS_BEYOND) {
                quantiles.add(new Row.Quantile(share, latencies.atPercentile(100 * share) / 1e3));
            }
        }
        return new Row.Details(slices, quantiles);
    }
}
