package unrigged.report;

import static unrigged.report.ExplorationText.leastSure;
import static unrigged.report.ExplorationText.leftOut;
import static unrigged.report.ExplorationText.sure;
import static unrigged.report.ExplorationText.tested;
import static unrigged.report.ReportText.ends;
import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.level;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.report.TextTable.Column;

/** A claim and its limits as plain text for a console. */
public final class ClaimText {
    private static final int SHOWN_MAX = 40;

    private ClaimText() {}

    private static List<Column<Universe>> columns(ClaimResult result) {
        List<Column<Universe>> columns = new ArrayList<>();
        for (ScenarioSetting setting : settings(result)) {
            columns.add(
                    new Column<>(
                            setting == ScenarioSetting.DB_SESSIONS ? "sessions" : setting.words(),
                            false,
                            universe -> level(setting, setting.level(universe.settings()))));
        }
        columns.add(new Column<>("ratio", false, u -> figure(u.ratio()) + "×"));
        columns.add(new Column<>("interval", true, u -> ends(u.interval())));
        columns.add(new Column<>("claim", true, u -> u.stand().word()));
        if (result.field().isPresent()) {
            columns.add(new Column<>("sure", false, u -> sure(probability(u))));
            columns.add(new Column<>("source", true, ClaimText::source));
        }
        return columns;
    }

    private static String source(Universe universe) {
        return universe.measured() ? "measured" : "predicted";
    }

    private static List<ScenarioSetting> settings(ClaimResult result) {
        return ScenarioSetting.of(result.universes().stream().map(Universe::settings).toList());
    }

