package unrigged.report;

import static unrigged.report.RunResultJson.put;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.prediction.MeasuredOpenLoop;
import unrigged.prediction.OpenForecast;
import unrigged.prediction.OpenForecast.Outcome;
import unrigged.prediction.Prediction;

/** Forecasts of an open loop as JSON, a public contract like {@link RunResultJson}. */
public final class OpenForecastJson {
    private OpenForecastJson() {}

    /** One document. */
    public static ObjectNode of(Prediction prediction, List<OpenForecast> forecasts) {
        ObjectNode root = ForecastJson.root(prediction);
        put(root, "offeredPerSecond", forecasts.getFirst().offeredPerSecond());
        root.put("arrivals", "poisson");
        // Of closed loops is heldOut; of the open one what cells have under measured.
        root.put("tested", forecasts.stream().anyMatch(f -> f.measured().isPresent()));
        ForecastJson.models(root, prediction);
        ArrayNode cells = root.putArray("cells");
        forecasts.forEach(forecast -> cell(cells.addObject(), forecast));
        ForecastJson.heldOut(root.putObject("heldOut"), prediction.heldOut());
        return root;
    }

    private static void cell(ObjectNode node, OpenForecast forecast) {
        node.put("stack", forecast.stack().stack());
        ObjectNode settings = node.putObject("settings");
        ForecastJson.settings(settings, forecast.settings());
        settings.remove("clients");
        put(node, "throughputPerSecond", forecast.perSecond());
        ForecastJson.value(node, "capacityPerSecond", Optional.of(forecast.capacity()));
        node.put("limit", forecast.limit().id());
        switch (forecast.outcome()) {
            case Outcome.Stable stable -> {
                node.put("stable", true);
                put(node, "utilisationRatio", stable.utilisation());
                ForecastJson.value(node, "meanMs", Optional.of(stable.meanMs()));
                put(node, "p50Ms", stable.p50Ms());
                put(node, "p99Ms", stable.p99Ms());
                put(node, "withoutWaitingMs", stable.withoutWaitingMs());
            }
            case Outcome.Unstable unstable -> {
                node.put("stable", false);
                put(node, "excessPerSecond", unstable.excessPerSecond());
            }
        }
        ForecastJson.beyond(node, forecast.beyond());
        forecast.measured().ifPresent(own -> measured(node.putObject("measured"), own));
    }

    private static void measured(ObjectNode node, MeasuredOpenLoop own) {
        node.put("scenario", own.scenario());
        own.error().ifPresent(what -> node.put("error", what));
        put(node, "throughputPerSecond", own.perSecond());
        own.meanMs().ifPresent(ms -> put(node, "meanMs", ms));
        own.p50Ms().ifPresent(ms -> put(node, "p50Ms", ms));
        own.p99Ms().ifPresent(ms -> put(node, "p99Ms", ms));
    }
}
