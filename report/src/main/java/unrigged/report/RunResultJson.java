package unrigged.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Event.WorkersTuned;
import unrigged.inference.Figure;
import unrigged.inference.Finding;
import unrigged.inference.Interval;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Throughput;
import unrigged.journal.Json;
import unrigged.metric.Tier;

/**
 * The result as JSON, a public contract: units are in the key names, an absent figure is left out
 * (never NaN, null or −1), fractions carry six significant digits. Sealed by a golden file. The
 * figures of a row follow from {@link Metrics}.
 */
public final class RunResultJson {
    private static final MathContext DIGITS = new MathContext(6);

    private RunResultJson() {}

    public static ObjectNode of(RunResult result) {
        ObjectNode root = Json.LINES.createObjectNode();
        RunResult.Identity id = result.identity();
        root.put("run", id.run());
        root.put("mode", id.mode());
        root.put("headline", Headline.of(result).title());
        ArrayNode scenarios = root.putArray("scenarios");
        result.scenarios().forEach(s -> scenarios.add(scenario(s, result)));
        result.time().shareUnderLoad().ifPresent(v -> put(root, "shareUnderLoad", v));
        result.time().controllerCpuShare().ifPresent(v -> put(root, "labCpuShare", v));
        root.put("plan", id.plan());
        root.put("scale", id.scale());
        root.put("baseline", id.referenceStack());
        root.put("seed", id.seed());
        root.put("blocks", id.blocks());
        id.question().ifPresent(question -> root.put("question", question));
        root.put("cpus", id.cpus());
        root.put("started", id.started().toString());
        progress(root.putObject("progress"), result.progress());
        time(root.putObject("time"), result.time());
        result.calibration().ifPresent(c -> calibration(root.putObject("calibration"), c));
        if (!result.findings().isEmpty()) {
            findings(root, result.findings());
        }
        failedTrials(root, result.failedTrials());
        rankReversals(root, result.rankReversals());
        result.slices().ifPresent(slices -> SliceJson.summary(root, result, slices));
        return root;
    }

    private static ObjectNode scenario(ScenarioResult scenario, RunResult run) {
        ObjectNode node = Json.LINES.createObjectNode();
        node.put("scenario", scenario.scenario());
        node.put("title", scenario.title());
        if (scenario.sync().isPresent() && scenario.async().isPresent()) {
            settings(node, scenario.sync().get(), scenario.async().get());
        }
        scenario.leader()
                .ifPresent(l -> {
                    ObjectNode leader = node.putObject("leader");
                    leader.put("stack", l.stack());
                    leader.put("next", l.next());
                    leader.put("aheadOfNext", l.ahead());
                });
        scenario.canary()
                .ifPresent(canary ->
                        SliceJson.canary(
                                node.putObject("canary"), run.identity().referenceStack(), canary));
        if (!scenario.tuned().isEmpty()) {
            ArrayNode searches = node.putArray("workerSearches");
            scenario.tuned().forEach(t -> workerSearch(searches.addObject(), t));
        }
        ArrayNode rows = node.putArray("rows");
        scenario.rows().forEach(r -> rows.add(row(r, run.slices().isPresent())));
        return node;
    }

    private static void workerSearch(ObjectNode node, WorkersTuned search) {
        node.put("stack", search.stack());
        node.put("workers", search.workers());
        node.put("workersByRule", search.reference());
        node.put("workersMost", search.max());
        ArrayNode curve = node.putArray("curve");
        for (Event.WorkerPoint point : search.curve()) {
            ObjectNode one = curve.addObject().put("workers", point.workers());
            one.put("readings", point.readings());
            put(one, "throughputPerSecond", point.perSecond());
        }
    }

