package unrigged.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.DuelRecord;
import unrigged.inference.DuelResult;
import unrigged.inference.Interval;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Throughput;
import unrigged.journal.Json;

/**
 * The result of a duel as JSON, a public contract: units are in the key names, an absent figure is
 * left out. docs/duel.md explains the keys.
 */
public final class DuelJson {
    private DuelJson() {}

    public static ObjectNode of(DuelResult result) {
        ObjectNode root = Json.LINES.createObjectNode();
        ArrayNode entries = root.putArray("entries");
        result.rows().forEach(row -> entry(entries.addObject(), row));
        DuelRecord record = result.record();
        RunResultJson.put(root, "seconds", record.seconds());
        root.put("slices", result.slices());
        root.put("rounds", record.rounds());
        root.put("roundsPlanned", record.plan().rounds());
        RunResultJson.put(root, "windowMs", record.plan().window().toNanos() / 1e6);
        root.put("clients", record.settings().clients());
        root.put("keepAlive", record.settings().keepAlive());
        root.put("seed", record.settings().seed());
        root.put("interval", DuelText.interval(result.look()));
        RunResultJson.findings(root, result.findings());
        return root;
    }

    private static void entry(ObjectNode node, DuelResult.Row row) {
        node.put("name", row.entry().name());
        node.put("url", row.entry().url());
        row.entry().command().ifPresent(command -> node.put("command", command));
        switch (row.throughput()) {
            case Throughput.Measured measured ->
                    RunResultJson.put(node, "throughputPerSecond", measured.perSecond());
            case Throughput.Unmeasured(String why) -> node.put("throughputPerSecondWhy", why);
        }
        percentile(node, "p50Ms", row.p50());
        percentile(node, "p99Ms", row.p99());
        ratio(node, "", row.ratio());
        ratio(node, "p50", row.p50Ratio());
        ratio(node, "p99", row.p99Ratio());
        node.put("ok", row.ok());
        ObjectNode failed = node.putObject("failed");
        row.failed().forEach(failed::put);
        row.generator().ifPresent(cpus -> RunResultJson.put(node, "generatorCpus", cpus));
        RunResultJson.findings(node, row.findings());
    }

    private static void percentile(ObjectNode node, String key, Percentile percentile) {
        switch (percentile) {
            case Percentile.Resolved resolved -> {
                RunResultJson.put(node, key, resolved.ms());
                resolved.interval()
                        .ifPresent(ends -> SliceJson.interval(node, key + "Interval", ends));
            }
            case Percentile.Unresolved(String why) -> node.put(key + "Why", why);
        }
    }

    /**
     * @param of what; empty for throughput, whose keys are {@code ratio}, {@code interval} and
     *     {@code verdict}
     */
    private static void ratio(ObjectNode node, String of, Ratio ratio) {
        String key = key(of, "ratio");
        String verdict = key(of, "verdict");
        switch (ratio) {
            case Ratio.Measured measured -> {
                RunResultJson.put(node, key, measured.point());
                switch (measured.interval()) {
                    case Interval.Bounded ends ->
                            SliceJson.interval(node, key(of, "interval"), ends);
                    case Interval.Unbounded(String why) ->
                            node.put(key(of, "interval") + "Why", why);
                }
                node.put(verdict, measured.verdict().word());
            }
            case Ratio.Unmeasured(String why) -> node.put(key + "Why", why);
            case Ratio.NotCompared(String why) ->
                    node.put(key + "Why", why).put(verdict, ReportText.NOT_COMPARED);
        }
    }

    private static String key(String of, String part) {
        return of.isEmpty() ? part : of + Character.toUpperCase(part.charAt(0)) + part.substring(1);
    }
}
