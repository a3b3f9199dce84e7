package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.Leader;
import unrigged.inference.RunResult.ScenarioResult;

/**
 * The result in words.
 *
 * @param title one sentence
 * @param sentences what was compared, who leads where and how sure that is
 */
public record Headline(String title, List<String> sentences) {
    /** More stacks than these are counted, not named. */
    private static final int STACKS_NAMED = 3;

    public Headline {
        sentences = List.copyOf(sentences);
    }

    public static Headline of(RunResult result) {
        Map<String, List<String>> leaders = new LinkedHashMap<>();
        for (ScenarioResult s : result.scenarios()) {
            s.leader()
                    .ifPresent(l ->
                            leaders.computeIfAbsent(l.stack(), _ -> new ArrayList<>())
                                    .add(
                                            s.scenario()
                                                    + (l.ahead() ? "" : " (its lead undecided)")));
        }
        return new Headline(title(result, leaders), sentences(result));
    }

    private static String title(RunResult result, Map<String, List<String>> leaders) {
        if (leaders.isEmpty()) {
            return notCompared(result).isEmpty()
                    ? "Nothing can be compared yet"
                    : "Nothing can be compared: too few stacks without an error answered the same request";
        }
        List<String> who = new ArrayList<>();
        leaders.forEach((stack, scenarios) -> who.add(stack + " in " + list(scenarios)));
        if (leaders.size() > 1) {
            return (result.rankReversals().isEmpty()
                            ? "The highest throughput moves with the settings: "
                            : "The settings decide who wins: ")
                    + list(who)
                    + (result.rankReversals().isEmpty()
                            ? ", though no rank reversal is decided"
                            : "");
        }
        Map.Entry<String, List<String>> only = leaders.entrySet().iterator().next();
        String stack = only.getKey();
        long led = result.scenarios().stream().filter(s -> s.leader().isPresent()).count();
        if (led < 2 || led < result.scenarios().size()) {
            return stack + " has the highest throughput in " + list(only.getValue());
        }
        return stack
                + " has the highest throughput in every scenario"
                + (result.rankReversals().isEmpty() ? "" : ", but others change places behind it");
    }

    private static List<String> sentences(RunResult result) {
        List<String> sentences = new ArrayList<>();
        long measured =
                result.scenarios().stream()
                        .flatMap(s -> s.rows().stream())
                        .filter(r -> r.trials().measured() > 0)
                        .map(r -> r.stack().stack())
                        .distinct()
                        .count();
        sentences.add(
                say(
                        "%s in %s, %s planned, %s mode; throughput is a multiple of %s.",
                        plural((int) measured, "stack was measured", "stacks were measured"),
                        plural(result.scenarios().size(), "scenario", "scenarios"),
                        plural(result.identity().blocks(), "block", "blocks"),
                        result.identity().mode(),
                        result.identity().referenceStack()));
        sentences.addAll(SliceText.tail(result));
        for (ScenarioResult scenario : result.scenarios()) {
            scenario.leader().ifPresent(l -> sentences.add(leader(scenario.scenario(), l)));
        }
        List<String> left = notCompared(result);
        if (!left.isEmpty()) {
            sentences.add("Not compared: " + list(left) + ".");
        }
        if (result.scenarios().size() > 1) {
            sentences.add(rankReversals(result, (int) measured));
        }
        return sentences;
    }

    private static String leader(String scenario, Leader leader) {
        return say("%s: %s first with %s×", scenario, leader.stack(), figure(leader.ratio()))
                + (leader.ahead() ? ", ahead of " : ", but undecided against ")
                + leader.next()
                + " in second place.";
    }

    /** Rows that were measured and have no part in the comparison, by scenario. */
    private static List<String> notCompared(RunResult result) {
        List<String> left = new ArrayList<>();
        for (ScenarioResult scenario : result.scenarios()) {
            List<String> stacks =
                    scenario.rows().stream()
                            .filter(r -> ReportText.notCompared(r).isPresent())
                            .map(r -> r.stack().stack())
                            .toList();
            if (!stacks.isEmpty()) {
                left.add(
                        (stacks.size() > STACKS_NAMED
                                        ? plural(stacks.size(), "stack", "stacks")
                                        : list(stacks))
                                + " in "
                                + scenario.scenario());
            }
        }
        return left;
    }

    private static String rankReversals(RunResult result, int stacks) {
        int pairs = stacks * (stacks - 1) / 2;
        if (result.rankReversals().isEmpty()) {
            return "No pair of stacks is shown to change places between two scenarios.";
        }
        return say(
                "%s of %s of stacks %s places between two scenarios, each by its own interval.",
                result.rankReversals().size(),
                plural(pairs, "pair", "pairs"),
                result.rankReversals().size() == 1 ? "changes" : "change");
    }
}
