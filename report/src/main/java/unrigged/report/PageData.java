package unrigged.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.claim.ClaimResult;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Aggregation;
import unrigged.inference.Finding;
import unrigged.inference.Interval;
import unrigged.inference.Look;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.SliceSummary;
import unrigged.inference.Verdict;
import unrigged.journal.Json;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;

/** What the page's script is given: the result, and what the page computes nothing of by itself. */
final class PageData {
    /** A hundredth of a minute is about the length of a slice. */
    private static final double MINUTE_DIGITS = 100;

    private PageData() {}

    static String of(
            RunResult result,
            Headline headline,
            Optional<ClaimResult> claim,
            Optional<String> plan,
            Optional<String> environment) {
        ObjectNode data = Json.LINES.createObjectNode();
        data.set("result", RunResultJson.of(result));
        data.set("metrics", metrics(Metrics.TABLE));
        data.set("shown", shown());
        headline.flips().forEach(data.putArray("flips")::add);
        headline.sentences().forEach(data.putArray("sentences")::add);
        pairs(data, result);
        details(data.putObject("details"), result);
        claim.ifPresent(found -> data.set("claim", PageClaim.data(found)));
        Prediction.ifPossible(result)
                .filter(prediction -> prediction.heldOut().halfWidth(Forecasted.RATIO).isPresent())
                .ifPresent(
                        prediction -> ForecastGridJson.put(data.putObject("forecast"), prediction));
        ArrayNode published = data.putArray("published");
        PublishedTable.of(result).forEach(table -> table.put(published.addObject()));
        data.put("command", "./unrigged run plan.yaml --seed " + result.identity().seed());
        plan.ifPresent(text -> data.put("plan", text));
        environment.ifPresent(text -> data.put("environment", indented(text)));
        return Json.LINES.writeValueAsString(data);
    }

    /** Every pair of each scenario, with the interval of that pair alone. */
    private static void pairs(ObjectNode data, RunResult result) {
        List<String> stacks =
                result.scenarios().stream()
                        .flatMap(scenario -> scenario.rows().stream())
                        .map(row -> row.stack().stack())
                        .distinct()
                        .toList();
        stacks.forEach(data.putArray("stacks")::add);
        Look look = result.slices().map(SliceSummary::look).orElse(Look.ANYTIME);
        ObjectNode scenarios = data.putObject("pairs");
        for (ScenarioResult scenario : result.scenarios()) {
            ArrayNode pairs = scenarios.putArray(scenario.scenario());
            List<Row> rows = new ArrayList<>(scenario.rows());
            for (int i = 0; i < rows.size(); i++) {
                for (int j = i + 1; j < rows.size(); j++) {
                    pair(pairs, stacks, rows.get(i), rows.get(j), look);
                }
            }
        }
    }

    private static void pair(ArrayNode pairs, List<String> stacks, Row a, Row b, Look look) {
        if (a.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured own
                && b.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured other
                && own.over(other, look, Verdict.Better.HIGHER) instanceof Ratio.Measured ratio) {
            ArrayNode pair = pairs.addArray();
            pair.add(stacks.indexOf(a.stack().stack())).add(stacks.indexOf(b.stack().stack()));
            pair.add(RunResultJson.rounded(ratio.point()));
            if (ratio.interval() instanceof Interval.Bounded(double lo, double hi)) {
                pair.add(RunResultJson.rounded(lo)).add(RunResultJson.rounded(hi));
            } else {
                pair.addNull().addNull();
            }
            pair.add(ratio.verdict().word());
        }
    }

    /** By scenario and stack: single slices, and the quantiles of latency. */
    private static void details(ObjectNode node, RunResult result) {
        for (ScenarioResult scenario : result.scenarios()) {
            ObjectNode rows = node.putObject(scenario.scenario());
            for (Row row : scenario.rows()) {
                ObjectNode own = rows.putObject(row.stack().stack());
                ArrayNode slices = own.putArray("slices");
                for (Row.Slice slice : row.details().slices()) {
                    slice(slices.addArray(), slice);
                }
                ArrayNode latencies = own.putArray("percentiles");
                for (Row.Quantile quantile : row.details().latencies()) {
                    latencies
                            .addArray()
                            .add(quantile.share())
                            .add(RunResultJson.rounded(quantile.ms()));
                }
            }
        }
    }

    /** A state that is not the usual one comes last. */
    private static void slice(ArrayNode figures, Row.Slice slice) {
        figures.add(slice.block()).add(slice.round());
        figure(figures, slice.perSecond());
        figures.add(Math.round(slice.minute() * MINUTE_DIGITS) / MINUTE_DIGITS);
        figure(figures, slice.p50Ms());
        figure(figures, slice.p99Ms());
        if (slice.state() != Row.SliceState.COUNTED) {
            figures.add(slice.state().word());
        }
    }

    private static void figure(ArrayNode figures, OptionalDouble value) {
        value.ifPresentOrElse(v -> figures.add(RunResultJson.rounded(v)), figures::addNull);
    }

    /** The words of the result's format that people read as others; settings by their ids. */
    private static ObjectNode shown() {
        ObjectNode words = Json.LINES.createObjectNode();
        for (Finding.Severity severity : Finding.Severity.values()) {
            words.put(severity.word(), severity.shown());
        }
        for (Verdict verdict : Verdict.values()) {
            words.put(verdict.word(), verdict.shown());
        }
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            words.put(setting.id(), setting.words());
        }
        return words;
    }

    /** What the page's table needs to know of its metrics; it knows none by itself. */
    static ArrayNode metrics(List<Metric<?>> metrics) {
        ArrayNode array = Json.LINES.createArrayNode();
        for (Metric<?> metric : metrics) {
            ObjectNode node = array.addObject().put("key", metric.shownKey());
            node.put("why", metric.whyKey());
            node.put("title", metric.display().title());
            node.put("note", metric.display().note());
            node.put("shape", metric.aggregation().shape().name());
            node.put("lowerIsBetter", metric.better() == Verdict.Better.LOWER);
            node.put("grouped", metric.unit().grouped());
            node.put("perAnswer", metric.unit() == Metric.Unit.MS_PER_REQUEST);
            if (metric.aggregation().shape() == Aggregation.Shape.RATIO) {
                node.put("verdict", metric.verdictKey());
            }
        }
        return array;
    }

    private static String indented(String json) {
        try {
            return Json.LINES
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Json.LINES.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }
}
