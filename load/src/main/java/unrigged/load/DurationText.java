package unrigged.load;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: 250us, 1.5ms, 10s, 1m. */
final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is no duration; expected a number and one of us, ms, s, m, h: 10s");
        }
        double unitNs =
                switch (matcher.group(2)) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 3600e9;
                };
        return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unitNs));
    }

    /** In the largest unit that gives a short number. */
    static String of(long ns) {
        if (ns >= 60_000_000_000L && ns % 60_000_000_000L == 0) {
            return ns / 60_000_000_000L + "m";
        }
        return ns >= 1_000_000_000L
                ? String.format(Locale.ROOT, "%.4gs", ns / 1e9).replaceFirst("\\.?0+s", "s")
                : String.format(Locale.ROOT, "%.4gms", ns / 1e6).replaceFirst("\\.?0+ms", "ms");
    }
}
