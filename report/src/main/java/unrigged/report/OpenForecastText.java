package unrigged.report;

import static unrigged.report.ReportText.ends;
import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.say;
import static unrigged.report.TextTable.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import unrigged.inference.Interval;
import unrigged.prediction.OpenForecast;
import unrigged.prediction.OpenForecast.Outcome;
import unrigged.prediction.Prediction;
import unrigged.report.TextTable.Column;

/** Forecasts of an open loop as plain text for a console. */
public final class OpenForecastText {
    private static final List<Column<OpenForecast>> COLUMNS =
            List.of(
                    new Column<>("Stack", true, f -> printable(f.stack().stack())),
                    new Column<>("per second", false, f -> say("%,.0f", f.perSecond())),
                    new Column<>(
                            "at most",
                            true,
                            f -> say("%,.0f by %s", f.capacity().point(), f.limit().id())),
                    new Column<>(
                            "interval", true, f -> ForecastText.whole(f.capacity().interval())),
                    new Column<>(
                            "CPU", false, ofStable(s -> say("%.0f %%", 100 * s.utilisation()))),
                    new Column<>("mean ms", false, ofStable(s -> figure(s.meanMs().point()))),
                    new Column<>("interval", true, ofStable(s -> ends(s.meanMs().interval()))),
                    new Column<>("P50 ms", false, ofStable(s -> figure(s.p50Ms()))),
                    new Column<>("P99 ms", false, ofStable(s -> figure(s.p99Ms()))),
                    new Column<>("no wait ms", false, ofStable(s -> figure(s.withoutWaitingMs()))));

    private OpenForecastText() {}

    private static Function<OpenForecast, String> ofStable(Function<Outcome.Stable, String> cell) {
        return forecast ->
                switch (forecast.outcome()) {
                    case Outcome.Stable stable -> cell.apply(stable);
                    case Outcome.Unstable _ -> "–";
                };
    }

    /** Lines without line ends. */
    public static List<String> lines(Prediction prediction, List<OpenForecast> forecasts) {
        List<String> settings = new ArrayList<>();
        settings.add(
                "an open loop of "
                        + rate(forecasts.getFirst().offeredPerSecond())
                        + " requests per second at random");
        settings.addAll(
                ForecastText.settings(forecasts.stream().map(OpenForecast::settings).toList()));
        List<String> lines = new ArrayList<>();
        lines.add("A forecast, not a measurement: " + list(settings) + ".");
        lines.add("");
        lines.addAll(TextTable.lines(COLUMNS, forecasts));
        lines.add("");
        lines.add(
                "  not tested: the run measured no open loop; intervals have the errors of closed loops alone");
        lines.add(
                "  connections are as many as are needed; requests at even intervals wait less, some not at all (no wait)");
        lines.add("  P50 and P99 are of waiting: a stack's own pauses are not in them");
        forecasts.forEach(forecast -> lines.addAll(notes(forecast)));
        lines.addAll(ForecastText.tested(prediction));
        lines.addAll(
                ForecastText.gaps(
                        prediction,
                        forecasts.stream().flatMap(forecast -> forecast.beyond().stream())));
        return lines.stream().map(TextTable::printable).toList();
    }

    private static List<String> notes(OpenForecast forecast) {
        String stack = forecast.stack().stack();
        return switch (forecast.outcome()) {
            case Outcome.Stable stable ->
                    stable.meanMs().interval() instanceof Interval.Unbounded(String why)
                            ? List.of("  no interval: " + stack + ": " + why)
                            : List.of();
            case Outcome.Unstable(double excessPerSecond) ->
                    List.of(
                            say(
                                    "  unstable: %s is offered %,.0f per second more than it can answer, and latencies grow without end",
                                    stack, excessPerSecond));
        };
    }

    /** As it was given, mostly a whole number. */
    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond)
                ? say("%,.0f", perSecond)
                : Double.toString(perSecond);
    }
}
