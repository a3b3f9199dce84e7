package unrigged.report;

import static unrigged.report.ReportText.ends;
import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.say;
import static unrigged.report.TextTable.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import unrigged.inference.Interval;
import unrigged.prediction.MeasuredOpenLoop;
import unrigged.prediction.OpenForecast;
import unrigged.prediction.OpenForecast.Outcome;
import unrigged.prediction.Prediction;
import unrigged.report.TextTable.Column;

/** Forecasts of an open loop as plain text for a console. */
public final class OpenForecastText {
    private static final List<Column<OpenForecast>> COLUMNS =
            List.of(
                    new Column<>("Stack", true, f -> printable(f.stack().stack())),
                    new Column<>("per second", false, f -> rate(f.perSecond())),
                    new Column<>(
                            "at most",
                            true,
                            f -> rate(f.capacity().point()) + " by " + f.limit().id()),
                    new Column<>("interval", true, f -> ends(f.capacity().interval())),
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
        lines.addAll(measured(forecasts));
        lines.add(
                "  connections are as many as are needed; requests at even intervals wait less, some not at all (no wait)");
        lines.add("  P50 and P99 are of waiting: a stack's own pauses are not in them");
        forecasts.forEach(forecast -> withoutInterval(forecast).ifPresent(lines::add));
        List<String> unstable =
                forecasts.stream().flatMap(forecast -> unstable(forecast).stream()).toList();
        if (!unstable.isEmpty()) {
            lines.add("  unstable, latencies grow without end: " + list(unstable));
        }
        lines.addAll(ForecastText.tested(prediction));
        lines.addAll(
                ForecastText.gaps(
                        prediction,
                        forecasts.stream().flatMap(forecast -> forecast.beyond().stream())));
        return lines.stream().map(TextTable::printable).toList();
    }

    private static final List<Column<OpenForecast>> MEASURED =
            List.of(
                    new Column<>("Measured", true, f -> printable(f.stack().stack())),
                    new Column<>("per second", false, ofMeasured(m -> rate(m.perSecond()))),
                    new Column<>("mean ms", false, latency(MeasuredOpenLoop::meanMs)),
                    new Column<>(
                            "forecast",
                            false,
                            off(MeasuredOpenLoop::meanMs, s -> s.meanMs().point())),
                    new Column<>("P50 ms", false, latency(MeasuredOpenLoop::p50Ms)),
                    new Column<>("forecast", false, off(MeasuredOpenLoop::p50Ms, s -> s.p50Ms())),
                    new Column<>("P99 ms", false, latency(MeasuredOpenLoop::p99Ms)),
                    new Column<>("forecast", false, off(MeasuredOpenLoop::p99Ms, s -> s.p99Ms())),
                    new Column<>("", true, ofMeasured(m -> m.error().orElse(""))));

    /** Beside the forecasts, and how much these are off. */
    private static List<String> measured(List<OpenForecast> forecasts) {
        List<OpenForecast> both =
                forecasts.stream().filter(forecast -> forecast.measured().isPresent()).toList();
        if (both.isEmpty()) {
            return List.of(
                    "  not tested: the run measured no such open loop; intervals have the errors of closed loops alone");
        }
        List<String> lines = new ArrayList<>(TextTable.lines(MEASURED, both));
        lines.add("");
        lines.add(
                "  measured in "
                        + list(
                                both.stream()
                                        .flatMap(forecast -> forecast.measured().stream())
                                        .map(MeasuredOpenLoop::scenario)
                                        .distinct()
                                        .toList())
                        + ", forecast: by how much it is off; intervals have the errors of closed loops alone");
        return lines;
    }

    private static Function<OpenForecast, String> ofMeasured(
            Function<MeasuredOpenLoop, String> cell) {
        return forecast -> forecast.measured().map(cell).orElse("");
    }

    private static Function<OpenForecast, String> latency(
            Function<MeasuredOpenLoop, OptionalDouble> of) {
        return ofMeasured(m -> {
            OptionalDouble ms = m.error().isEmpty() ? of.apply(m) : OptionalDouble.empty();
            return ms.isPresent() ? figure(ms.getAsDouble()) : "–";
        });
    }

    private static Function<OpenForecast, String> off(
            Function<MeasuredOpenLoop, OptionalDouble> of, ToDoubleFunction<Outcome.Stable> said) {
        return forecast -> {
            OptionalDouble ms =
                    forecast.measured()
                            .filter(own -> own.error().isEmpty())
                            .map(of)
                            .orElseGet(OptionalDouble::empty);
            return ms.isPresent() && forecast.outcome() instanceof Outcome.Stable stable
                    ? say("%+.0f %%", 100 * (said.applyAsDouble(stable) / ms.getAsDouble() - 1))
                    : "–";
        };
    }

    private static Optional<String> withoutInterval(OpenForecast forecast) {
        return forecast.outcome() instanceof Outcome.Stable stable
                        && stable.meanMs().interval() instanceof Interval.Unbounded(String why)
                ? Optional.of("  no interval: " + forecast.stack().stack() + ": " + why)
                : Optional.empty();
    }

    private static Optional<String> unstable(OpenForecast forecast) {
        return forecast.outcome() instanceof Outcome.Unstable(double excessPerSecond)
                ? Optional.of(
                        say(
                                "%s (%s per second more than it can answer)",
                                forecast.stack().stack(), rate(excessPerSecond)))
                : Optional.empty();
    }

    private static String rate(double perSecond) {
        return perSecond < 10 ? figure(perSecond) : say("%,.0f", perSecond);
    }
}
