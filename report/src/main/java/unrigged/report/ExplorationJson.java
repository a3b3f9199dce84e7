package unrigged.report;

import static unrigged.report.RunResultJson.put;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.exploration.Exploration;
import unrigged.exploration.ExplorationCheck;
import unrigged.exploration.Explored;
import unrigged.journal.Json;

/** An exploration as JSON, a public contract like {@link RunResultJson}. */
public final class ExplorationJson {
    private ExplorationJson() {}

    /** One document. */
    public static ObjectNode of(Exploration exploration, Optional<ExplorationCheck> check) {
        ObjectNode root = Json.LINES.createObjectNode();
        root.put("run", exploration.run().identity().run());
        root.put("baseline", exploration.run().identity().referenceStack());
        root.put("model", exploration.model());
        exploration.medianError().ifPresent(error -> put(root, "leftOutMedianErrorRatio", error));
        exploration.coverage().ifPresent(share -> put(root, "leftOutCoverageRatio", share));
        ArrayNode universes = root.putArray("universes");
        exploration.cells().forEach(cell -> cell(universes.addObject(), cell));
        ArrayNode unusable = root.putArray("unmeasured");
        exploration
                .unusable()
                .forEach(one ->
                        unusable.addObject()
                                .put("scenario", one.scenario())
                                .put("stack", one.stack())
                                .put("why", one.why()));
        check.ifPresent(beside -> {
            ObjectNode node = root.putObject("check");
            node.put("run", beside.run());
            summary(node, "all", beside.cells());
            summary(node, "measured", beside.measuredCells());
            summary(node, "predicted", beside.predictedCells());
            beside.agreementAsMeasured()
                    .ifPresent(share -> put(node, "agreementAsMeasuredRatio", share));
        });
        return root;
    }

    private static void cell(ObjectNode node, Explored cell) {
        node.put("scenario", cell.scenario());
        node.put("stack", cell.stack());
        ForecastJson.settings(node.putObject("settings"), cell.settings());
        put(node, "throughputRatio", cell.ratio());
        SliceJson.interval(node, "interval", cell.interval());
        node.put("verdict", cell.verdict().word());
        put(node, "probability", cell.probability());
        node.put("source", cell.measured() ? "measured" : "predicted");
        node.put("blocks", cell.blocks());
    }

    private static void summary(ObjectNode parent, String name, List<ExplorationCheck.Cell> cells) {
        ExplorationCheck.summary(cells)
                .ifPresent(sum -> {
                    ObjectNode node = parent.putObject(name);
                    node.put("cells", sum.cells());
                    put(node, "agreementRatio", sum.agreement());
                    node.put("decided", sum.decided());
                    node.put("contradictions", sum.contradictions());
                    put(node, "medianErrorRatio", sum.medianError());
                    put(node, "coverageRatio", sum.coverage());
                });
    }
}
