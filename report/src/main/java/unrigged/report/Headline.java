package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.Leader;
import unrigged.inference.RunResult.RankReversal;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.Verdict;

/**
 * The result in words.
 *
 * @param title one sentence of at most {@link #WORDS_MAX} words: who is fastest where
 * @param flips each pair of stacks that changes places, the largest change first
 * @param sentences what was compared, what is decided and what is not
 */
public record Headline(String title, List<String> flips, List<String> sentences) {
    static final int WORDS_MAX = 25;

    private static final int FLIPS_SHOWN = 5;

    /** More stacks than these are counted, not named. */
    private static final int STACKS_NAMED = 3;

    public Headline {
        flips = List.copyOf(flips);
        sentences = List.copyOf(sentences);
    }

    public static Headline of(RunResult result) {
        List<String> flips =
                result.rankReversals().stream()
                        .sorted(Comparator.comparingDouble(Headline::change).reversed())
                        .map(Headline::flip)
                        .toList();
        return new Headline(title(result), flips, sentences(result));
    }

    /** What follows the title: the largest flips, then the sentences. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(flips.subList(0, Math.min(FLIPS_SHOWN, flips.size())));
        if (flips.size() > FLIPS_SHOWN) {
            lines.add(
                    say(
                            "%s more, see JSON.",
                            plural(flips.size() - FLIPS_SHOWN, "such pair", "such pairs")));
        }
        lines.addAll(sentences);
        return lines;
    }

    private static double change(RankReversal flip) {
        return Math.log(flip.ratioThere() / flip.ratio());
    }

    /** A pair that changes places, as a sentence. */
    static String flip(RankReversal flip) {
        return say(
                "%s is %s× %s in %s, %s× in %s.",
                flip.a(),
                figure(flip.ratioThere()),
                flip.b(),
                flip.fasterIn(),
                figure(flip.ratio()),
                flip.slowerIn());
    }

    private static String title(RunResult result) {
        List<ScenarioResult> compared =
                result.scenarios().stream().filter(s -> s.leader().isPresent()).toList();
        if (compared.isEmpty()) {
            if (result.scenarios().stream().allMatch(s -> s.ratePerSecond().isPresent())) {
                return "Open loops: every stack had the same load, and latencies are compared";
            }
            return notCompared(result).isEmpty()
                    ? "Nothing can be compared yet"
                    : "Nothing can be compared: too few stacks without an error answered the same request";
        }
        String named = named(result, compared);
        if (words(named) <= WORDS_MAX) {
            return named;
        }
        return result.rankReversals().isEmpty()
                ? "No stack is fastest in every scenario, and no pair is shown to change places"
                : "The settings decide who is faster: " + changed(result) + " between scenarios";
    }

    private static String named(RunResult result, List<ScenarioResult> compared) {
        Map<String, List<String>> leaders = new LinkedHashMap<>();
        List<ScenarioResult> open = new ArrayList<>();
        for (ScenarioResult s : compared) {
            Leader leader = s.leader().orElseThrow();
            if (leader.ahead()) {
                leaders.computeIfAbsent(leader.stack(), _ -> new ArrayList<>()).add(s.scenario());
            } else {
                open.add(s);
            }
        }
        String places = result.rankReversals().isEmpty() ? "" : "; " + changed(result);
        if (leaders.isEmpty()) {
            return open.size() == 1 && result.scenarios().size() == 1
                    ? firstTwo(open.getFirst())
                    : "Nobody is fastest for certain" + places;
        }
        boolean everywhere =
                leaders.size() == 1 && open.isEmpty() && compared.equals(result.scenarios());
        List<String> who = new ArrayList<>();
        leaders.forEach((stack, scenarios) ->
                who.add(
                        stack
                                + (who.isEmpty() ? " is fastest in " : " in ")
                                + (everywhere && scenarios.size() > 1
                                        ? "every scenario"
                                        : list(scenarios))));
        String undecided =
                open.isEmpty()
                        ? ""
                        : ", nobody for certain in "
                                + list(open.stream().map(ScenarioResult::scenario).toList());
        return (leaders.size() > 1 && !places.isEmpty() ? "The settings decide: " : "")
                + String.join(", ", who)
                + undecided
                + (leaders.size() > 1 ? "" : places);
    }

    private static String firstTwo(ScenarioResult scenario) {
        Leader leader = scenario.leader().orElseThrow();
        return say(
                "%s and %s are first in %s, undecided which of them is faster",
                leader.stack(), leader.next(), scenario.scenario());
    }

    private static String changed(RunResult result) {
        int changed = result.rankReversals().size();
        int stacks = measured(result);
        return say(
                "%d of %s of stacks %s places",
                changed,
                plural(stacks * (stacks - 1) / 2, "pair", "pairs"),
                changed == 1 ? "changes" : "change");
    }

    static int words(String sentence) {
        return sentence.trim().split("\\s+").length;
    }

    private static int measured(RunResult result) {
        return (int)
                result.scenarios().stream()
                        .flatMap(s -> s.rows().stream())
                        .filter(r -> r.trials().measured() > 0)
                        .map(r -> r.stack().stack())
                        .distinct()
                        .count();
    }

    private static List<String> sentences(RunResult result) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                say(
                        "%s in %s, %s%s planned, %s mode; throughput is a multiple of %s.",
                        plural(measured(result), "stack was measured", "stacks were measured"),
                        plural(result.scenarios().size(), "scenario", "scenarios"),
                        result.identity().question().isPresent() ? "at most " : "",
                        plural(result.identity().blocks(), "block", "blocks"),
                        result.identity().mode(),
                        result.identity().referenceStack()));
        sentences.addAll(SliceText.tail(result));
        result.scenarios().forEach(s -> sentences.addAll(decided(s)));
        sentences.addAll(SliceText.outlook(result));
        for (ScenarioResult scenario : result.scenarios()) {
            scenario.leader().ifPresent(l -> sentences.add(leader(scenario.scenario(), l)));
        }
        List<String> left = notCompared(result);
        if (!left.isEmpty()) {
            sentences.add("Not compared: " + list(left) + ".");
        }
        if (result.scenarios().size() > 1 && result.rankReversals().isEmpty()) {
            sentences.add("No pair of stacks is shown to change places between two scenarios.");
        }
        return sentences;
    }

    /** Of the comparisons with the reference stack, which verdict how often. */
    private static List<String> decided(ScenarioResult scenario) {
        Map<Verdict, Integer> counts = new LinkedHashMap<>();
        for (Verdict verdict :
                List.of(Verdict.FASTER, Verdict.SLOWER, Verdict.TIED, Verdict.UNDECIDED)) {
            counts.put(verdict, 0);
        }
        for (Row row : scenario.rows()) {
            if (row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured m) {
                counts.computeIfPresent(m.verdict(), (_, n) -> n + 1);
            }
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((verdict, n) -> {
            if (n > 0) {
                parts.add(n + " " + verdict.shown());
            }
        });
        return parts.isEmpty()
                ? List.of()
                : List.of(
                        say(
                                "%s, against the reference stack: %s.",
                                scenario.scenario(), list(parts)));
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
}