    private static void settings(ObjectNode scenario, CellSettings sync, CellSettings async) {
        ObjectNode node = scenario.putObject("settings");
        node.put("workersSync", sync.workers());
        node.put("workersAsync", async.workers());
        eachOrBoth(node, "clients", sync.clients(), async.clients());
        eachOrBoth(node, "dbSessions", sync.dbSessions(), async.dbSessions());
        if (sync.delayNs() == async.delayNs()) {
            put(node, "delayMs", sync.delayNs() / 1e6);
        } else {
            put(node, "delayMsSync", sync.delayNs() / 1e6);
            put(node, "delayMsAsync", async.delayNs() / 1e6);
        }
        ForecastJson.changed(node, sync.changed());
    }

    private static void eachOrBoth(ObjectNode node, String name, int sync, int async) {
        if (sync == async) {
            node.put(name, sync);
        } else {
            node.put(name + "Sync", sync);
            node.put(name + "Async", async);
        }
    }

    private static ObjectNode row(Row row, boolean ofSlices) {
        ObjectNode node = Json.LINES.createObjectNode();
        node.put("stack", row.stack().stack());
        node.put("framework", row.stack().framework());
        node.put("server", row.stack().server());
        node.put("type", row.stack().type());
        node.put("concurrency", row.stack().concurrency());
        node.put("driver", row.stack().driver());
        row.stack().request().ifPresent(request -> node.put("request", request));
        row.settings().ifPresent(s -> node.put("workers", s.workers()));
        if (!row.levels().isEmpty()) {
            ObjectNode levels = node.putObject("levels");
            row.levels().forEach(levels::put);
        }
        node.put("trials", row.trials().measured());
        if (ofSlices) {
            node.put("slices", row.trials().measured());
        }
        row.driftShare().ifPresent(share -> put(node, "driftShare", share));
        if (row.trials().failed() > 0) {
            node.put("trialsFailed", row.trials().failed());
        }
        if (row.trials().measured() > 0) {
            figures(node, row);
        }
        findings(node, row.findings());
        row.why().ifPresent(why -> node.put("why", why));
        return node;
    }

    private static void figures(ObjectNode node, Row row) {
        row.figures().values().forEach((metric, figure) -> figure(node, metric, figure));
        if (row.ratePerSecond().isPresent()) {
            row.details().meanMs().ifPresent(ms -> put(node, "meanMs", ms));
        }
        SliceJson.ranks(node, row);
        ArrayNode blocks = node.putArray("blocks");
        for (Row.Block block : row.blocks()) {
            ObjectNode one = blocks.addObject();
            one.put("block", block.block());
            put(one, "throughputPerSecond", block.perSecond());
            ratioOf(row, block.block()).ifPresent(r -> put(one, "throughputRatio", r));
        }
    }

    private static void figure(ObjectNode node, Metric<?> metric, Figure figure) {
        String key = metric.key();
        switch (figure) {
            case Figure.Counted c -> node.put(key, c.value());
            case Figure.Uncounted _ -> {}
            case Figure.ByKind k -> {
                if (!k.counts().isEmpty()) {
                    ObjectNode kinds = node.putObject(key);
                    k.counts().forEach(kinds::put);
                }
            }
            case Figure.ByTier t -> {
                tiers(node, key, t.amounts());
                t.total().ifPresent(v -> put(node, metric.shownKey(), v));
                SliceJson.intervals(node, metric, t);
            }
            case Throughput.Measured t -> {
                put(node, key, t.perSecond());
                put(node, key + "Min", t.min());
                put(node, key + "Max", t.max());
            }
            case Throughput.Unmeasured(String why) -> node.put(metric.whyKey(), why);
            case Percentile.Resolved r -> {
                put(node, key, r.ms());
                r.interval().ifPresent(i -> SliceJson.interval(node, key + "Interval", i));
            }
            case Percentile.Unresolved(String why) -> node.put(metric.whyKey(), why);
            case Ratio ratio -> ratio(node, metric, ratio);
        }
    }

    private static Optional<Double> ratioOf(Row row, int block) {
        return row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured m
                ? m.blocks().stream()
                        .filter(b -> b.block() == block)
                        .map(Ratio.Block::ratio)
                        .findFirst()
                : Optional.empty();
    }

