package unrigged.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A number as a cell writes it.
 *
 * @param value as written, without its unit
 * @param half of the last digit that is written
 * @param suffix what follows the number; empty where nothing does
 */
record NumberText(double value, double half, String suffix) {
    /** What tables write where there is no value. */
    private static final Set<String> ABSENT =
            Set.of("", "-", "–", "—", "?", "n/a", "na", "n.a.", "nan", "null", "none", "dnf");

    private static final int ABSENT_MAX = 4;
    private static final int LENGTH_MAX = 64;

    private static final Pattern NUMBER =
            Pattern.compile(
                    "([<>~≈]?\\s*)([-+−]?)(\\d[\\d,' _\\u00a0\\u202f]*)(\\.\\d+)?([eE][-+]?\\d{1,3})?\\s*([^\\d\\s.,].{0,15})?");

    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}([,' _\\u00a0\\u202f]\\d{3})+");

    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** Of the last digit, by how many there are behind the point. */
    private static final double[] HALVES =
            IntStream.range(0, LENGTH_MAX).mapToDouble(n -> 0.5 * Math.pow(10, -n)).toArray();

    /** A comma that cannot part thousands. */
    private static final Pattern DECIMAL_COMMA =
            Pattern.compile("[-+−]?(\\d{1,3}(\\.\\d{3})+|0|\\d+),\\d+\\D*");

    static boolean absent(String text) {
        return text.length() <= ABSENT_MAX && ABSENT.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Empty for text that is no number. */
    static Optional<NumberText> of(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || !digitNearBegin(text)) {
            return Optional.empty();
        }
        int decimals = plainDecimals(text);
        if (decimals >= 0) {
            return Optional.of(plain(text, decimals));
        }
        Matcher match = NUMBER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String whole = match.group(3).strip();
        boolean grouped = GROUPS.matcher(whole).matches();
        if (!grouped && !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String digits = grouped ? whole.replaceAll("\\D", "") : whole;
        String fraction = match.group(4) == null ? "" : match.group(4);
        String exponent = match.group(5) == null ? "" : match.group(5);
        double value = Double.parseDouble(digits + fraction + exponent);
        double half =
                0.5
                        * Math.pow(
                                10,
                                (exponent.isEmpty() ? 0 : Integer.parseInt(exponent.substring(1)))
                                        - Math.max(0, fraction.length() - 1));
        boolean negative = match.group(2).equals("-") || match.group(2).equals("−");
        String suffix = match.group(6) == null ? "" : match.group(6).strip();
        return Double.isFinite(value)
                ? Optional.of(new NumberText(negative ? -value : value, half, suffix))
                : Optional.empty();
    }

    /** Such as 3,41 or 1.234,5; not 1,234, which is a thousand or so. */
    static boolean decimalComma(String text) {
        if (text.indexOf(',') < 0 || !DECIMAL_COMMA.matcher(text).matches()) {
            return false;
        }
        String number = text.replaceAll("[^\\d,.].*$", "");
        return number.startsWith("0,") || !GROUPS.matcher(number).matches();
    }

    /** The same number with the points and commas that English has. */
    static String withDecimalPoint(String text) {
        return text.replace(".", "").replace(',', '.');
    }

    private static boolean digitNearBegin(String text) {
        for (int i = 0; i < Math.min(4, text.length()); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Of digits with at most one point among them, so many of them behind it. */
    static NumberText plain(String text, int decimals) {
        return new NumberText(plainValue(text, decimals), HALVES[decimals], "");
    }

    /**
     * Of digits with at most one point among them. Up to 15 digits are an exact double, as is the
     * power of ten, so that their quotient is the nearest double (Clinger, How to read floating
     * point numbers accurately, 1990); a parser costs a multiple of that.
     */
    private static double plainValue(String text, int decimals) {
        if (text.length() > EXACT_DIGITS) {
            return Double.parseDouble(text);
        }
        long digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits = c == '.' ? digits : digits * 10 + (c - '0');
        }
        return digits / POWERS_OF_TEN[decimals];
    }

    /**
     * Of digits with at most one point among them, how many are behind it; −1 for anything else.
     */
    static int plainDecimals(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return -1;
        }
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return -1;
            }
        }
        return point < 0 ? 0 : text.length() - 1 - point;
    }
}
