package unrigged.report;

import static unrigged.report.RunResultJson.put;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.claim.Attribution;
import unrigged.claim.ClaimResult;
import unrigged.claim.Contributions;
import unrigged.claim.Crossover;
import unrigged.claim.FieldUniverses;
import unrigged.claim.Flip;
import unrigged.claim.FlipRadius;
import unrigged.claim.PredictedUniverses;
import unrigged.claim.Universe;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.ScenarioSetting;
import unrigged.journal.Json;

/** A claim and its limits as JSON, a public contract like {@link RunResultJson}. */
public final class ClaimJson {
    private ClaimJson() {}

    /** One document. */
    public static ObjectNode of(ClaimResult result) {
        ObjectNode root = Json.LINES.createObjectNode();
        root.put("claim", result.claim().text());
        root.put("metric", result.claim().metric().id());
        root.put("headline", ClaimText.headline(result));
        ObjectNode holds = root.putObject("holds");
        for (Stand stand : Stand.values()) {
            holds.put(stand.word(), result.count(stand));
        }
        put(root, "medianRatio", result.medianRatio());
        ArrayNode crossovers = root.putArray("crossovers");
        result.crossovers().forEach(one -> crossover(crossovers.addObject(), one));
        ArrayNode flips = root.putArray("flips");
        result.flips().forEach(one -> flip(flips.addObject(), one));
        ArrayNode radii = root.putArray("flipRadii");
        result.radii().forEach(one -> radius(radii.addObject(), one));
        ArrayNode attribution = root.putArray("attribution");
        result.attribution().forEach(one -> attribution(attribution.addObject(), one));
        result.contributions()
                .ifPresent(found -> contributions(root.putObject("contributions"), found));
        ArrayNode universes = root.putArray("universes");
        result.universes().forEach(one -> universe(universes.addObject(), one));
        result.predicted()
                .ifPresent(predicted -> {
                    predicted.universes().forEach(one -> predicted(universes.addObject(), one));
                    ObjectNode model = root.putObject("predicted");
                    for (Stand stand :
                            new Stand[] {Stand.SUPPORTED, Stand.REFUTED, Stand.UNDECIDED}) {
                        model.put(stand.word(), predicted.count(stand));
                    }
                    put(model, "medianErrorRatio", predicted.medianError());
                    predicted.coverage().ifPresent(share -> put(model, "coverageRatio", share));
                });
        result.field().ifPresent(field -> field(root.putObject("exploration"), field));
        ArrayNode unmeasured = root.putArray("unmeasured");
        result.unmeasured()
                .forEach(one ->
                        unmeasured
                                .addObject()
                                .put("scenario", one.scenario())
                                .put("why", one.why()));
        return root;
    }

    private static void crossover(ObjectNode node, Crossover crossover) {
        node.put("factor", crossover.setting().id());
        node.put("unit", crossover.setting().unit());
        switch (crossover.outcome()) {
            case Crossover.At at -> {
                put(node, "at", at.level());
                SliceJson.interval(node, "interval", at.interval());
                node.put("supportedBelow", at.supportedBelow());
            }
            case Crossover.None none -> {
                node.putArray("none")
                        .add(RunResultJson.rounded(none.low()))
                        .add(RunResultJson.rounded(none.high()));
                node.put("stand", none.stand().word());
            }
        }
        ObjectNode others = node.putObject("others");
        for (ScenarioSetting setting : ScenarioSetting.of(List.of(crossover.others()))) {
            if (setting != crossover.setting()) {
                put(others, setting.id(), setting.level(crossover.others()));
            }
        }
    }

    private static void flip(ObjectNode node, Flip flip) {
        ArrayNode changed = node.putArray("changed");
        flip.changed().forEach(setting -> changed.add(setting.id()));
        universe(node.putObject("supported"), flip.supported());
        universe(node.putObject("refuted"), flip.refuted());
    }

    private static void radius(ObjectNode node, FlipRadius radius) {
        node.put("scenario", radius.universe().scenario());
        node.put("factor", radius.setting().id());
        put(node, "at", radius.level());
        put(node, "times", radius.factor());
    }

    private static void attribution(ObjectNode node, Attribution attribution) {
        node.put("factor", attribution.setting().id());
        put(node, "share", attribution.share());
        SliceJson.interval(node, "interval", attribution.interval());
    }

    private static void contributions(ObjectNode node, Contributions found) {
        node.put("from", found.from().scenario());
        node.put("to", found.to().scenario());
        ArrayNode each = node.putArray("each");
        for (Contributions.One one : found.each()) {
            ObjectNode own = each.addObject();
            own.put("factor", one.setting().id());
            put(own, "timesRatio", one.factor());
            SliceJson.interval(own, "interval", one.interval());
        }
    }

    private static void field(ObjectNode node, FieldUniverses field) {
        node.put("measured", field.measured());
        node.put("predicted", field.universes().size() - field.measured());
        field.medianError().ifPresent(error -> put(node, "medianErrorRatio", error));
        field.coverage().ifPresent(share -> put(node, "coverageRatio", share));
    }

    private static void predicted(ObjectNode node, PredictedUniverses.One universe) {
        ForecastJson.settings(node.putObject("settings"), universe.settings());
        put(node, "ratio", universe.ratio());
        put(node, "probability", universe.probability());
        node.put("stand", universe.stand().word());
        node.put("source", "predicted");
    }

    private static void universe(ObjectNode node, Universe universe) {
        node.put("scenario", universe.scenario());
        ForecastJson.settings(node.putObject("settings"), universe.settings());
        put(node, "ratio", universe.ratio());
        SliceJson.interval(node, "interval", universe.interval());
        universe.field().ifPresent(known -> put(node, "probability", known.probability()));
        node.put("stand", universe.stand().word());
        node.put("source", universe.measured() ? "measured" : "predicted");
    }
}