    /**
     * Lines without line ends: a sentence, what reverses it, which settings decide, the universes.
     */
    public static List<String> lines(ClaimResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(result));
        lines.add("");
        lines.addAll(limits(result));
        lines.add("");
        List<Universe> shown =
                result.field().isPresent()
                        ? leastSure(result.universes(), SHOWN_MAX, ClaimText::probability)
                        : result.universes();
        lines.addAll(TextTable.lines(columns(result), shown));
        lines.addAll(leftOut(shown, result.universes()));
        lines.add(
                say(
                        "  %s as a multiple of %s's; 95 %% intervals of each universe, %s; median %s×.",
                        result.claim().metric().words(),
                        result.claim().worse(),
                        result.field().isPresent()
                                ? "from its own visits and those of others"
                                : "as the run judged it",
                        figure(result.medianRatio())));
        result.unmeasured()
                .forEach(one -> lines.add(say("  no figure in %s: %s", one.scenario(), one.why())));
        return lines.stream().map(TextTable::printable).toList();
    }

    private static double probability(Universe universe) {
        return universe.field().map(Universe.Field::probability).orElse(1.0);
    }

    private static String field(FieldUniverses field) {
        return say(
                "  %d universes were measured, %d are predicted from them%s",
                field.measured(),
                field.universes().size() - field.measured(),
                tested(field.medianError(), field.coverage()).map(how -> "; " + how).orElse(""));
    }

    /** What reverses it, how near that is, which settings decide: a line each. */
    static List<String> limits(ClaimResult result) {
        List<String> lines = new ArrayList<>(flips(result));
        lines.addAll(radius(result));
        lines.addAll(crossovers(result));
        result.contributions().ifPresent(found -> lines.add(contributions(found)));
        lines.addAll(attribution(result));
        result.predicted().ifPresent(predicted -> lines.add(predicted(predicted)));
        result.field().ifPresent(field -> lines.add(field(field)));
        return lines;
    }

    /** One sentence of at most 25 words. */
    static String headline(ClaimResult result) {
        List<String> parts = new ArrayList<>();
        for (Stand stand : Stand.values()) {
            int count = result.count(stand);
            if (count > 0 && stand != Stand.SUPPORTED) {
                parts.add(count + " " + stand.word());
            }
        }
        int supported = result.count(Stand.SUPPORTED);
        return say(
                "\"%s\" holds in %s of %d universes%s%s.",
                result.claim().text(),
                supported == 0 ? "none" : Integer.toString(supported),
                result.universes().size(),
                supported == 0 ? "" : " (" + range(result) + ")",
                parts.isEmpty() ? "" : "; " + list(parts));
    }

    private static String range(ClaimResult result) {
        List<Double> ratios =
                result.universes().stream()
                        .filter(u -> u.stand() == Stand.SUPPORTED)
                        .map(u -> u.ratio())
                        .sorted()
                        .toList();
        return figure(ratios.getFirst()) + "× to " + figure(ratios.getLast()) + "×";
    }

    private static List<String> flips(ClaimResult result) {
        List<String> lines = new ArrayList<>();
        for (Flip flip : result.flips()) {
            List<String> changes = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            for (ScenarioSetting setting : settings(result)) {
                String from = level(setting, setting.level(flip.supported().settings()));
                String to = level(setting, setting.level(flip.refuted().settings()));
                String name = setting.words();
                if (flip.changed().contains(setting) || !from.equals(to)) {
                    changes.add(say("%s %s → %s", name, from, to));
                } else {
                    kept.add(name + " " + from);
                }
            }
            lines.add(
                    say(
                            "  reversed by %s: %s× becomes %s× (%s)%s",
                            list(changes),
                            figure(flip.supported().ratio()),
                            figure(flip.refuted().ratio()),
                            String.join(", ", kept),
                            flip.measured() ? "" : ", predicted"));
        }
        if (lines.isEmpty()) {
            lines.add(
                    result.field().isPresent()
                            ? "  nothing that was measured or predicted reverses it"
                            : "  nothing that was measured reverses it");
        }
        return lines;
    }

    private static List<String> radius(ClaimResult result) {
        if (result.radii().isEmpty()) {
            return List.of();
        }
        FlipRadius nearest = result.radii().getFirst();
        ScenarioSetting setting = nearest.setting();
        return List.of(
                say(
                        "  of %d universes that support it, one setting alone erases it in %d; the smallest change: %s %s → %s (× %s) in %s",
                        result.count(Stand.SUPPORTED),
                        result.radii().size(),
                        setting.words(),
                        level(setting, setting.level(nearest.universe().settings())),
                        level(setting, nearest.level()),
                        figure(nearest.factor()),
                        nearest.universe().scenario()));
    }

    private static List<String> crossovers(ClaimResult result) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> none = new LinkedHashMap<>();
        for (Crossover crossover : result.crossovers()) {
            String name = crossover.setting().words();
            switch (crossover.outcome()) {
                case Crossover.At at ->
                        lines.add(
                                say(
                                        "  the lead %s at %s %s%s, with %s",
                                        at.supportedBelow() ? "ends" : "begins",
                                        name,
                                        level(crossover.setting(), at.level()),
                                        at.interval()
                                                        instanceof
                                                        Interval.Bounded(double lo, double hi)
                                                ? say(
                                                        " (%s–%s)",
                                                        level(crossover.setting(), lo),
                                                        level(crossover.setting(), hi))
                                                : "",
                                        others(result, crossover)));
                case Crossover.None nowhere ->
                        none.merge(
                                say(
                                        "no crossover in %s %s to %s: %s throughout",
                                        name,
                                        level(crossover.setting(), nowhere.low()),
                                        level(crossover.setting(), nowhere.high()),
                                        nowhere.stand().word()),
                                1,
                                Integer::sum);
            }
        }
        none.forEach((words, count) ->
                lines.add("  " + words + (count > 1 ? say(" (%d times)", count) : "")));
        return lines;
    }

    private static String others(ClaimResult result, Crossover crossover) {
        List<String> others = new ArrayList<>();
        CellSettings cell = crossover.others();
        for (ScenarioSetting setting : settings(result)) {
            if (setting != crossover.setting()) {
                others.add(setting.words() + " " + level(setting, setting.level(cell)));
            }
        }
        return list(others);
    }

    private static String contributions(Contributions found) {
        return say(
                "  from %s (%s×) to %s (%s×): %s",
                found.from().scenario(),
                figure(found.from().ratio()),
                found.to().scenario(),
                figure(found.to().ratio()),
                list(
                        found.each().stream()
                                .map(one ->
                                        say(
                                                "%s × %s%s",
                                                one.setting().words(),
                                                figure(one.factor()),
                                                one.interval() instanceof Interval.Bounded
                                                        ? " (" + ends(one.interval()) + ")"
                                                        : ""))
                                .toList()));
    }

    private static List<String> attribution(ClaimResult result) {
        List<String> shares = new ArrayList<>();
        for (Attribution one : result.attribution()) {
            shares.add(
                    say("%s %.0f %%", one.setting().words(), 100 * one.share())
                            + (one.interval() instanceof Interval.Bounded(double lo, double hi)
                                    ? say(
                                            " (%.0f–%.0f)",
                                            100 * Math.max(0, lo), 100 * Math.min(1, hi))
                                    : ""));
        }
        if (shares.isEmpty() && !result.unmeasured().isEmpty()) {
            return List.of(
                    "  what decides how large it is cannot be told: that takes every combination of the levels");
        }
        return shares.isEmpty()
                ? List.of()
                : List.of("  what decides how large it is: " + list(shares));
    }

    private static String predicted(PredictedUniverses predicted) {
        return say(
                "  between them, predicted, not measured: of %d universes %d supported, %d refuted, %d open; ratios that the model did not see are off by %.1f %% in the median",
                predicted.universes().size(),
                predicted.count(Stand.SUPPORTED),
                predicted.count(Stand.REFUTED),
                predicted.count(Stand.UNDECIDED),
                100 * predicted.medianError());
    }
}
