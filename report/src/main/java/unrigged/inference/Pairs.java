package unrigged.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import unrigged.inference.SliceComparison.Estimate;
import unrigged.inference.Verdict.Better;

/**
 * All pairs of one scenario's stacks, without going over the reference stack, and judged together:
 * {@link StepDown}.
 */
final class Pairs {
    private record Pair(String a, String b) {}

    private final Map<Pair, Ratio.Measured> ratios = new LinkedHashMap<>();
    private final Map<String, Integer> better = new TreeMap<>();
    private final Map<String, Integer> worse = new TreeMap<>();

    /**
     * @param comparison of two stacks; empty when they are not compared
     */
    Pairs(
            Look look,
            List<String> stacks,
            BiFunction<String, String, Optional<Estimate>> comparison,
            Better direction) {
        List<Pair> pairs = new ArrayList<>();
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < stacks.size(); i++) {
            for (int j = i + 1; j < stacks.size(); j++) {
                Pair pair = new Pair(stacks.get(i), stacks.get(j));
                comparison
                        .apply(pair.a, pair.b)
                        .ifPresent(estimate -> {
                            pairs.add(pair);
                            estimates.add(estimate);
                        });
            }
        }
        List<Ratio.Measured> judged = SliceFamily.judged(look, estimates, direction);
        for (int i = 0; i < judged.size(); i++) {
            add(pairs.get(i), judged.get(i));
        }
    }

    private void add(Pair pair, Ratio.Measured ratio) {
        ratios.put(pair, ratio);
        int aBetter = ratio.verdict() == Verdict.FASTER ? 1 : 0;
        int bBetter = ratio.verdict() == Verdict.SLOWER ? 1 : 0;
        better.merge(pair.a, bBetter, Integer::sum);
        worse.merge(pair.a, aBetter, Integer::sum);
        better.merge(pair.b, aBetter, Integer::sum);
        worse.merge(pair.b, bBetter, Integer::sum);
    }

    /** The first stack as a multiple of the second; empty when they were not compared. */
    Optional<Ratio.Measured> ratio(String a, String b) {
        Ratio.Measured known = ratios.get(new Pair(a, b));
        return known != null
                ? Optional.of(known)
                : Optional.ofNullable(ratios.get(new Pair(b, a))).map(Ratio.Measured::inverse);
    }

    /** Empty when the stack was compared with nobody. */
    Optional<RankSet> ranks(String stack) {
        Integer above = better.get(stack);
        Integer below = worse.get(stack);
        return above == null || below == null
                ? Optional.empty()
                : Optional.of(new RankSet(1 + above, better.size() - below));
    }

    /** The pairs among these stacks that are undecided, each with the ratio of its first stack. */
    List<Undecided> undecided(Set<String> among) {
        List<Undecided> undecided = new ArrayList<>();
        ratios.forEach((pair, ratio) -> {
            if (ratio.verdict() == Verdict.UNDECIDED
                    && among.contains(pair.a)
                    && among.contains(pair.b)) {
                undecided.add(new Undecided(pair.a, pair.b, ratio));
            }
        });
        return undecided;
    }

    Set<String> stacks() {
        return better.keySet();
    }

    /** Those that nobody is shown to be better than. */
    Set<String> champions() {
        Set<String> champions = new TreeSet<>();
        better.forEach((stack, above) -> {
            if (above == 0) {
                champions.add(stack);
            }
        });
        return champions;
    }

    /** How many pairs are compared. */
    int count() {
        return ratios.size();
    }
}
