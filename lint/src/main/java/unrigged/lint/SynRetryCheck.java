package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * Percentiles that are the kernel's wait before it repeats a connection request: 1 s, then 2 s and
 * 4 s more (RFC 6298, an initial timeout of 1 s that doubles).
 *
 * <p>Where throughput is known, as such or as a ratio, the share of requests that waited follows
 * from the closed loop: the mean latency is N / throughput, and what it exceeds the median by is
 * the wait of that share. The reference's mean is taken for its median, so it has to be a row
 * without such waits. The percentile at level p shows the wait when the share exceeds 1 − p.
 */
final class SynRetryCheck implements TableCheck {
    private static final double[] WAITS_S = {1, 3, 7};
    private static final double NEAR = 0.15;
    private static final double BEFORE = 0.02;

    /** The percentiles of other rows are below this part of the wait. */
    private static final double APART = 0.5;

    /** A repeated request waits so much longer than the timer, on average. */
    private static final double RETRY = 1.03;

    private static final int ROWS_MIN = 2;

    @Override
    public LintRule rule() {
        return LintRule.SYN_RETRY;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        for (String series : table.series(Quantity.LATENCY_QUANTILE)) {
            List<Column> quantiles = table.quantiles(series);
            Optional<Column> median =
                    quantiles.stream().filter(c -> c.level().orElseThrow() == 0.5).findFirst();
            for (Column high : quantiles) {
                double level = high.level().orElseThrow();
                if (median.isEmpty() || level <= 0.5 || level >= 1) {
                    continue;
                }
                applied = true;
                for (double wait : WAITS_S) {
                    new Waits(table, median.get(), high, wait).finding().ifPresent(findings::add);
                }
            }
        }
        return applied
                ? new CheckOutcome.Checked(findings)
                : new CheckOutcome.NotChecked("a median and a higher percentile are needed");
    }

    /** A high percentile beside the median, and one of the waits. */
    private record Waits(UnderstoodTable table, Column median, Column high, double waitS) {
        private boolean both(int row) {
            return median.numbers().has(row) && high.numbers().has(row);
        }

        private double apart(int row) {
            return high.numbers().value(row) - median.numbers().value(row);
        }

        private boolean waited(int row) {
            return both(row)
                    && apart(row) >= waitS * (1 - BEFORE)
                    && apart(row) <= waitS * (1 + NEAR);
        }

        Optional<TableFinding> finding() {
            List<Integer> waited = new ArrayList<>();
            List<Integer> others = new ArrayList<>();
            for (int row = 0; row < table.rowCount(); row++) {
                if (both(row)) {
                    (waited(row) ? waited : others).add(row);
                }
            }
            boolean apart =
                    others.stream()
                            .allMatch(row ->
                                    high.numbers().value(row) < APART * waitS
                                            || apart(row) > waitS * (1 + NEAR));
            if (waited.size() < ROWS_MIN || !apart || others.isEmpty()) {
                return Optional.empty();
            }
            Shares shares = new Shares(this, others);
            LintFindings all = new LintFindings(LintRule.SYN_RETRY, Severity.ERROR, table);
            for (int row : waited) {
                all.add(row, apart(row), says(row, shares), median, high);
            }
            return all.finding(
                    "'%s' of %d rows is the wait for a repeated connection request, not the server's latency"
                            .formatted(high.name(), waited.size()),
                    shares.agreement(waited, others),
                    Value.of("wait", waitS * 1e3, "ms"));
        }

        private String says(int row, Shares shares) {
            String wait =
                    say(
                            "%s − %s = %s",
                            Figures.time(high.numbers().value(row)),
                            Figures.time(median.numbers().value(row)),
                            Figures.time(apart(row)));
            return shares.says(row).map(share -> wait + "; " + share).orElse(wait);
        }
    }

    /** What share of a row's requests waited, where the table lets it be computed. */
    private static final class Shares {
        private final Waits waits;
        private final Optional<Column> throughput;
        private final OptionalDouble referenceRate;
        private double referenceMeanS;

        Shares(Waits waits, List<Integer> others) {
            this.waits = waits;
            UnderstoodTable table = waits.table();
            throughput =
                    table.partner(waits.high(), Quantity.THROUGHPUT)
                            .or(() -> table.partner(waits.high(), Quantity.RATIO));
            referenceRate = reference(others);
        }

        /** The ratio's own reference, or the first of the rows that did not wait. */
        private OptionalDouble reference(List<Integer> others) {
            if (throughput.isEmpty()) {
                return OptionalDouble.empty();
            }
            Column rate = throughput.get();
            Optional<Integer> row =
                    others.stream()
                            .filter(each ->
                                    rate.numbers().has(each) && rate.numbers().value(each) > 0)
                            .filter(each ->
                                    !rate.is(Quantity.RATIO) || rate.numbers().value(each) == 1)
                            .findFirst();
            if (row.isEmpty()) {
                return OptionalDouble.empty();
            }
            referenceMeanS = waits.median().numbers().value(row.get());
            return OptionalDouble.of(rate.numbers().value(row.get()));
        }

        private double rate(int row) {
            return throughput.orElseThrow().numbers().value(row) / referenceRate.orElseThrow();
        }

        private boolean known(int row) {
            return referenceRate.isPresent()
                    && throughput.orElseThrow().numbers().has(row)
                    && rate(row) > 0;
        }

        private double share(int row) {
            return (referenceMeanS / rate(row) - waits.median().numbers().value(row))
                    / (waits.waitS() * RETRY);
        }

        Optional<String> says(int row) {
            return known(row)
                    ? Optional.of(
                            say(
                                    "(%s / %s − %s) / %s = %s of its requests waited",
                                    Figures.time(referenceMeanS),
                                    Figures.of(rate(row)),
                                    Figures.time(waits.median().numbers().value(row)),
                                    Figures.time(waits.waitS() * RETRY),
                                    Figures.percent(share(row))))
                    : Optional.empty();
        }

        /** In how many rows the share says what the percentile says. */
        String agreement(List<Integer> waited, List<Integer> others) {
            double rest = 1 - waits.high().level().orElseThrow();
            long above = waited.stream().filter(row -> known(row) && share(row) > rest).count();
            long below = others.stream().filter(row -> known(row) && share(row) <= rest).count();
            return referenceRate.isEmpty()
                    ? ""
                    : say(
                            "the share that waited exceeds %s in %d of these %d rows, and does not in %d of the other %d",
                            Figures.percent(rest), above, waited.size(), below, others.size());
        }
    }
}
