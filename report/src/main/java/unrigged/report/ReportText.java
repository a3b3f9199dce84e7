package unrigged.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.experiment.ScenarioSetting;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;

/** Figures in words, the same on every machine whatever its language. */
final class ReportText {
    /** In the place of a verdict. */
    static final String NOT_COMPARED = "not compared";

    private ReportText() {}

    /** Why a row that was measured is not compared with the reference stack. */
    static Optional<String> notCompared(Row row) {
        return row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.NotCompared(String why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /** Both ends of the interval that a ratio's verdict was made by; empty where it has none. */
    static String interval(Ratio ratio) {
        return ratio instanceof Ratio.Measured measured ? ends(measured.interval()) : "";
    }

    /** Both ends; empty where there are none. */
    static String ends(Interval interval) {
        return switch (interval) {
            case Interval.Bounded(double lo, double hi) -> figure(lo) + "–" + figure(hi);
            case Interval.Unbounded _ -> "";
        };
    }

    /** Empty where there is none. */
    static String verdict(Ratio ratio) {
        return switch (ratio) {
            case Ratio.Measured measured -> measured.verdict().shown();
            case Ratio.Unmeasured _ -> "";
            case Ratio.NotCompared _ -> NOT_COMPARED;
        };
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static String say(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    /** Two decimals below 10, one below 100, none above. */
    static String figure(double value) {
        double size = Math.abs(value);
        return say(size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", value);
    }

    /** With the unit where the setting has one that is no count. */
    static String level(ScenarioSetting setting, double level) {
        return setting == ScenarioSetting.DELAY
                ? figure(level) + " ms"
                : setting.ofPlan() ? setting.text(level) : say("%,.0f", level);
    }

    static String plural(int count, String one, String many) {
        return say("%,d %s", count, count == 1 ? one : many);
    }

    /** a, b and c. */
    static String list(List<String> words) {
        int n = words.size();
        return n <= 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, n - 1)) + " and " + words.get(n - 1);
    }
}
