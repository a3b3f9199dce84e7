package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;
import unrigged.load.arrival.RateProfile;
import unrigged.program.InvalidInputException;

/** Rates as people write them: 500, 30/m, or 500/20s,1000/20s, or 100..5000/1m. */
final class RateText {
    /** Of a window, and of a rate without a length. */
    static final long STANDARD_LENGTH_NS = 10_000_000_000L;

    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)";
    private static final Pattern PIECE =
            Pattern.compile(
                    NUMBER + "(?:\\.\\." + NUMBER + ")?(?:/([smh]))?(?:/(\\w+(?:\\.\\w+)?))?");

    private RateText() {}

    static RateProfile parse(String text) {
        String[] parts = text.split(",", -1);
        List<RateProfile.Piece> pieces = new ArrayList<>();
        for (String part : parts) {
            Matcher matcher = PIECE.matcher(part);
            if (!matcher.matches() || (matcher.group(4) == null && parts.length > 1)) {
                throw wrong(text, "'" + part + "' is no rate");
            }
            if (matcher.group(2) != null && matcher.group(4) == null) {
                throw wrong(text, "the ramp '" + part + "' has no length");
            }
            String unit = matcher.group(3);
            double from = perSecond(matcher.group(1), unit);
            double to = matcher.group(2) == null ? from : perSecond(matcher.group(2), unit);
            pieces.add(new RateProfile.Piece(lengthNs(text, matcher.group(4)), from, to));
        }
        RateProfile profile = RateProfile.of(pieces);
        if (profile.highestPerSecond() == 0) {
            throw wrong(text, "no request would ever be due");
        }
        return profile;
    }

    /** Refuses a profile that ends before the first request is due. */
    static void requireSome(String text, RateProfile profile) {
        if (profile.isEmpty()) {
            throw wrong(text, "no request would be due before the window ends");
        }
    }

    private static double perSecond(String number, @Nullable String unit) {
        double seconds = unit == null || unit.equals("s") ? 1 : unit.equals("m") ? 60 : 3_600;
        return Double.parseDouble(number) / seconds;
    }

    private static long lengthNs(String text, String length) {
        if (length == null) {
            return STANDARD_LENGTH_NS;
        }
        try {
            long ns = new DurationText().convert(length).toNanos();
            if (ns > 0) {
                return ns;
            }
        } catch (TypeConversionException _) {
            // Said below, with the whole option.
        }
        throw wrong(text, "'" + length + "' is no length");
    }

    private static InvalidInputException wrong(String text, String why) {
        return new InvalidInputException(
                "--rate '" + text + "': " + why,
                "requests per second (or /m, /h), or steps and ramps with their lengths",
                "for example --rate 500, --rate 30/m, --rate 500/20s,1000/20s or --rate"
                        + " 100..5000/1m");
    }
}
