package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.inference.Finding.Severity;
import unrigged.lint.Quantity.Dimension;
import unrigged.lint.SharedScale.Range;

/**
 * A score that is put together from columns with weights: their ratios to the best of the table, or
 * the figures themselves, by an arithmetic, harmonic or geometric mean. Its unit is what most rows
 * agree on, since each row's digits leave an interval of it.
 */
final class ScoreMismatchCheck implements TableCheck {
    private static final double SHARE = 0.75;
    private static final int ROWS_MIN = 5;
    private static final int PARTS_MIN = 2;

    /** How the parts are put together. */
    private enum Made {
        ARITHMETIC("weighted mean"),
        HARMONIC("weighted harmonic mean"),
        GEOMETRIC("weighted geometric mean");

        private final String words;

        Made(String words) {
            this.words = words;
        }

        double of(double[] parts, double[] weights) {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < parts.length; i++) {
                all += weights[i];
                sum +=
                        weights[i]
                                * switch (this) {
                                    case ARITHMETIC -> parts[i];
                                    case HARMONIC -> 1 / parts[i];
                                    case GEOMETRIC -> Math.log(parts[i]);
                                };
            }
            return switch (this) {
                case ARITHMETIC -> sum / all;
                case HARMONIC -> all / sum;
                case GEOMETRIC -> Math.exp(sum / all);
            };
        }
    }

    @Override
    public LintRule rule() {
        return LintRule.SCORE_MISMATCH;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        List<Column> scores = table.columns(Quantity.SUM, Quantity.AVERAGE).toList();
        for (Column score : scores) {
            Optional<Score> best = best(table, score);
            if (best.isPresent()) {
                applied = true;
                best.get().mismatches().ifPresent(findings::add);
            }
        }
        if (applied) {
            return new CheckOutcome.Checked(findings);
        }
        return new CheckOutcome.NotChecked(
                scores.isEmpty() || !table.weights().isEmpty()
                        ? "a score that follows from columns with weights, in at least %d rows, is needed"
                                .formatted(ROWS_MIN)
                        : "what the columns weigh in the score is needed (--weights \"json=1,query=0.75\")");
    }

    /** The way in which the most rows agree, if most do. */
    private static Optional<Score> best(UnderstoodTable table, Column score) {
        List<Column> parts =
                table.columns().stream()
                        .filter(column ->
                                table.weights().getOrDefault(column.index(), 0.0) > 0
                                        && column.index() != score.index())
                        .toList();
        if (parts.size() < PARTS_MIN) {
            return Optional.empty();
        }
        Score best = null;
        for (Made made : Made.values()) {
            for (boolean ratios : new boolean[] {true, false}) {
                Score own = new Score(table, score, parts, made, ratios);
                if (own.rows.size() >= ROWS_MIN
                        && own.agree() >= SHARE * own.rows.size()
                        && (best == null || own.agree() > best.agree())) {
                    best = own;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A score as it may be made. */
    private static final class Score {
        private final UnderstoodTable table;
        private final Column score;
        private final List<Column> parts;
        private final Made made;
        private final boolean ratios;
        private final double[] weights;
        private final double[] bests;
        private final List<Integer> rows = new ArrayList<>();
        private final List<Range> ranges = new ArrayList<>();
        private final Optional<SharedScale> scale;

        Score(UnderstoodTable table, Column score, List<Column> parts, Made made, boolean ratios) {
            this.table = table;
            this.score = score;
            this.parts = parts;
            this.made = made;
            this.ratios = ratios;
            weights =
                    parts.stream()
                            .mapToDouble(part -> table.weights().getOrDefault(part.index(), 0.0))
                            .toArray();
            bests = parts.stream().mapToDouble(Score::best).toArray();
            Numbers scores = score.numbers();
            for (int row = scores.next(0); row >= 0; row = scores.next(row + 1)) {
                int at = row;
                if (scores.min(row) > 0
                        && parts.stream()
                                .allMatch(p -> p.numbers().has(at) && p.numbers().min(at) > 0)) {
                    rows.add(row);
                    ranges.add(
                            new Range(
                                    scores.min(row) / together(row, 1),
                                    scores.max(row) / together(row, -1)));
                }
            }
            scale = SharedScale.of(ranges);
        }

        private static boolean falling(Column part) {
            return part.quantity().dimension() == Dimension.TIME;
        }

        private static double best(Column part) {
            Numbers numbers = part.numbers();
            double best = falling(part) ? Double.MAX_VALUE : 0;
            for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
                double value = numbers.value(row);
                best =
                        falling(part)
                                ? value > 0 ? Math.min(best, value) : best
                                : Math.max(best, value);
            }
            return best;
        }

        int agree() {
            return scale.map(SharedScale::rows).orElse(0);
        }

        /**
         * One of the parts in a row.
         *
         * @param end of what its digits leave: 1 for that which gives the highest score, −1 for the
         *     lowest, 0 for the figure as it is written
         */
        private double part(int i, int row, int end) {
            Numbers numbers = parts.get(i).numbers();
            boolean falling = ratios && falling(parts.get(i));
            double half = numbers.half(row);
            double value = numbers.value(row) + (falling ? -end : end) * half;
            if (!ratios) {
                return value;
            }
            return falling ? bests[i] / value : value / bests[i];
        }

        private double together(int row, int end) {
            double[] all = new double[parts.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = part(i, row, end);
            }
            return made.of(all, weights);
        }

        Optional<TableFinding> mismatches() {
            LintFindings all = new LintFindings(LintRule.SCORE_MISMATCH, Severity.ERROR, table);
            SharedScale shared = scale.orElseThrow();
            Column[] columns = {score};
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                if (shared.within(ranges.get(i))) {
                    continue;
                }
                double mean = together(row, 0);
                double right = mean * shared.middle();
                double written = score.numbers().value(row);
                all.add(
                        row,
                        Math.max(right / written, written / right),
                        say(
                                "%s of %s is %s, × %s as in the other rows = %s, the table has %s",
                                made.words,
                                weighted(row),
                                Figures.of(mean),
                                Figures.of(shared.middle()),
                                Figures.of(right),
                                Figures.of(written)),
                        columns);
            }
            return all.finding(
                    "'%s' is not the %s of %s"
                            .formatted(
                                    score.name(),
                                    made.words,
                                    ratios
                                            ? "the ratios to the best in the columns beside it"
                                            : "the columns beside it"));
        }

        private String weighted(int row) {
            List<String> each = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                each.add(Figures.of(part(i, row, 0)) + " (" + Figures.of(weights[i]) + ")");
            }
            return each.stream().collect(Collectors.joining(", "));
        }
    }
}
