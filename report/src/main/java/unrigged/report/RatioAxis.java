package unrigged.report;

import java.util.Arrays;
import unrigged.inference.Interval;

/** A logarithmic axis of ratios in the columns of a console: dots, intervals, a line at 1×. */
final class RatioAxis {
    private static final double[] TICKS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100
    };
    private static final double MARGIN = 1.02;

    private final RatioScale scale;
    private final int width;

    /**
     * From {@code least} to {@code most}, wider where that leaves 1× out.
     *
     * @param width in columns, at least 10
     */
    RatioAxis(double least, double most, int width) {
        this.scale = new RatioScale(least, most, MARGIN);
        this.width = width;
    }

    private int column(double ratio) {
        double place = scale.part(ratio) * (width - 1);
        return (int) Math.max(0, Math.min(width - 1L, Math.round(place)));
    }

    /** Its ticks: as many as have room, 1× first. */
    String scale() {
        char[] line = blank();
        tick(line, 1);
        for (double tick : TICKS) {
            if (scale.holds(tick)) {
                tick(line, tick);
            }
        }
        return new String(line).stripTrailing();
    }

    private void tick(char[] line, double ratio) {
        String label = RatioScale.label(ratio);
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
