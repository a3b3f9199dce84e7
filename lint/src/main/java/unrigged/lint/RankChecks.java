package unrigged.lint;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Ranks follow the order of a figure; rows that are written alike have no order. */
final class RankChecks {
    private static final String NEEDED =
            "ranks and the figure that they follow, in at least %d rows, are needed";

    /** Rows whose ranks are not in the order of the figure. */
    static final TableCheck ORDER = new RankCheck(LintRule.RANK_MISMATCH, Ranking::outOfOrder);

    /** Rows whose ranks differ and whose figures do not. */
    static final TableCheck ROUNDING = new RankCheck(LintRule.ROUNDING_DECIDES, Ranking::alike);

    private RankChecks() {}

    private record RankCheck(
            LintRule rule, BiFunction<Ranking, UnderstoodTable, Optional<TableFinding>> check)
            implements TableCheck {
        @Override
        public CheckOutcome of(UnderstoodTable table) {
            List<Ranking> rankings = Ranking.all(table);
            return rankings.isEmpty()
                    ? new CheckOutcome.NotChecked(NEEDED.formatted(Ranking.ROWS_MIN))
                    : new CheckOutcome.Checked(
                            rankings.stream()
                                    .map(ranking -> check.apply(ranking, table))
                                    .flatMap(Optional::stream)
                                    .toList());
        }
    }
}
