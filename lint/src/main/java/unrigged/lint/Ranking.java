package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import unrigged.inference.Finding.Severity;

/** Rows by rank, beside a figure that should fall, or rise, with it. */
final class Ranking {
    private static final double SHARE = 0.75;
    static final int ROWS_MIN = 4;

    private final Column rank;
    private final Column figure;
    private final boolean falling;
    private final int[] rows;

    /** Places in {@link #rows} of the longest chain of rows whose figures are in order. */
    private final BitSet inOrder;

    private Ranking(Column rank, Column figure, boolean falling, int[] rows) {
        this.rank = rank;
        this.figure = figure;
        this.falling = falling;
        this.rows = rows;
        inOrder = longestChain();
    }

    private static Ranking of(List<Integer> group, Column rank, Column figure, boolean falling) {
        List<Integer> rows = new ArrayList<>(group);
        rows.removeIf(row -> !rank.numbers().has(row) || !figure.numbers().has(row));
        rows.sort(Comparator.comparingDouble(rank.numbers()::value));
        return new Ranking(
                rank, figure, falling, rows.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Of each group of rows the figure that its ranks follow; none where they follow none. */
    static List<Ranking> all(UnderstoodTable table) {
        List<Ranking> all = new ArrayList<>();
        for (Column rank : table.all(Quantity.RANK)) {
            for (List<Integer> group : table.rows().groups()) {
                Ranking best = null;
                for (Column figure :
                        table.columns(
                                        Quantity.THROUGHPUT,
                                        Quantity.RATIO,
                                        Quantity.LATENCY_MEAN,
                                        Quantity.LATENCY_QUANTILE,
                                        Quantity.SUM,
                                        Quantity.AVERAGE)
                                .toList()) {
                    for (boolean falling : new boolean[] {true, false}) {
                        Ranking own = Ranking.of(group, rank, figure, falling);
                        if (own.rows.length >= ROWS_MIN
                                && own.inOrder.cardinality() >= SHARE * own.rows.length
                                && (best == null
                                        || own.inOrder.cardinality()
                                                > best.inOrder.cardinality())) {
                            best = own;
                        }
                    }
                }
                if (best != null) {
                    all.add(best);
                }
            }
        }
        return all;
    }

    private double key(int at) {
        double value = figure.numbers().value(rows[at]);
        return falling ? -value : value;
    }

    /** Patience sorting: the longest subsequence that does not fall. */
    private BitSet longestChain() {
        int[] before = new int[rows.length];
        int[] ends = new int[rows.length];
        int length = 0;
        for (int i = 0; i < rows.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (key(ends[middle]) <= key(i)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        BitSet chain = new BitSet();
        for (int at = length == 0 ? -1 : ends[length - 1]; at >= 0; at = before[at]) {
            chain.set(at);
        }
        return chain;
    }

    Optional<TableFinding> outOfOrder(UnderstoodTable table) {
        LintFindings all = new LintFindings(LintRule.RANK_MISMATCH, Severity.ERROR, table);
        double[] sorted =
                Arrays.stream(rows)
                        .mapToDouble(figure.numbers()::value)
                        .map(value -> falling ? -value : value)
                        .sorted()
                        .toArray();
        for (int at = inOrder.nextClearBit(0);
                at < rows.length;
                at = inOrder.nextClearBit(at + 1)) {
            double own = key(at);
            long better = Arrays.stream(sorted).filter(value -> value < own).count();
            all.add(
                    rows[at],
                    (double) Math.abs(better - at),
                    say(
                            "rank %s with %s, which %d rows are ahead of",
                            Figures.of(rank.numbers().value(rows[at])),
                            Figures.of(figure, figure.numbers().value(rows[at])),
                            better),
                    rank,
                    figure);
        }
        return all.finding(
                "'%s' does not follow the order of '%s'".formatted(rank.name(), figure.name()));
    }

    Optional<TableFinding> alike(UnderstoodTable table) {
        LintFindings all = new LintFindings(LintRule.ROUNDING_DECIDES, Severity.WARNING, table);
        for (int at = 1; at < rows.length; at++) {
            double a = rank.numbers().value(rows[at - 1]);
            double b = rank.numbers().value(rows[at]);
            if (key(at) == key(at - 1) && a != b) {
                String both = Figures.of(figure, figure.numbers().value(rows[at]));
                all.add(
                        rows[at],
                        0,
                        say(
                                "rank %s, and %s rank %s, both with %s",
                                Figures.of(b), table.label(rows[at - 1]), Figures.of(a), both),
                        rank,
                        figure);
            }
        }
        return all.finding(
                "Rows whose '%s' is written alike have different ranks".formatted(figure.name()));
    }

    /** The rows that have a rank and the figure, by rank. */
    int[] rows() {
        return rows;
    }

    /** Whether every rank follows the figure. */
    boolean complete() {
        return inOrder.cardinality() == rows.length;
    }

    Column rank() {
        return rank;
    }

    Column figure() {
        return figure;
    }
}