    private static void ratio(ObjectNode node, Metric<?> metric, Ratio ratio) {
        String name = metric.key();
        String verdict = metric.verdictKey();
        switch (ratio) {
            case Ratio.Measured m -> {
                put(node, name, m.point());
                switch (m.interval()) {
                    case Interval.Bounded(double lo, double hi) ->
                            node.putArray(name + "Interval").add(rounded(lo)).add(rounded(hi));
                    case Interval.Unbounded(String why) -> node.put(name + "IntervalWhy", why);
                }
                node.put(verdict, m.verdict().word());
                m.single().ifPresent(i -> SliceJson.interval(node, name + "Single", i));
            }
            case Ratio.Unmeasured(String why) -> node.put(metric.whyKey(), why);
            case Ratio.NotCompared(String why) ->
                    node.put(metric.whyKey(), why).put(verdict, ReportText.NOT_COMPARED);
        }
    }

    private static void tiers(ObjectNode node, String name, Map<Tier, Double> values) {
        if (!values.isEmpty()) {
            ObjectNode tiers = node.putObject(name);
            values.forEach((tier, v) -> put(tiers, tier.id(), v));
        }
    }

    static void findings(ObjectNode node, List<Finding> findings) {
        ArrayNode array = node.putArray("findings");
        findings.forEach(finding -> array.add(FindingJson.of(finding)));
    }

    private static void progress(ObjectNode node, RunResult.Progress progress) {
        node.put("trialsPlanned", progress.planned());
        node.put("trialsEnded", progress.ended());
        node.put("trialsMeasured", progress.measured());
        node.put("trialsFailed", progress.failed());
        if (!progress.incomplete().isEmpty()) {
            progress.incomplete().forEach(node.putArray("torn")::add);
        }
        progress.unfinished().ifPresent(why -> node.put("unfinished", why));
    }

    private static void time(ObjectNode node, RunResult.TimeSpent time) {
        put(node, "wallS", time.wallS());
        time.setUpS().ifPresent(v -> put(node, "setUpS", v));
        ArrayNode phases = node.putArray("phases");
        time.phases()
                .forEach(p -> {
                    ObjectNode phase = phases.addObject().put("phase", p.name());
                    put(phase, "seconds", p.seconds());
                });
    }

    private static void calibration(ObjectNode node, RunResult.Calibration calibration) {
        node.put("stack", calibration.stack());
        node.put("requests", calibration.requests());
        put(node, "cpuMsPerRequestTotal", calibration.totalMs());
        tiers(node, "cpuMsPerRequest", new TreeMap<>(calibration.cpuMsPerRequest()));
    }

    private static void failedTrials(ObjectNode root, List<RunResult.FailedTrial> trials) {
        ArrayNode array = root.putArray("failedTrials");
        for (RunResult.FailedTrial trial : trials) {
            array.addObject()
                    .put("trial", trial.trial())
                    .put("scenario", trial.scenario())
                    .put("stack", trial.stack())
                    .put("block", trial.block())
                    .put("attempt", trial.attempt())
                    .put("phase", trial.phase())
                    .put("reason", trial.reason())
                    .put("evidence", trial.evidence());
        }
    }

    private static void rankReversals(ObjectNode root, List<RunResult.RankReversal> rankReversals) {
        ArrayNode array = root.putArray("flips");
        for (RunResult.RankReversal rankReversal : rankReversals) {
            ObjectNode node =
                    array.addObject().put("a", rankReversal.a()).put("b", rankReversal.b());
            node.put("aFasterIn", rankReversal.fasterIn());
            put(node, "aFasterRatio", rankReversal.ratioThere());
            node.put("aSlowerIn", rankReversal.slowerIn());
            put(node, "aSlowerRatio", rankReversal.ratio());
            node.put("text", Headline.flip(rankReversal));
        }
    }

    static void put(ObjectNode node, String name, double value) {
        node.put(name, rounded(value));
    }

    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
