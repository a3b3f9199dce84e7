package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.inference.Finding.Severity;

/** A column of sums, means or scores beside the columns that it is made of. */
final class SumMismatchCheck implements TableCheck {
    private static final double SHARE = 0.75;
    private static final int ROWS_MIN = 4;
    private static final int PARTS_MIN = 2;
    private static final List<Quantity> PARTS =
            List.of(
                    Quantity.THROUGHPUT,
                    Quantity.LATENCY_MEAN,
                    Quantity.RATIO,
                    Quantity.RANK,
                    Quantity.OTHER);

    /** What the columns are put together by. */
    private enum Made {
        SUM("sum"),
        MEAN("mean"),
        GEOMETRIC_MEAN("geometric mean");

        private final String words;

        Made(String words) {
            this.words = words;
        }

        /** From the lower or the upper ends of all parts. */
        double of(double[] parts) {
            double sum = 0;
            double logs = 0;
            for (double part : parts) {
                sum += part;
                logs += Math.log(Math.max(part, Double.MIN_NORMAL));
            }
            return switch (this) {
                case SUM -> sum;
                case MEAN -> sum / parts.length;
                case GEOMETRIC_MEAN -> Math.exp(logs / parts.length);
            };
        }
    }

    @Override
    public LintRule rule() {
        return LintRule.SUM_MISMATCH;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (Column whole : table.columns(Quantity.SUM, Quantity.AVERAGE).toList()) {
            Optional<Composition> best = best(table, whole);
            if (best.isPresent()) {
                applied = true;
                best.get().mismatches(table).ifPresent(findings::add);
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked(
                        "a sum, mean or score of columns beside it, in at least %d rows, is needed"
                                .formatted(ROWS_MIN));
    }

    private static Optional<Composition> best(UnderstoodTable table, Column whole) {
        Composition best = null;
        for (Quantity quantity : PARTS) {
            List<Column> parts =
                    table.all(quantity).stream()
                            .filter(column -> column.numbers().count() > 0)
                            .toList();
            if (parts.size() < PARTS_MIN) {
                continue;
            }
            for (Made made : Made.values()) {
                Composition own = new Composition(whole, parts, made);
                int rows = own.rows().size();
                int agree = rows - own.wrong().size();
                if (rows >= ROWS_MIN
                        && agree >= SHARE * rows
                        && (best == null || own.wrong().size() < best.wrong().size())) {
                    best = own;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private record Composition(Column whole, List<Column> parts, Made made) {
        List<Integer> rows() {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < whole.numbers().rows(); row++) {
                int at = row;
                if (whole.numbers().has(row)
                        && parts.stream().allMatch(part -> part.numbers().has(at))) {
                    rows.add(row);
                }
            }
            return rows;
        }

        List<Integer> wrong() {
            return rows().stream()
                    .filter(row -> {
                        double least =
                                made.of(
                                        parts.stream()
                                                .mapToDouble(p -> p.numbers().min(row))
                                                .toArray());
                        double most =
                                made.of(
                                        parts.stream()
                                                .mapToDouble(p -> p.numbers().max(row))
                                                .toArray());
                        return whole.numbers().max(row) < least || whole.numbers().min(row) > most;
                    })
                    .toList();
        }

        Optional<TableFinding> mismatches(UnderstoodTable table) {
            LintFindings all = new LintFindings(LintRule.SUM_MISMATCH, Severity.ERROR, table);
            for (int row : wrong()) {
                double right =
                        made.of(parts.stream().mapToDouble(p -> p.numbers().value(row)).toArray());
                double written = whole.numbers().value(row);
                all.add(
                        row,
                        Math.max(right / written, written / right),
                        say(
                                "the %s of %s is %s, the table has %s",
                                made.words,
                                parts.stream()
                                        .map(p -> Figures.of(p.numbers().value(row)))
                                        .collect(Collectors.joining(", ")),
                                Figures.of(right),
                                Figures.of(written)),
                        whole);
            }
            return all.finding(
                    "'%s' is not the %s of the columns beside it"
                            .formatted(whole.name(), made.words));
        }
    }
}
