package unrigged.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.prediction.ForecastGrid;
import unrigged.prediction.ForecastGrid.MeasuredPoint;
import unrigged.prediction.ForecastGrid.StackLogs;
import unrigged.prediction.GridAxis;
import unrigged.prediction.HeldOut;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;

/** The grid that the page interpolates in, with its errors. */
final class ForecastGridJson {
    /** A thousandth of a logarithm is 0.1 % of a throughput. */
    private static final int LOG_DIGITS = 3;

    private ForecastGridJson() {}

    static void put(ObjectNode node, Prediction prediction) {
        ForecastGrid grid = prediction.grid();
        ArrayNode axes = node.putArray("axes");
        for (GridAxis axis : grid.axes()) {
            ObjectNode one = axes.addObject().put("id", axis.quantity().id());
            one.put("title", axis.quantity().title()).put("unit", axis.quantity().unit());
            one.put("log", axis.logarithmic()).put("stepped", axis.quantity().stepped());
            axis.values().forEach(one.putArray("values")::add);
            one.putArray("measured").add(axis.measuredMin()).add(axis.measuredMax());
        }
        ArrayNode stacks = node.putArray("stacks");
        for (StackLogs stack : grid.stacks()) {
            ArrayNode logs = stacks.addObject().put("stack", stack.stack()).putArray("logs");
            stack.logs().forEach(log -> logs.add(log(log)));
        }
        HeldOut heldOut = prediction.heldOut();
        ObjectNode bands = node.putObject("bands");
        put(bands, "throughput", heldOut.halfWidth(Forecasted.THROUGHPUT));
        put(bands, "ratio", heldOut.halfWidth(Forecasted.RATIO));
        node.putObject("interpolationError")
                .put("median", log(grid.medianError()))
                .put("largest", log(grid.largestError()));
        ForecastJson.heldOut(node.putObject("heldOut"), heldOut);
        ArrayNode measured = node.putArray("measured");
        for (MeasuredPoint point : grid.measured()) {
            ObjectNode at = measured.addObject().put("scenario", point.scenario()).putObject("at");
            for (int i = 0; i < grid.axes().size(); i++) {
                at.put(
                        grid.axes().get(i).quantity().id(),
                        RunResultJson.rounded(point.at().get(i)));
            }
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        value.ifPresent(v -> node.put(name, log(v)));
    }

    private static BigDecimal log(double value) {
        return BigDecimal.valueOf(value).setScale(LOG_DIGITS, RoundingMode.HALF_EVEN);
    }
}
