package unrigged.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.inference.Interval;
import unrigged.inference.Verdict.Better;
import unrigged.program.InvalidInputException;

/**
 * What `--fail-on WORD[:5%]` asks: whether an interval of a ratio lies wholly beyond a tolerance on
 * the worse side. An interval that holds the tolerance fails nobody: it shows nothing.
 *
 * @param tolerance a share: 0.05 for 5 %
 */
record Gate(double tolerance) {
    private static final Pattern TOLERANCE = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
    private static final double TOLERANCE_MAX = 100;

    /**
     * Of an option's value.
     *
     * @param word the one that the value begins with
     * @throws InvalidInputException when it is another or has no tolerance in per cent
     */
    static Gate parse(String option, String word, String given) {
        if (given.equals(word)) {
            return new Gate(0);
        }
        if (given.startsWith(word + ":")) {
            Matcher matcher = TOLERANCE.matcher(given.substring(word.length() + 1));
            if (matcher.matches() && Double.parseDouble(matcher.group(1)) < TOLERANCE_MAX) {
                return new Gate(Double.parseDouble(matcher.group(1)) / 100);
            }
        }
        throw new InvalidInputException(
                "%s: expected %s or %s:5%% (a tolerance below 100%%) but found '%s'"
                        .formatted(option, word, word, given));
    }

    /**
     * Whether the interval shows more than the tolerance.
     *
     * @param interval of a ratio, 1 being no difference
     */
    boolean fails(Interval interval, Better better) {
        return interval instanceof Interval.Bounded(double lo, double hi)
                && (better == Better.LOWER ? lo > 1 + tolerance : hi < 1 / (1 + tolerance));
    }
}
