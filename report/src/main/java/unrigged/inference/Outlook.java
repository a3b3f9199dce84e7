package unrigged.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Question;

/**
 * What more blocks would decide. A run that goes on is looked at again, so what counts is the
 * anytime interval, whatever the run has had so far: see {@link AnytimeInterval}.
 */
public final class Outlook {
    /** More blocks than these are no offer. */
    public static final int BLOCKS_MAX = 200;

    private final Question question;
    private final String referenceStack;
    private final List<String> scenarios;

    Outlook(RunStarted run) {
        this.question =
                run.question()
                        .flatMap(id ->
                                Stream.of(Question.values())
                                        .filter(q -> q.id().equals(id))
                                        .findFirst())
                        .orElse(Question.REFERENCE);
        this.referenceStack = run.referenceStack();
        this.scenarios = run.scenarios();
    }

    /** Soonest first. */
    List<OpenComparison> of(Analysis analysis) {
        List<OpenComparison> open = new ArrayList<>();
        for (String scenario : scenarios) {
            List<Undecided> undecided = undecided(analysis, scenario);
            for (Undecided one : undecided) {
                OptionalInt blocks = one.blocksToDecide(undecided.size());
                open.add(
                        new OpenComparison(
                                scenario,
                                one.a(),
                                one.b(),
                                one.ratio().point(),
                                blocks.isPresent()
                                        ? OptionalInt.of(blocks.getAsInt() - one.blocks())
                                        : blocks));
            }
        }
        open.sort(
                Comparator.comparingInt((OpenComparison c) -> c.moreBlocks().orElse(BLOCKS_MAX + 1))
                        .thenComparing(OpenComparison::scenario)
                        .thenComparing(OpenComparison::a));
        return open;
    }

    /** The comparisons of the question; of a plan of a fixed length, with the reference stack. */
    List<Undecided> undecided(Analysis analysis, String scenario) {
        if (question.ofReference()) {
            List<Undecided> undecided = new ArrayList<>();
            analysis.ratios(scenario)
                    .forEach((stack, ratio) -> {
                        if (ratio.verdict() == Verdict.UNDECIDED) {
                            undecided.add(new Undecided(stack, referenceStack, ratio));
                        }
                    });
            return undecided;
        }
        Pairs pairs = analysis.pairs(scenario);
        return pairs.undecided(question == Question.TOP ? pairs.champions() : pairs.stacks());
    }

    /** How many comparisons the question has in the scenario. */
    int comparisons(Analysis analysis, String scenario) {
        if (question.ofReference()) {
            return (int)
                    analysis.ratios(scenario).values().stream()
                            .filter(ratio -> ratio.verdict() != Verdict.REFERENCE)
                            .count();
        }
        Pairs pairs = analysis.pairs(scenario);
        return pairs.count();
    }

    /**
     * With how many blocks a comparison is decided.
     *
     * @param difference of logarithms
     * @param spread standard deviation of a block's
     * @param comparisons that are judged together
     */
    public static OptionalInt blocks(double difference, double spread, int comparisons) {
        return blocks(difference, spread, comparisons, 2);
    }

    static OptionalInt blocks(double difference, double spread, int comparisons, int from) {
        double alpha = AnytimeInterval.ALPHA / Math.max(1, comparisons);
        double band = Math.log1p(Verdict.TIE_BAND);
        double size = Math.abs(difference);
        for (int n = from; spread > 0 && n <= from + BLOCKS_MAX; n++) {
            double half = AnytimeInterval.halfWidth(n, spread, alpha);
            if (half < size || size + half < band) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }
}
