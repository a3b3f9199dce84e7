package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.inference.Finding.Severity;
import unrigged.lint.SharedScale.Range;

/**
 * A ratio is a figure over the reference's, or the other way round. The reference is what most rows
 * agree on: each row's digits leave an interval of it.
 */
final class RatioMismatchCheck implements TableCheck {
    private static final double SHARE = 0.75;
    private static final int ROWS_MIN = 4;

    @Override
    public LintRule rule() {
        return LintRule.RATIO_MISMATCH;
    }

    /** A ratio beside the figure that it is of. */
    private record Pair(UnderstoodTable table, Column ratio, Column figure, boolean inverse) {
        /** What the reference's figure can be by this row; empty without both. */
        Optional<Range> reference(int row) {
            Numbers r = ratio.numbers();
            Numbers x = figure.numbers();
            if (!r.has(row) || !x.has(row) || !(r.min(row) > 0) || !(x.min(row) > 0)) {
                return Optional.empty();
            }
            return Optional.of(
                    inverse
                            ? new Range(x.min(row) * r.min(row), x.max(row) * r.max(row))
                            : new Range(x.min(row) / r.max(row), x.max(row) / r.min(row)));
        }

        /** Those of some rows that have both. */
        List<Integer> both(List<Integer> rows) {
            return rows.stream().filter(row -> reference(row).isPresent()).toList();
        }

        Optional<SharedScale> scale(List<Integer> rows) {
            return SharedScale.of(rows.stream().map(row -> reference(row).orElseThrow()).toList());
        }
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Column ratio : table.all(Quantity.RATIO)) {
            Optional<Agreement> best = best(table, ratio);
            if (best.isPresent()) {
                applied = true;
                best.get().mismatches().ifPresent(findings::add);
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "a ratio and the figure that it is of, in at least %d rows, are needed"
                                .formatted(ROWS_MIN));
    }

    /** The figure that the ratio agrees with in the most rows, if it does in most. */
    private static Optional<Agreement> best(UnderstoodTable table, Column ratio) {
        List<Column> named =
                table.columns().stream()
                        .filter(column ->
                                column.numbers().count() > 0
                                        && !column.is(Quantity.RATIO)
                                        && !column.is(Quantity.OTHER)
                                        && ratio.series().contains(column.quantity().words()))
                        .toList();
        List<Column> figures =
                named.isEmpty()
                        ? table.columns(Quantity.THROUGHPUT, Quantity.LATENCY_MEAN).toList()
                        : named;
        Agreement best = null;
        for (Column figure : figures) {
            for (boolean inverse : new boolean[] {false, true}) {
                Agreement own = Agreement.of(new Pair(table, ratio, figure, inverse));
                if (own.rows() >= ROWS_MIN
                        && own.agree() >= SHARE * own.rows()
                        && (best == null || own.agree() > best.agree())) {
                    best = own;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * How far a pair agrees: over the whole table or group by group, whichever is more.
     *
     * @param scales what the reference's figure is, of each list of rows
     */
    private record Agreement(
            Pair pair, List<List<Integer>> groups, List<SharedScale> scales, int rows, int agree) {
        static Agreement of(Pair pair) {
            List<List<Integer>> groups = pair.table().rows().groups();
            List<Integer> all = groups.stream().flatMap(List::stream).sorted().toList();
            Agreement whole = of(pair, List.of(pair.both(all)));
            if (groups.size() == 1 || whole.agree() == whole.rows()) {
                return whole;
            }
            List<List<Integer>> each = groups.stream().map(pair::both).toList();
            Agreement parts = of(pair, each);
            return parts.agree() > whole.agree() ? parts : whole;
        }

        private static Agreement of(Pair pair, List<List<Integer>> groups) {
            List<List<Integer>> kept =
                    groups.stream().filter(rows -> rows.size() >= ROWS_MIN).toList();
            List<SharedScale> scales =
                    kept.stream().map(rows -> pair.scale(rows).orElseThrow()).toList();
            return new Agreement(
                    pair,
                    kept,
                    scales,
                    kept.stream().mapToInt(List::size).sum(),
                    scales.stream().mapToInt(SharedScale::rows).sum());
        }

        Optional<TableFinding> mismatches() {
            LintFindings all =
                    new LintFindings(LintRule.RATIO_MISMATCH, Severity.ERROR, pair.table());
            Column ratio = pair.ratio();
            Column figure = pair.figure();
            for (int i = 0; i < groups.size(); i++) {
                SharedScale scale = scales.get(i);
                for (int row : groups.get(i)) {
                    if (scale.within(pair.reference(row).orElseThrow())) {
                        continue;
                    }
                    double value = figure.numbers().value(row);
                    double reference = scale.middle();
                    double right = pair.inverse() ? reference / value : value / reference;
                    double written = ratio.numbers().value(row);
                    all.add(
                            row,
                            Math.max(right / written, written / right),
                            say(
                                    "%s / %s = %s, the table has %s",
                                    Figures.of(figure, pair.inverse() ? reference : value),
                                    Figures.of(figure, pair.inverse() ? value : reference),
                                    Figures.of(right),
                                    Figures.of(written)),
                            ratio,
                            figure);
                }
            }
            return all.finding(
                    "'%s' is not the ratio of '%s' to the reference"
                            .formatted(ratio.name(), figure.name()));
        }
    }
}
