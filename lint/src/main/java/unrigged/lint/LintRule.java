package unrigged.lint;

import static unrigged.inference.Finding.Severity.ERROR;
import static unrigged.inference.Finding.Severity.NOTE;
import static unrigged.inference.Finding.Severity.WARNING;

import java.util.List;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Rule;

/** Every rule that can raise a finding about a table. docs/findings has a page for each. */
public enum LintRule implements Rule {
    CLOSED_LOOP(
            "closed-loop",
            "throughput × (mean latency + think time) differs from the requests in flight; threshold: more than 3 % above, or 20 % below (50 % with pipelining); where connections are not known, 8 % from the rows' median",
            "Ask what the latency column measures and over which requests: in a closed loop the mean latency is N / throughput. If requests were sent at a rate of their own, say --open-loop.",
            ERROR,
            WARNING),
    PERCENTILE_ORDER(
            "percentile-order",
            "a lower percentile above a higher one, the shortest and longest time among them; threshold: more than their rounding",
            "One of the two columns is mislabelled, from another run, or computed otherwise than from all latencies.",
            ERROR),
    MEAN_BOUNDS(
            "mean-bounds",
            "a mean that no latencies with these percentiles can have; threshold: more than the rounding of all figures that take part",
            "Mean and percentiles are not of the same requests: look which of them leaves out errors or timeouts.",
            ERROR),
    DEVIATION_BOUNDS(
            "deviation-bounds",
            "a standard deviation that no latencies with this mean, median, shortest and longest time can have; threshold: more than the rounding of all figures that take part",
            "The deviation is not of the same requests as the other figures.",
            ERROR),
    COUNT_MISMATCH(
            "count-mismatch",
            "the requests counted differ from throughput × duration; threshold: more than 5 % and one request of each connection",
            "Ask over which time, or how many runs, the counts and the throughput were taken.",
            ERROR),
    DERIVED_LATENCY(
            "derived-latency",
            "a column of latencies is 1 / throughput in every row; threshold: no further from it than rounding",
            "Use the latencies that were measured: ab's \"time per request, across all concurrent requests\" is the throughput once more.",
            WARNING),
    EQUAL_COLUMNS(
            "equal-columns",
            "two columns that say different things are equal in every row of a group; threshold: all of at least five rows with different values",
            "One of the columns was filled with the other's figures: use neither until it is known which.",
            WARNING),
    SENTINEL_VALUE(
            "sentinel-value",
            "a negative time or rate, or a zero where the row has other figures; threshold: any",
            "Leave the cell empty: what was not measured is no value, and must not be ranked or averaged.",
            ERROR,
            WARNING),
    TIME_LIMIT(
            "time-limit",
            "the longest time is the run's whole duration, or in the rows with errors a limit of the tool; threshold: from 95 % of the duration, within 5 % of 1, 2, 5, 10, 30 or 60 s",
            "The slowest requests were cut off or never answered: latencies and percentiles speak of the others.",
            WARNING),
    FAILURES_LEFT_OUT(
            "failures-left-out",
            "failed requests in a row that is compared with others; threshold: more than 1 % of its requests",
            "Do not compare the row: an error can be cheaper or dearer than an answer, and percentiles may leave it out.",
            WARNING),
    IMPOSSIBLE_THROUGHPUT(
            "impossible-throughput",
            "throughput above what the stated delay allows; threshold: more than 2 % above K / delay, K the smallest of requests in flight and pool size",
            "Not every request waited: look for a cache, a shared query, or another delay than the one that is stated.",
            ERROR),
    IMPOSSIBLE_LATENCY(
            "impossible-latency",
            "a mean, median or shortest latency below the stated delay; threshold: more than its rounding and 1 %",
            "Not every request waited: look for a cache, a shared query, or another delay than the one that is stated.",
            ERROR),
    SORTED_SERIES(
            "sorted-series",
            "three or more columns of the same figure all fall, or all rise, down the table; threshold: strictly, over at least six rows, with neighbours within 5 % in each column",
            "Compare with the raw results: each column may have been sorted by itself, so that its numbers are beside other labels.",
            WARNING),
    RATIO_MISMATCH(
            "ratio-mismatch",
            "a ratio is not the quotient of the figures beside it; threshold: more than the rounding of all three",
            "Compute the ratios again from the figures.",
            ERROR),
    RANK_MISMATCH(
            "rank-mismatch",
            "a rank does not follow the order of the figure that the others follow; threshold: any, where at least three in four rows follow it",
            "Rank again by the figure.",
            ERROR),
    SUM_MISMATCH(
            "sum-mismatch",
            "a sum, mean or score is not that of the columns beside it; threshold: more than rounding, where at least three in four rows are",
            "Compute it again from the columns.",
            ERROR),
    SCORE_MISMATCH(
            "score-mismatch",
            "a score is not the weighted mean that the other rows' scores are; threshold: more than the rounding of all figures, where at least three in four rows and five agree",
            "Compute the score again from the columns and their weights.",
            ERROR),
    ROUNDING_DECIDES(
            "rounding-decides",
            "different ranks for rows whose figures are written alike; threshold: any",
            "Give both rows the same rank, or write the figure with the digits that decide.",
            WARNING),
    UNMEASURED_RANK(
            "unmeasured-rank",
            "a row without the figure that all ranks follow is ranked before one that has it, or a row without any figure has a score; threshold: any, where at least five rows have the figure",
            "Leave the rank or the score empty, or name what it is of.",
            WARNING),
    AVERAGED_RUNS(
            "averaged-runs",
            "rows that are the sum or the mean of rows measured under other conditions; threshold: in three of four such rows, and at least three, no further from it than rounding",
            "Compare condition by condition: a mean of percentiles is no percentile, and a mean of rates is not the rate of the whole.",
            WARNING),
    BYTES_PER_ANSWER(
            "bytes-per-answer",
            "bandwidth / throughput differs from the median of the rows measured alike; threshold: by more than a factor of 2; rows whose label is another's with an addition are variants, and not looked at",
            "Look at the answers: another body is other work; other headers alone rarely double an answer.",
            WARNING),
    BELOW_NOISE(
            "below-noise",
            "neighbours in order are closer than the spread that the table itself shows; threshold: the square root of the sum of both squared deviations; where rows are repeated, two standard errors of the difference",
            "Call them undecided, or give an interval of the mean from more runs.",
            NOTE),
    SYN_RETRY(
            "syn-retry",
            "percentiles of some rows are a second (3 or 7) above their median, where no other row's are near; threshold: within 15 % of 1, 3 or 7 s, and at least twice as long as any other row's",
            "The percentile is the kernel's wait before it repeats a connection request that was dropped: raise the listen backlog and measure again.",
            ERROR),
    TABLES_DIFFER(
            "tables-differ",
            "two tables give different values of what is otherwise the same column; threshold: more than rounding, where at least eight in ten rows and five agree",
            "Ask which of the two was measured.",
            ERROR);

    @SuppressWarnings("ImmutableEnumChecker") // nothing of it can be changed
    private final Text text;

    LintRule(String id, String raisedBy, String remedy, Severity... severities) {
        text = new Text(id, raisedBy, remedy, List.of(severities));
    }

    @Override
    public Text text() {
        return text;
    }
}
