package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.Optional;

/** A percentile of the latencies of all answers of a cell, or why there are too few for one. */
public sealed interface Percentile extends Figure {
    /**
     * Answers below which the P50 is not a number but luck: the ranks of a 95 % interval of a
     * median are ±√n from the middle (binomial), here ±10 of 100.
     */
    long ANSWERS_FOR_P50 = 100;

    /**
     * The same for P99: ten thousand answers leave a hundred above it, whose count is known to ±20
     * % (binomial, 95 %). Source: docs/method.md.
     */
    long ANSWERS_FOR_P99 = 10_000;

    /** Answers that one trial needs for its P99 to count in a ratio. */
    long ANSWERS_OF_A_TRIAL_FOR_P99 = 3_000;

    /**
     * A number.
     *
     * @param ms counted from each request's intended start
     * @param interval 95 %; empty where trials had processes of their own
     */
    record Resolved(double ms, long answers, Optional<Interval.Bounded> interval)
            implements Percentile {
        Resolved(double ms, long answers) {
            this(ms, answers, Optional.empty());
        }
    }

    record Unresolved(String why) implements Percentile {}

    /** The highest latency equivalent to the percentile, as HdrHistogram counts it, from µs. */
    static Percentile of(LatencyCounts latencies, double percent, long answersNeeded) {
        long answers = latencies.total();
        if (answers == 0) {
            return new Unresolved("no latencies were recorded");
        }
        if (answers < answersNeeded) {
            return new Unresolved(say("%,d answers, %,d needed", answers, answersNeeded));
        }
        return new Resolved(latencies.atPercentile(percent) / 1e3, answers);
    }
}
