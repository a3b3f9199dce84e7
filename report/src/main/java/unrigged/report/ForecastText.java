package unrigged.report;

import static unrigged.report.ReportText.ends;
import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.level;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;
import static unrigged.report.TextTable.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.prediction.Forecast;
import unrigged.prediction.HeldOut;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;
import unrigged.report.TextTable.Column;

/** Forecasts as plain text for a console. */
public final class ForecastText {
    /** What the cells of a scenario or of a stack have in common is named from this size on. */
    private static final double COMMON_ERROR = 0.05;

    private static final List<Column<Forecast>> COLUMNS =
            List.of(
                    new Column<>("Stack", true, f -> printable(f.stack().stack())),
                    new Column<>("× reference", false, f -> point(f.ratio(), "×")),
                    new Column<>("interval", true, f -> interval(f.ratio())),
                    new Column<>("per second", false, f -> say("%,.0f", f.perSecond().point())),
                    new Column<>("interval", true, f -> whole(f.perSecond().interval())),
                    new Column<>(
                            "at most",
                            true,
                            f -> say("%,.0f by %s", f.bound().perSecond(), f.bound().limit().id())),
                    new Column<>("P50 ms", false, f -> point(f.p50Ms(), "")),
                    new Column<>("P99 ms", false, f -> point(f.p99Ms(), "")));

    private ForecastText() {}

    /** Lines without line ends. */
    public static List<String> lines(Prediction prediction, List<Forecast> forecasts) {
        List<String> lines = new ArrayList<>();
        List<CellSettings> cells = forecasts.stream().map(Forecast::settings).toList();
        List<String> settings = new ArrayList<>(settings(cells));
        settings.add(1, levels(cells, cell -> say("%,d", cell.clients())) + " clients");
        lines.add("A forecast, not a measurement: " + list(settings) + ".");
        lines.add("");
        lines.addAll(TextTable.lines(COLUMNS, forecasts));
        lines.add("");
        lines.addAll(tested(prediction));
        lines.addAll(
                gaps(
                        prediction,
                        forecasts.stream().flatMap(forecast -> forecast.beyond().stream())));
        return lines.stream().map(TextTable::printable).toList();
    }

    /** What is extrapolated, and which stacks have no forecast. */
    static List<String> gaps(Prediction prediction, Stream<Forecast.Beyond> beyond) {
        List<String> lines = new ArrayList<>(beyond.map(ForecastText::beyond).distinct().toList());
        if (!prediction.withoutModel().isEmpty()) {
            lines.add(
                    "  no forecast, as nothing fit was measured: "
                            + list(prediction.withoutModel()));
        }
        return lines;
    }

    /**
     * What stacks have in common; sync and async ones may differ in the rest. Without clients,
     * which an open loop has not.
     */
    static List<String> settings(List<CellSettings> cells) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "a delay of "
                                        + levels(cells, cell -> figure(cell.delayNs() / 1e6))
                                        + " ms",
                                levels(cells, cell -> say("%,d", cell.dbSessions()))
                                        + " database sessions",
                                levels(cells, cell -> say("%,d", cell.workers())) + " workers"));
        for (ScenarioSetting setting : ScenarioSetting.of(cells)) {
            if (setting.ofPlan()) {
                settings.add(
                        setting.words()
                                + " "
                                + levels(cells, cell -> level(setting, setting.level(cell))));
            }
        }
        return settings;
    }

    private static String levels(List<CellSettings> cells, Function<CellSettings, String> level) {
        return String.join(" or ", cells.stream().map(level).distinct().sorted().toList());
    }

    static List<String> tested(Prediction prediction) {
        HeldOut heldOut = prediction.heldOut();
        List<String> lines = new ArrayList<>();
        lines.add(
                say(
                        "  fitted to %s of %s; of %s that it did not see it is off, in the median, by:",
                        plural(prediction.scenarios().size(), "scenario", "scenarios"),
                        prediction.run().identity().run(),
                        plural(heldOut.cells().size(), "cell", "cells")));
        lines.add(
                "    "
                        + String.join(
                                "; ",
                                errors(heldOut, "throughput", Forecasted.THROUGHPUT),
                                errors(heldOut, "ratio", Forecasted.RATIO),
                                errors(heldOut, "P50", Forecasted.P50),
                                errors(heldOut, "P99", Forecasted.P99)));
        common(heldOut.byScenario(), "in the scenario").ifPresent(lines::add);
        common(heldOut.byStack(), "of").ifPresent(lines::add);
        return lines;
    }

    private static String errors(HeldOut heldOut, String name, Forecasted figure) {
        OptionalDouble median = heldOut.medianError(figure);
        OptionalDouble coverage = heldOut.coverage(figure);
        return name
                + (median.isEmpty() ? " untested" : say(" %.1f %%", 100 * median.getAsDouble()))
                + (coverage.isEmpty()
                        ? ""
                        : say(" (95 %% intervals held %.0f %%)", 100 * coverage.getAsDouble()));
    }

    private static Optional<String> common(Map<String, Double> errors, String of) {
        List<String> large = new ArrayList<>();
        errors.forEach((name, error) -> {
            if (Math.abs(error) > COMMON_ERROR) {
                large.add(say("%s %s %+.0f %%", of, name, 100 * Math.expm1(error)));
            }
        });
        return large.isEmpty()
                ? Optional.empty()
                : Optional.of("    measured against forecast throughput: " + list(large));
    }

    private static String beyond(Forecast.Beyond beyond) {
        return say(
                "  extrapolated: %s %s, measured from %s to %s",
                beyond.setting().id(),
                figure(beyond.level()),
                figure(beyond.min()),
                figure(beyond.max()));
    }

    private static String point(Optional<Forecast.Value> value, String unit) {
        return value.map(v -> figure(v.point()) + unit).orElse("–");
    }

    private static String interval(Optional<Forecast.Value> value) {
        return value.map(v -> ends(v.interval())).orElse("");
    }

    private static String whole(Interval interval) {
        return interval instanceof Interval.Bounded(double lo, double hi)
                ? say("%,.0f–%,.0f", lo, hi)
                : "";
    }
}
