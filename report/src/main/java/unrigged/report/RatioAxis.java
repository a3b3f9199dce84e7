package unrigged.report;

import static unrigged.report.ReportText.say;

import java.util.Arrays;
import unrigged.inference.Interval;

/** A logarithmic axis of ratios in the columns of a console: dots, intervals, a line at 1×. */
final class RatioAxis {
    private static final double[] TICKS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100
    };
    private static final double MARGIN = 1.02;

    private final double from;
    private final double to;
    private final int width;

    /**
     * From {@code least} to {@code most}, wider where that leaves 1× out.
     *
     * @param width in columns, at least 10
     */
    RatioAxis(double least, double most, int width) {
        this.from = Math.log(Math.min(1, least) / MARGIN);
        this.to = Math.log(Math.max(1, most) * MARGIN);
        this.width = width;
    }

    private int column(double ratio) {
        double place = (Math.log(ratio) - from) / (to - from) * (width - 1);
        return (int) Math.max(0, Math.min(width - 1L, Math.round(place)));
    }

    /** Its ticks: as many as have room, 1× first. */
    String scale() {
        char[] line = blank();
        tick(line, 1);
        for (double tick : TICKS) {
            if (Math.log(tick) > from && Math.log(tick) < to) {
                tick(line, tick);
            }
        }
        return new String(line).stripTrailing();
    }

    private void tick(char[] line, double ratio) {
        String label = (ratio >= 1 ? say("%.0f", ratio) : Double.toString(ratio)) + "×";
        int start = Math.max(0, Math.min(width - label.length(), column(ratio)));
        for (int i = Math.max(0, start - 1); i <= start + label.length() && i < width; i++) {
            if (line[i] != ' ') {
                return;
            }
        }
        label.getChars(0, label.length(), line, start);
    }

    /** A dot with its interval. */
    String mark(double point, Interval interval) {
        char[] line = blank();
        line[column(1)] = '│';
        if (interval instanceof Interval.Bounded(double lo, double hi)) {
            Arrays.fill(line, column(lo), column(hi) + 1, '─');
        }
        line[column(point)] = '●';
        return new String(line).stripTrailing();
    }

    private char[] blank() {
        char[] line = new char[width];
        Arrays.fill(line, ' ');
        return line;
    }
}
