package unrigged.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Figure;
import unrigged.inference.Interval;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.Throughput;
import unrigged.metric.Tier;

/**
 * The result as CSV (RFC 4180), a line for each stack in each scenario; units are in the header, an
 * absent figure is an empty field. Sealed by a golden file. The columns of figures follow from
 * {@link Metrics}; settings of the plan that scenarios change come last.
 */
public final class ResultCsv {
    private static final MathContext DIGITS = new MathContext(6);

    private ResultCsv() {}

    public static String of(RunResult result) {
        return of(result, Metrics.ALL);
    }

    static String of(RunResult result, List<Metric<?>> metrics) {
        boolean slices = result.slices().isPresent();
        List<String> header = header(metrics);
        if (slices) {
            header.addAll(SliceColumns.HEADER);
        }
        List<ScenarioSetting> changed = changed(result);
        changed.forEach(setting -> header.add(column(setting)));
        StringBuilder csv = new StringBuilder(line(header));
        for (RunResult.ScenarioResult scenario : result.scenarios()) {
            for (Row row : scenario.rows()) {
                List<String> fields = fields(scenario.scenario(), row, metrics);
                if (slices) {
                    fields.addAll(SliceColumns.of(row));
                }
                changed.forEach(setting -> fields.add(row.levels().getOrDefault(setting.id(), "")));
                csv.append(line(fields));
            }
        }
        return csv.toString();
    }

    /** Settings of the plan that a scenario changes. */
    private static List<ScenarioSetting> changed(RunResult result) {
        List<CellSettings> cells =
                result.scenarios().stream()
                        .flatMap(scenario -> scenario.rows().stream())
                        .flatMap(row -> row.settings().stream())
                        .toList();
        return ScenarioSetting.of(cells).stream().filter(ScenarioSetting::ofPlan).toList();
    }

    private static String column(ScenarioSetting setting) {
        return setting == ScenarioSetting.RATE ? "offered_per_s" : setting.id().replace('.', '_');
    }

    private static List<String> header(List<Metric<?>> metrics) {
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
                                "trials_failed"));
        metrics.forEach(metric -> names.addAll(columns(metric)));
        names.add("findings");
        names.add("why");
        return names;
    }

    /** The columns of a metric; none when it is in JSON alone. */
    static List<String> columns(Metric<?> metric) {
        if (!metric.display().csv()) {
            return List.of();
        }
        String name = snake(metric.name());
        String unit = metric.unit().csv();
        return switch (metric.aggregation().shape()) {
            case COUNT, PERCENTILE -> List.of(name + unit);
            case RANGE -> List.of(name + unit, name + "_min" + unit, name + "_max" + unit);
            case RATIO -> List.of(name, name + "_lo", name + "_hi", snake(metric.verdictKey()));
            case BY_TIER ->
                    Arrays.stream(Tier.values()).map(t -> name + "_" + t.id() + unit).toList();
            case BY_KIND ->
                    throw new IllegalArgumentException(
                            metric.name() + " by kind has no columns that every run has");
        };
    }

    private static String snake(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<String> fields(String scenario, Row row, List<Metric<?>> metrics) {
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
        fields.add("" + row.trials().measured());
        fields.add("" + row.trials().failed());
        for (Metric<?> metric : metrics) {
            if (metric.display().csv()) {
                fields.addAll(fields(row.figure(metric)));
            }
        }
        fields.add(
                String.join(
                        " | ",
                        row.findings().stream()
                                .map(f -> f.severity().word() + ": " + f.what())
                                .toList()));
        fields.add(row.why().or(() -> ReportText.notCompared(row)).orElse(""));
        return fields;
    }

    /** As many as its metric has {@link #columns}. */
    private static List<String> fields(Figure figure) {
        return switch (figure) {
            case Figure.Counted c -> List.of("" + c.value());
            case Figure.Uncounted _ -> List.of("");
            case Figure.ByKind _ -> List.of();
            case Figure.ByTier t -> tiers(t.amounts());
            case Throughput.Measured t ->
                    List.of(number(t.perSecond()), number(t.min()), number(t.max()));
            case Throughput.Unmeasured _ -> List.of("", "", "");
            case Percentile.Resolved r -> List.of(number(r.ms()));
            case Percentile.Unresolved _ -> List.of("");
            case Ratio.Measured m -> ratio(m);
            case Ratio.Unmeasured _ -> List.of("", "", "", "");
            case Ratio.NotCompared _ -> List.of("", "", "", ReportText.NOT_COMPARED);
        };
    }

    private static List<String> ratio(Ratio.Measured ratio) {
        String point = number(ratio.point());
        String verdict = ratio.verdict().word();
        return switch (ratio.interval()) {
            case Interval.Bounded(double lo, double hi) ->
                    List.of(point, number(lo), number(hi), verdict);
            case Interval.Unbounded _ -> List.of(point, "", "", verdict);
        };
    }

    private static List<String> tiers(Map<Tier, Double> values) {
        List<String> fields = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            Double value = values.get(tier);
            fields.add(value == null ? "" : number(value));
        }
        return fields;
    }

    static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String line(List<String> fields) {
        return String.join(",", fields.stream().map(ResultCsv::quoted).toList()) + "\r\n";
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
