package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import unrigged.inference.Finding.Severity;

/**
 * A row that has a place among those that were measured, and was not. Last places say nothing
 * wrong; so only a row that others are behind is one.
 *
 * <p>Ranks have to follow the figure in every row that has it: where they only nearly do, they are
 * of something else, which the row may have.
 */
final class UnmeasuredRankCheck implements TableCheck {
    private static final int ROWS_MIN = 5;
    private static final List<Quantity> FIGURES =
            List.of(
                    Quantity.THROUGHPUT,
                    Quantity.LATENCY_MEAN,
                    Quantity.LATENCY_QUANTILE,
                    Quantity.RATIO,
                    Quantity.REQUESTS,
                    Quantity.OK_ANSWERS,
                    Quantity.BANDWIDTH,
                    Quantity.OTHER);

    @Override
    public LintRule rule() {
        return LintRule.UNMEASURED_RANK;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        List<Ranking> rankings =
                Ranking.all(table).stream()
                        .filter(ranking ->
                                ranking.complete() && measured(ranking).length >= ROWS_MIN)
                        .toList();
        rankings.forEach(ranking -> ranked(table, ranking, findings));
        List<Column> scores = table.all(Quantity.SUM);
        scores.forEach(score -> scored(table, score, findings));
        return rankings.isEmpty() && scores.isEmpty()
                ? new CheckOutcome.NotChecked(
                        "ranks that follow a figure in at least %d rows, or a score, are needed"
                                .formatted(ROWS_MIN))
                : new CheckOutcome.Checked(findings);
    }

    private static int[] measured(Ranking ranking) {
        return IntStream.of(ranking.rows())
                .filter(row -> ranking.figure().numbers().value(row) > 0)
                .toArray();
    }

    private static void ranked(UnderstoodTable table, Ranking ranking, List<TableFinding> to) {
        Column rank = ranking.rank();
        Column figure = ranking.figure();
        int[] measured = measured(ranking);
        int group = table.rows().group(measured[0]);
        LintFindings all = new LintFindings(LintRule.UNMEASURED_RANK, Severity.WARNING, table);
        Numbers ranks = rank.numbers();
        for (int row = ranks.next(0); row >= 0; row = ranks.next(row + 1)) {
            boolean none = !figure.numbers().has(row) || figure.numbers().value(row) < 0;
            if (!none || table.rows().group(row) != group) {
                continue;
            }
            double own = ranks.value(row);
            long behind = Arrays.stream(measured).filter(at -> ranks.value(at) > own).count();
            if (behind > 0) {
                String written = table.source().text(row, figure.index());
                all.add(
                        row,
                        (double) behind,
                        say(
                                "rank %s with %s, before %d rows that have one",
                                Figures.of(own),
                                written.isEmpty() ? "nothing" : "'" + written + "'",
                                behind),
                        rank,
                        figure);
            }
        }
        all.finding(
                        "'%s' ranks rows whose '%s' was not measured"
                                .formatted(rank.name(), figure.name()))
                .ifPresent(to::add);
    }

    /** A score of rows that have no figure at all. */
    private static void scored(UnderstoodTable table, Column score, List<TableFinding> to) {
        List<Column> figures =
                table.columns(FIGURES.toArray(Quantity[]::new))
                        .filter(column -> column.numbers().count() >= ROWS_MIN)
                        .toList();
        if (figures.isEmpty()) {
            return;
        }
        LintFindings all = new LintFindings(LintRule.UNMEASURED_RANK, Severity.WARNING, table);
        Numbers scores = score.numbers();
        for (int row = scores.next(0); row >= 0; row = scores.next(row + 1)) {
            int at = row;
            if (scores.value(row) > 0
                    && figures.stream().noneMatch(column -> column.numbers().has(at))) {
                all.add(
                        row,
                        scores.value(row),
                        say(
                                "'%s' is %s, and no figure of the row is there",
                                score.name(), Figures.of(scores.value(row))),
                        score);
            }
        }
        all.finding("'%s' is of rows that were not measured".formatted(score.name()))
                .ifPresent(to::add);
    }
}
