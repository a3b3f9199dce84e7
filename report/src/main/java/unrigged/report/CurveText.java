package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.level;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.prediction.HeldOut.Forecasted;
import unrigged.prediction.Prediction;
import unrigged.prediction.RatioCurve;
import unrigged.report.TextTable.Column;

/** Forecast ratios over the levels of a setting as plain text for a console. */
public final class CurveText {
    private CurveText() {}

    /** Lines without line ends: the ratios by level, then where neither stack is ahead. */
    public static List<String> lines(
            Prediction prediction,
            List<RatioCurve> curves,
            String reference,
            double from,
            double to) {
        List<String> lines = new ArrayList<>();
        if (curves.isEmpty()) {
            return List.of("no stack beside the reference stack has a forecast");
        }
        ScenarioSetting setting = curves.getFirst().setting();
        String range = level(setting, from) + " to " + level(setting, to);
        lines.add(
                say(
                        "A forecast, not a measurement: throughput as a multiple of %s's, over %s from %s.",
                        reference, setting.words(), range));
        lines.add("");
        List<Column<Integer>> columns = new ArrayList<>();
        columns.add(
                new Column<>(
                        setting.words(),
                        false,
                        i -> level(setting, curves.getFirst().points().get(i).level())));
        for (RatioCurve curve : curves) {
            columns.add(
                    new Column<>(
                            TextTable.printable(curve.stack().stack()),
                            false,
                            i -> figure(curve.points().get(i).ratio().point()) + "×"));
        }
        lines.addAll(
                TextTable.lines(
                        columns,
                        IntStream.range(0, curves.getFirst().points().size()).boxed().toList()));
        band(prediction, curves.getFirst().points().getFirst()).ifPresent(lines::add);
        lines.add("");
        for (RatioCurve curve : curves) {
            lines.addAll(crossings(curve, range));
        }
        return lines.stream().map(TextTable::printable).toList();
    }

    private static Optional<String> band(Prediction prediction, RatioCurve.Point point) {
        OptionalDouble error = prediction.heldOut().medianError(Forecasted.RATIO);
        return point.ratio().interval() instanceof Interval.Bounded(double lo, double hi)
                        && error.isPresent()
                ? Optional.of(
                        say(
                                "  each within a factor of %.2f, 95 %%, by the errors of cells that the model did not see (%.1f %% in the median)",
                                Math.sqrt(hi / lo), 100 * error.getAsDouble()))
                : Optional.empty();
    }

    private static List<String> crossings(RatioCurve curve, String range) {
        String stack = curve.stack().stack();
        ScenarioSetting setting = curve.setting();
        if (curve.crossings().isEmpty()) {
            return List.of(
                    say(
                            "  %s: no crossover in %s from %s: %s throughout",
                            stack,
                            setting.words(),
                            range,
                            curve.points().getFirst().ratio().point() > 1 ? "ahead" : "behind"));
        }
        return curve.crossings().stream()
                .map(crossing ->
                        say(
                                "  %s: the lead %s at %s %s%s",
                                stack,
                                crossing.aheadBelow() ? "ends" : "begins",
                                setting.words(),
                                level(setting, crossing.level()),
                                crossing.interval()
                                                instanceof Interval.Bounded(double lo, double hi)
                                        ? say(" (%s–%s)", level(setting, lo), level(setting, hi))
                                        : ""))
                .toList();
    }
}
