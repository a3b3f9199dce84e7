package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;

/**
 * Latencies that end where the tool's patience does: a request that was in flight for the whole
 * run, or a timeout, which most tools count as an error and leave out of the percentiles.
 */
final class TimeLimitCheck implements TableCheck {
    private static final double DURATION_SHARE = 0.95;
    private static final double[] LIMITS_S = {1, 2, 5, 10, 30, 60};
    private static final double AFTER_LIMIT = 1.05;
    private static final double BEFORE_LIMIT = 0.99;
    private static final int ROWS_MIN = 2;

    @Override
    public LintRule rule() {
        return LintRule.TIME_LIMIT;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<Column> longest =
                table.all(Quantity.LATENCY_QUANTILE).stream()
                        .filter(column -> column.level().orElseThrow() == 1)
                        .toList();
        boolean throughput = table.first(Quantity.THROUGHPUT).isPresent();
        boolean failures = table.first(Quantity.FAILURES).isPresent();
        if (longest.isEmpty() || !throughput || (!failures && !table.knows(Quantity.DURATION))) {
            return new CheckOutcome.NotChecked(
                    "throughput, the longest latency, and the duration or failed requests are needed");
        }
        List<TableFinding> findings = new ArrayList<>();
        for (Column column : longest) {
            duration(table, column).ifPresent(findings::add);
            limits(table, column).ifPresent(findings::add);
        }
        return new CheckOutcome.Checked(findings);
    }

    private static Optional<TableFinding> duration(UnderstoodTable table, Column longest) {
        LintFindings all = new LintFindings(LintRule.TIME_LIMIT, Severity.WARNING, table);
        Numbers numbers = longest.numbers();
        for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
            OptionalDouble duration = table.setting(Quantity.DURATION, row);
            if (duration.isPresent()
                    && duration.getAsDouble() > 1
                    && numbers.value(row) >= DURATION_SHARE * duration.getAsDouble()) {
                all.add(
                        row,
                        numbers.value(row),
                        say(
                                "a request took %s of a run of %s",
                                Figures.time(numbers.value(row)),
                                Figures.time(duration.getAsDouble())),
                        longest);
            }
        }
        return all.finding("Requests took as long as the run");
    }

    /** The limit at which most rows with errors end. */
    private static Optional<TableFinding> limits(UnderstoodTable table, Column longest) {
        Numbers numbers = longest.numbers();
        boolean failed = false;
        for (int row = 0; row < table.rowCount() && !failed; row++) {
            failed = RequestCounts.failures(table, row) > 0;
        }
        if (!failed) {
            return Optional.empty();
        }
        for (double limit : LIMITS_S) {
            LintFindings at = new LintFindings(LintRule.TIME_LIMIT, Severity.WARNING, table);
            int failing = 0;
            int others = 0;
            for (int row = numbers.next(0); row >= 0; row = numbers.next(row + 1)) {
                double failures = RequestCounts.failures(table, row);
                boolean near =
                        numbers.value(row) >= BEFORE_LIMIT * limit
                                && numbers.value(row) <= AFTER_LIMIT * limit;
                failing += failures > 0 ? 1 : 0;
                others += near && failures == 0 ? 1 : 0;
                if (near && failures > 0) {
                    at.add(
                            row,
                            failures,
                            say(
                                    "the longest is %s, and %s requests failed",
                                    Figures.time(numbers.value(row)), Figures.of(failures)),
                            longest);
                }
            }
            if (at.rows() >= ROWS_MIN && 2 * at.rows() > failing && others < at.rows()) {
                return at.finding(
                        "Latencies of rows with errors end at %s, a limit of the tool"
                                .formatted(Figures.time(limit)));
            }
        }
        return Optional.empty();
    }
}
