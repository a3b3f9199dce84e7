package unrigged.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.inference.Interval;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.Throughput;
import unrigged.metric.Tier;

/**
 * The result as CSV (RFC 4180), a line for each stack in each scenario; units are in the header, an
 * absent figure is an empty field. Sealed by a golden file.
 */
public final class ResultCsv {
    private static final MathContext DIGITS = new MathContext(6);

    private ResultCsv() {}

    public static String of(RunResult result) {
        StringBuilder csv = new StringBuilder(line(header()));
        for (RunResult.ScenarioResult scenario : result.scenarios()) {
            for (Row row : scenario.rows()) {
                csv.append(line(fields(scenario.scenario(), row)));
            }
        }
        return csv.toString();
    }

    private static List<String> header() {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "scenario",
                                "stack",
                                "framework",
                                "server",
                                "type",
                                "driver",
                                "workers",
                                "clients",
                                "db_sessions",
                                "delay_ms",
                                "trials",
                                "trials_failed",
                                "ok_requests",
                                "failed_requests",
                                "throughput_per_s",
                                "throughput_min_per_s",
                                "throughput_max_per_s",
                                "throughput_ratio",
                                "throughput_ratio_lo",
                                "throughput_ratio_hi",
                                "verdict",
                                "p50_ms",
                                "p99_ms",
                                "max_db_sessions"));
        for (Tier tier : Tier.values()) {
            names.add("cpu_" + tier.id() + "_ms_per_request");
        }
        for (Tier tier : Tier.values()) {
            names.add("pss_" + tier.id() + "_mib");
        }
        names.add("findings");
        names.add("why");
        return names;
    }

    private static List<String> fields(String scenario, Row row) {
        List<String> fields = new ArrayList<>();
        fields.add(scenario);
        fields.add(row.stack().stack());
        fields.add(row.stack().framework());
        fields.add(row.stack().server());
        fields.add(row.stack().type());
        fields.add(row.stack().driver());
        Optional<CellSettings> settings = row.settings();
        fields.add(settings.map(s -> "" + s.workers()).orElse(""));
        fields.add(settings.map(s -> "" + s.clients()).orElse(""));
        fields.add(settings.map(s -> "" + s.dbSessions()).orElse(""));
        fields.add(settings.map(s -> number(s.delayNs() / 1e6)).orElse(""));
        boolean measured = row.trials().measured() > 0;
        fields.add("" + row.trials().measured());
        fields.add("" + row.trials().failed());
        fields.add(measured ? "" + row.ok() : "");
        fields.add(measured ? "" + row.failedRequests() : "");
        throughput(fields, row.throughput());
        ratio(fields, row.throughputRatio());
        fields.add(percentile(row.latency().p50()));
        fields.add(percentile(row.latency().p99()));
        fields.add(row.maxDbSessions().isPresent() ? "" + row.maxDbSessions().getAsInt() : "");
        tiers(fields, row.cpuMsPerRequest());
        tiers(fields, row.pssMiB());
        fields.add(
                String.join(
                        " | ",
                        row.findings().stream()
                                .map(f -> f.severity().word() + ": " + f.what())
                                .toList()));
        fields.add(row.why().or(() -> ReportText.notCompared(row)).orElse(""));
        return fields;
    }

    private static void throughput(List<String> fields, Throughput throughput) {
        switch (throughput) {
            case Throughput.Measured t -> {
                fields.add(number(t.perSecond()));
                fields.add(number(t.min()));
                fields.add(number(t.max()));
            }
            case Throughput.Unmeasured _ -> fields.addAll(List.of("", "", ""));
        }
    }

    private static void ratio(List<String> fields, Ratio ratio) {
        switch (ratio) {
            case Ratio.Measured m -> {
                fields.add(number(m.point()));
                switch (m.interval()) {
                    case Interval.Bounded(double lo, double hi) ->
                            fields.addAll(List.of(number(lo), number(hi)));
                    case Interval.Unbounded _ -> fields.addAll(List.of("", ""));
                }
                fields.add(m.verdict().word());
            }
            case Ratio.Unmeasured _ -> fields.addAll(List.of("", "", "", ""));
            case Ratio.NotCompared _ -> fields.addAll(List.of("", "", "", ReportText.NOT_COMPARED));
        }
    }

    private static String percentile(Percentile percentile) {
        return switch (percentile) {
            case Percentile.Resolved r -> number(r.ms());
            case Percentile.Unresolved _ -> "";
        };
    }

    private static void tiers(List<String> fields, Map<Tier, Double> values) {
        for (Tier tier : Tier.values()) {
            Double value = values.get(tier);
            fields.add(value == null ? "" : number(value));
        }
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String line(List<String> fields) {
        return String.join(",", fields.stream().map(ResultCsv::quoted).toList()) + "\r\n";
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
