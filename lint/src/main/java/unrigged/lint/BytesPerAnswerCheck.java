package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * Bandwidth / throughput, the bytes of an answer with its headers, of rows that are measured alike.
 */
final class BytesPerAnswerCheck implements TableCheck {
    private static final double FACTOR = 2;
    private static final int ROWS_MIN = 4;

    @Override
    public LintRule rule() {
        return LintRule.BYTES_PER_ANSWER;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        Optional<Column> bandwidth = table.first(Quantity.BANDWIDTH);
        Optional<Column> throughput =
                bandwidth.flatMap(column -> table.partner(column, Quantity.THROUGHPUT));
        if (bandwidth.isEmpty() || throughput.isEmpty() || table.rowCount() < ROWS_MIN) {
            return new CheckOutcome.NotChecked(
                    "throughput and bandwidth of at least %d rows are needed".formatted(ROWS_MIN));
        }
        BitSet averaged = AveragedRunsCheck.rows(table);
        LintFindings all = new LintFindings(LintRule.BYTES_PER_ANSWER, Severity.WARNING, table);
        for (List<Integer> members : table.rows().groups()) {
            List<Integer> group =
                    members.stream()
                            .filter(row ->
                                    !averaged.get(row)
                                            && positive(bandwidth.get(), row)
                                            && positive(throughput.get(), row))
                            .toList();
            if (group.size() >= ROWS_MIN) {
                group(table, group, bandwidth.get(), throughput.get(), all);
            }
        }
        return new CheckOutcome.Checked(
                all
                        .finding(
                                "Answers of rows that are compared differ in size",
                                Value.of("factorMax", FACTOR, "times the median"))
                        .stream()
                        .toList());
    }

    private static boolean positive(Column column, int row) {
        return column.numbers().has(row) && column.numbers().min(row) > 0;
    }

    private static void group(
            UnderstoodTable table,
            List<Integer> rows,
            Column bandwidth,
            Column throughput,
            LintFindings to) {
        Numbers bytes = bandwidth.numbers();
        Numbers answers = throughput.numbers();
        double median =
                Medians.of(rows.stream().mapToDouble(row -> bytes.value(row) / answers.value(row)));
        Set<String> labels = new HashSet<>();
        rows.forEach(row -> labels.add(table.label(row)));
        for (int row : rows) {
            double each = bytes.value(row) / answers.value(row);
            boolean more = bytes.min(row) / answers.max(row) > FACTOR * median;
            boolean less = bytes.max(row) / answers.min(row) < median / FACTOR;
            if ((more || less) && !variant(table.label(row), labels)) {
                to.add(
                        row,
                        Math.max(each / median, median / each),
                        say(
                                "%s bytes/s / %s/s = %s bytes an answer, the median is %s",
                                Figures.of(bytes.value(row)),
                                Figures.of(answers.value(row)),
                                Figures.of(each),
                                Figures.of(median)),
                        bandwidth,
                        throughput);
            }
        }
    }

    /** Such as "express-with-middlewares" beside "express": other work, and called so. */
    private static boolean variant(String label, Set<String> labels) {
        for (int i = 1; i < label.length(); i++) {
            char c = label.charAt(i);
            if ((c == '-' || c == '_' || c == ' ' || c == '(' || c == '+')
                    && labels.contains(label.substring(0, i).strip())) {
                return true;
            }
        }
        return false;
    }
}
