package unrigged.lint;

import static unrigged.lint.LintFindings.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/**
 * Throughput × (mean latency + think time) = requests in flight, in a closed loop (J. D. C. Little,
 * <em>A proof for the queuing formula L = λW</em>, Operations Research 9, 1961).
 *
 * <p>It cannot be above: no more than N requests are in flight. It is below where latencies leave a
 * part of the cycle out: connecting, sending, errors, hung requests. Well-run tools leave out up to
 * a tenth with long connections and a fifth with short ones. With pipelining a request's latency
 * begins with its batch, so that answers that come one by one give a half.
 */
final class ClosedLoopCheck implements TableCheck {
    /** As for the trials of a run. */
    private static final double ABOVE = 0.03;

    private static final double BELOW = 0.2;
    private static final double BELOW_PIPELINED = 0.5;
    private static final double SPREAD = 0.08;
    private static final int ROWS_MIN = 4;

    /** Throughput of rows that were asked for the same rate. */
    private static final double SAME_RATE = 0.01;

    private static final double OTHER_LATENCY = 1.5;

    @Override
    public LintRule rule() {
        return LintRule.CLOSED_LOOP;
    }

    @Override
    public CheckOutcome of(UnderstoodTable table) {
        if (table.settings().openLoop().orElse(false)) {
            return new CheckOutcome.NotChecked(
                    "requests were sent at a rate of their own (an open loop), which bounds nothing");
        }
        List<TableFinding> findings = new ArrayList<>();
        boolean applied = false;
        String openLoop = "";
        for (Column latency : table.all(Quantity.LATENCY_MEAN)) {
            Optional<Column> throughput = table.partner(latency, Quantity.THROUGHPUT);
            if (throughput.isEmpty()
                    || DerivedLatencyCheck.derived(table, latency, throughput.get())) {
                continue;
            }
            Cycle cycle = new Cycle(table, throughput.get(), latency);
            if (!cycle.connectionsKnown() && cycle.sameRate()) {
                openLoop =
                        "throughput is the same in all rows and latency is not, as in an open loop; say --open-loop, or --connections N";
                continue;
            }
            if (!cycle.rowsSuffice()) {
                continue;
            }
            applied = true;
            cycle.findings(findings);
        }
        if (applied) {
            return new CheckOutcome.Checked(findings);
        }
        return new CheckOutcome.NotChecked(
                openLoop.isEmpty()
                        ? "throughput and a measured mean latency are needed, and connections or at least %d rows"
                                .formatted(ROWS_MIN)
                        : openLoop);
    }

    /** One pair of columns. */
    private static final class Cycle {
        private final UnderstoodTable table;
        private final Column throughput;
        private final Column latency;
        private final int[] rows;

        Cycle(UnderstoodTable table, Column throughput, Column latency) {
            this.table = table;
            this.throughput = throughput;
            this.latency = latency;
            BitSet averaged = AveragedRunsCheck.rows(table);
            int[] found = new int[table.rowCount()];
            int n = 0;
            for (int row = 0; row < found.length; row++) {
                if (!averaged.get(row) && positive(throughput, row) && positive(latency, row)) {
                    found[n++] = row;
                }
            }
            rows = Arrays.copyOf(found, n);
        }

        private static boolean positive(Column column, int row) {
            return column.numbers().has(row) && column.numbers().value(row) > 0;
        }

        boolean connectionsKnown() {
            return latency.connections().isPresent() || table.knows(Quantity.CONNECTIONS);
        }

        boolean rowsSuffice() {
            return connectionsKnown() ? rows.length > 0 : rows.length >= ROWS_MIN;
        }

        boolean sameRate() {
            if (rows.length < 3) {
                return false;
            }
            return range(throughput) < 1 + SAME_RATE && range(latency) > OTHER_LATENCY;
        }

        private double range(Column column) {
            double min = Double.MAX_VALUE;
            double max = 0;
            for (int row : rows) {
                min = Math.min(min, column.numbers().value(row));
                max = Math.max(max, column.numbers().value(row));
            }
            return max / min;
        }

