package unrigged.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a number and its unit. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m)");

    private Durations() {}

    /**
     * {@code 250us}, {@code 1.5ms}, {@code 4s}, {@code 2m}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a number and one of us, ms, s, m");
        }
        double unitNs =
                switch (matcher.group(2)) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    default -> 60e9;
                };
        return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unitNs));
    }

    /** The shortest form that {@link #parse} reads back as the same duration (to a microsecond). */
    public static String format(Duration duration) {
        long us = Math.round(duration.toNanos() / 1e3);
        if (us % 60_000_000 == 0 && us > 0) {
            return us / 60_000_000 + "m";
        }
        if (us >= 1_000_000 && us % 1_000 == 0) {
            return trimmed(us, 1_000_000) + "s";
        }
        return us >= 1_000 ? trimmed(us, 1_000) + "ms" : us + "us";
    }

    private static String trimmed(long value, long unit) {
        return value % unit == 0
                ? Long.toString(value / unit)
                : Double.toString((double) value / unit);
    }
}
