package unrigged.lint.page;

import java.util.List;
import java.util.Locale;

/** Numbers of things in sentences. */
final class Counts {
    private static final List<String> WORDS =
            List.of(
                    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten", "eleven", "twelve");

    private Counts() {}

    /** 1,234. */
    static String digits(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** 1 row, 2 rows. */
    static String inDigits(int count, String one, String many) {
        return digits(count) + " " + (count == 1 ? one : many);
    }

    /** One row, two rows, 13 rows. */
    static String inWords(int count, String one, String many) {
        return word(count) + " " + (count == 1 ? one : many);
    }

    /** A word up to twelve. */
    static String word(int count) {
        return count < WORDS.size() ? WORDS.get(count) : digits(count);
    }
}
