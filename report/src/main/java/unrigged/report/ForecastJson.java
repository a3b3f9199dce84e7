package unrigged.report;

import static unrigged.report.RunResultJson.put;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.CellSettings;
import unrigged.journal.Json;
import unrigged.prediction.Forecast;
import unrigged.prediction.HeldOut;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;
import unrigged.prediction.RatioCurve;
import unrigged.prediction.StackParameters;

/** Forecasts as JSON, a public contract like {@link RunResultJson}. */
public final class ForecastJson {
    private ForecastJson() {}

    /** One document. */
    public static ObjectNode of(Prediction prediction, List<Forecast> forecasts) {
        ObjectNode root = root(prediction);
        models(root, prediction);
        ArrayNode cells = root.putArray("cells");
        forecasts.forEach(forecast -> cell(cells.addObject(), forecast));
        heldOut(root.putObject("heldOut"), prediction.heldOut());
        return root;
    }

    /** One document of ratios over the levels of a setting. */
    public static ObjectNode ofCurves(Prediction prediction, List<RatioCurve> curves) {
        ObjectNode root = root(prediction);
        ArrayNode all = root.putArray("curves");
        for (RatioCurve curve : curves) {
            ObjectNode node = all.addObject();
            node.put("stack", curve.stack().stack());
            node.put("factor", curve.setting().id());
            node.put("unit", curve.setting().unit());
            ArrayNode points = node.putArray("points");
            for (RatioCurve.Point point : curve.points()) {
                ObjectNode own = points.addObject();
                put(own, "level", point.level());
                value(own, "throughputRatio", Optional.of(point.ratio()));
            }
            ArrayNode crossings = node.putArray("crossovers");
            for (RatioCurve.Crossing crossing : curve.crossings()) {
                ObjectNode own = crossings.addObject();
                put(own, "at", crossing.level());
                SliceJson.interval(own, "interval", crossing.interval());
                own.put("aheadBelow", crossing.aheadBelow());
            }
        }
        heldOut(root.putObject("heldOut"), prediction.heldOut());
        return root;
    }

    static ObjectNode root(Prediction prediction) {
        ObjectNode root = Json.LINES.createObjectNode();
        root.put("run", prediction.run().identity().run());
        root.put("baseline", prediction.run().identity().referenceStack());
        return root;
    }

    static void models(ObjectNode root, Prediction prediction) {
        ArrayNode models = root.putArray("models");
        prediction.parameters().forEach(one -> model(models.addObject(), one));
    }

    private static void model(ObjectNode node, StackParameters parameters) {
        node.put("stack", parameters.stack());
        changed(node, parameters.changed());
        node.put("cells", parameters.cells());
        put(node, "cpuMsPerRequest", parameters.cpuMs());
        put(node, "idleGrowthRatio", parameters.idleGrowth());
        put(node, "extraLatencyMs", parameters.extraLatencyMs().point());
        SliceJson.interval(node, "extraLatencyMsInterval", parameters.extraLatencyMs().interval());
        put(node, "efficiencyRatio", parameters.efficiency().point());
        SliceJson.interval(node, "efficiencyRatioInterval", parameters.efficiency().interval());
    }

    private static void cell(ObjectNode node, Forecast forecast) {
        node.put("stack", forecast.stack().stack());
        settings(node.putObject("settings"), forecast.settings());
        put(node, "throughputPerSecond", forecast.perSecond().point());
        SliceJson.interval(node, "interval", forecast.perSecond().interval());
        value(node, "throughputRatio", forecast.ratio());
        put(node, "throughputPerSecondMax", forecast.bound().perSecond());
        node.put("limit", forecast.bound().limit().id());
        value(node, "p50Ms", forecast.p50Ms());
        value(node, "p99Ms", forecast.p99Ms());
        beyond(node, forecast.beyond());
    }

    static void beyond(ObjectNode node, List<Forecast.Beyond> settings) {
        ArrayNode beyond = node.putArray("extrapolated");
        settings.forEach(one -> beyond.add(one.setting().id()));
    }

    static void settings(ObjectNode node, CellSettings settings) {
        node.put("workers", settings.workers());
        node.put("clients", settings.clients());
        node.put("dbSessions", settings.dbSessions());
        put(node, "delayMs", settings.delayNs() / 1e6);
        changed(node, settings.changed());
    }

    /** Settings of the plan that a scenario changes, by the factor's id. */
    static void changed(ObjectNode node, Map<String, String> levels) {
        if (!levels.isEmpty()) {
            ObjectNode changed = node.putObject("changed");
            levels.forEach(changed::put);
        }
    }

    static void value(ObjectNode node, String name, Optional<Forecast.Value> value) {
        value.ifPresent(v -> {
            put(node, name, v.point());
            SliceJson.interval(node, name + "Interval", v.interval());
        });
    }

    /** Errors as factors less 1. */
    static void heldOut(ObjectNode node, HeldOut heldOut) {
        node.put("cells", heldOut.cells().size());
        heldOut.medianError(Forecasted.THROUGHPUT).ifPresent(e -> put(node, "medianError", e));
        heldOut.medianError(Forecasted.RATIO).ifPresent(e -> put(node, "medianErrorRatio", e));
        heldOut.medianError(Forecasted.P50).ifPresent(e -> put(node, "medianErrorP50", e));
        heldOut.medianError(Forecasted.P99).ifPresent(e -> put(node, "medianErrorP99", e));
        heldOut.coverage(Forecasted.THROUGHPUT).ifPresent(share -> put(node, "coverage", share));
        heldOut.coverage(Forecasted.RATIO).ifPresent(share -> put(node, "coverageRatio", share));
    }
}
