package unrigged.report;

import static unrigged.report.ReportText.say;

/** A logarithmic scale of ratios that has 1× on it. */
final class RatioScale {
    private final double from;
    private final double to;

    /**
     * From {@code least} to {@code most}, wider where that leaves 1× out.
     *
     * @param margin a factor of room at both ends
     */
    RatioScale(double least, double most, double margin) {
        this.from = Math.log(Math.min(1, least) / margin);
        this.to = Math.log(Math.max(1, most) * margin);
    }

    /** 0 at its beginning, 1 at its end. */
    double part(double ratio) {
        return (Math.log(ratio) - from) / (to - from);
    }

    boolean holds(double ratio) {
        return Math.log(ratio) > from && Math.log(ratio) < to;
    }

    static String label(double ratio) {
        return (ratio >= 1 ? say("%.0f", ratio) : Double.toString(ratio)) + "×";
    }
}