        private double thinkS(int row) {
            return table.setting(Quantity.THINK_TIME, row).orElse(0);
        }

        private static double inFlight(double perSecond, double latencyS, double thinkS) {
            return perSecond * (latencyS + thinkS);
        }

        private double inFlight(int row) {
            return inFlight(
                    throughput.numbers().value(row), latency.numbers().value(row), thinkS(row));
        }

        private double inFlightMin(int row) {
            return inFlight(throughput.numbers().min(row), latency.numbers().min(row), thinkS(row));
        }

        private double inFlightMax(int row) {
            return inFlight(throughput.numbers().max(row), latency.numbers().max(row), thinkS(row));
        }

        void findings(List<TableFinding> to) {
            if (connectionsKnown()) {
                againstConnections(to);
            } else {
                againstEachOther(to);
            }
        }

        private void againstConnections(List<TableFinding> to) {
            LintFindings above = new LintFindings(LintRule.CLOSED_LOOP, Severity.ERROR, table);
            LintFindings below = new LintFindings(LintRule.CLOSED_LOOP, Severity.WARNING, table);
            for (int row : rows) {
                OptionalDouble connections =
                        latency.connections().isPresent()
                                ? latency.connections()
                                : table.setting(Quantity.CONNECTIONS, row);
                if (connections.isEmpty() || connections.getAsDouble() <= 0) {
                    continue;
                }
                double depth = table.setting(Quantity.PIPELINE, row).orElse(1);
                double most = connections.getAsDouble() * depth;
                if (inFlightMin(row) > most * (1 + ABOVE)) {
                    above.add(row, inFlight(row) / most, equation(row, most), throughput, latency);
                } else if (inFlightMax(row) < most * (1 - (depth > 1 ? BELOW_PIPELINED : BELOW))) {
                    below.add(row, most / inFlight(row), equation(row, most), throughput, latency);
                }
            }
            above.finding(
                            "Throughput and '%s' need more requests in flight than there were"
                                    .formatted(latency.name()),
                            Value.of("residualMax", ABOVE, "share"))
                    .ifPresent(to::add);
            below.finding(
                            "A large part of the requests in flight is in no latency of '%s'"
                                    .formatted(latency.name()),
                            Value.of("missingMax", BELOW, "share"))
                    .ifPresent(to::add);
        }

        private String equation(int row, double most) {
            double thinkS = thinkS(row);
            return say(
                    "%s/s × %s%s = %s in flight, of %s",
                    Figures.of(throughput.numbers().value(row)),
                    thinkS > 0 ? "(" : "",
                    Figures.time(latency.numbers().value(row))
                            + (thinkS > 0 ? " + " + Figures.time(thinkS) + ")" : ""),
                    Figures.of(inFlight(row)),
                    Figures.of(most));
        }

        private void againstEachOther(List<TableFinding> to) {
            LintFindings spread = new LintFindings(LintRule.CLOSED_LOOP, Severity.WARNING, table);
            BitSet usable = new BitSet();
            Arrays.stream(rows).forEach(usable::set);
            for (List<Integer> members : table.rows().groups()) {
                List<Integer> group = members.stream().filter(usable::get).toList();
                if (group.size() >= ROWS_MIN) {
                    double median = Medians.of(group.stream().mapToDouble(this::inFlight));
                    for (int row : group) {
                        if (inFlightMin(row) > median * (1 + SPREAD)
                                || inFlightMax(row) < median * (1 - SPREAD)) {
                            double off = inFlight(row) / median;
                            spread.add(
                                    row,
                                    Math.max(off, 1 / off),
                                    equation(row, median) + " in the median row",
                                    throughput,
                                    latency);
                        }
                    }
                }
            }
            spread.finding(
                            "Throughput × '%s' is not the same in all rows, so they did not have the same load"
                                    .formatted(latency.name()),
                            Value.of("spreadMax", SPREAD, "share"))
                    .ifPresent(to::add);
        }
    }
}
