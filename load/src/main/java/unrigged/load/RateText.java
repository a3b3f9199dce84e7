package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;
import unrigged.load.arrival.RateProfile;

/** Rates as people write them: 500, or 500/20s,1000/20s, or 100..5000/1m. */
final class RateText {
    /** Of a window, and of a rate without a length. */
    static final long STANDARD_LENGTH_NS = 10_000_000_000L;

    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)";
    private static final Pattern PIECE =
            Pattern.compile(NUMBER + "(?:\\.\\." + NUMBER + ")?(?:/(\\w+(?:\\.\\w+)?))?");

    private RateText() {}

    static RateProfile parse(String text) {
        String[] parts = text.split(",", -1);
        List<RateProfile.Piece> pieces = new ArrayList<>();
        for (String part : parts) {
            Matcher matcher = PIECE.matcher(part);
            if (!matcher.matches() || (matcher.group(3) == null && parts.length > 1)) {
                throw wrong(text, "'" + part + "' is no rate");
            }
            double from = Double.parseDouble(matcher.group(1));
            double to = matcher.group(2) == null ? from : Double.parseDouble(matcher.group(2));
            if (matcher.group(2) != null && matcher.group(3) == null) {
                throw wrong(text, "the ramp '" + part + "' has no length");
            }
            pieces.add(new RateProfile.Piece(lengthNs(text, matcher.group(3)), from, to));
        }
        RateProfile profile = RateProfile.of(pieces);
        if (profile.highestPerSecond() == 0) {
            throw wrong(text, "no request would ever be due");
        }
        return profile;
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

    private static WrongUse wrong(String text, String why) {
        return new WrongUse(
                "--rate '" + text + "': " + why,
                "requests per second, or steps and ramps with their lengths",
                "for example --rate 500, --rate 500/20s,1000/20s or --rate 100..5000/1m");
    }
}
