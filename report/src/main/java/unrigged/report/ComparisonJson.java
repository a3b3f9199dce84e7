package unrigged.report;

import static unrigged.report.RunResultJson.put;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Difference;
import unrigged.inference.Interval;
import unrigged.inference.Ratio;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;
import unrigged.inference.RunComparison.NotCompared;
import unrigged.inference.RunComparison.OnlyIn;
import unrigged.inference.RunResult;
import unrigged.inference.RunSide;
import unrigged.inference.SliceSummary;
import unrigged.journal.Json;

/** Two runs as JSON, a public contract like {@link RunResultJson}. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /** One document. */
    public static ObjectNode of(RunPair runs, GateResult gate) {
        ObjectNode root = Json.LINES.createObjectNode();
        root.put("headline", ComparisonText.sentence(ComparisonText.headline(runs)));
        run(root.putObject("old"), runs.old());
        run(root.putObject("new"), runs.now());
        root.put("metric", runs.comparison().metric().id());
        root.put("baseline", runs.comparison().referenceStack());
        root.put("interval", runs.comparison().interval());
        root.put("machineDiffers", runs.isOfTwoMachines());
        ArrayNode rows = root.putArray("rows");
        runs.comparison().cells().forEach(cell -> row(rows.addObject(), cell));
        ArrayNode differs = root.putArray("differs");
        runs.differences().forEach(each -> difference(differs.addObject(), each));
        ArrayNode notes = root.putArray("notes");
        ComparisonText.notes(runs).forEach(note -> notes.add(ComparisonText.sentence(note)));
        if (gate.asked()) {
            gate(root.putObject("gate"), gate);
        }
        return root;
    }

    private static void run(ObjectNode node, RunResult run) {
        node.put("run", run.identity().run());
        node.put("plan", run.identity().plan());
        node.put("started", run.identity().started().toString());
        node.put("blocks", run.identity().blocks());
        run.slices()
                .map(SliceSummary::blocksComplete)
                .ifPresent(blocks -> node.put("blocksComplete", blocks));
        run.progress().unfinished().ifPresent(why -> node.put("unfinished", why));
    }

    private static void row(ObjectNode node, Cell cell) {
        node.put("scenario", cell.scenario());
        node.put("stack", cell.stack());
        switch (cell.change()) {
            case Changed changed -> {
                put(node, "ratio", changed.ratio());
                SliceJson.interval(node, "interval", changed.interval());
                if (changed.interval() instanceof Interval.Unbounded(String why)) {
                    node.put("intervalWhy", why);
                }
                node.put("verdict", changed.verdict().word());
                SliceJson.interval(node, "intervalSingle", changed.single());
                side(node, "old", changed.old());
                side(node, "new", changed.now());
            }
            case NotCompared(String why) ->
                    node.put("verdict", ReportText.NOT_COMPARED).put("why", why);
            case OnlyIn(RunSide side) ->
                    node.put("verdict", ReportText.NOT_COMPARED)
                            .put("why", "only in " + side.words())
                            .put("onlyIn", side == RunSide.OLD ? "old" : "new");
        }
    }

    private static void side(ObjectNode node, String name, Ratio.Measured ratio) {
        put(node, name + "Ratio", ratio.point());
        SliceJson.interval(node, name + "RatioInterval", ratio.interval());
        node.put(name + "Blocks", ratio.logs().size());
    }

    private static void difference(ObjectNode node, Difference difference) {
        node.put("kind", difference.kind().word());
        node.put("what", difference.what());
        difference.scenario().ifPresent(scenario -> node.put("scenario", scenario));
        if (!difference.stacks().isEmpty()) {
            difference.stacks().forEach(node.putArray("stacks")::add);
        }
        difference.old().ifPresent(value -> node.put("old", value));
        difference.now().ifPresent(value -> node.put("new", value));
    }

    private static void gate(ObjectNode node, GateResult gate) {
        node.put("passed", gate.passed());
        put(node, "tolerance", gate.tolerance());
        node.put("compared", gate.judged());
        ArrayNode failed = node.putArray("failed");
        gate.failed()
                .forEach(cell ->
                        failed.addObject()
                                .put("scenario", cell.scenario())
                                .put("stack", cell.stack()));
    }
}
