package unrigged.program;

import org.jspecify.annotations.Nullable;

/** How an error is shown: what is wrong, then what was expected and the remedy, each on a line. */
public final class ErrorText {
    private static final String REMEDY = "to fix: ";

    private ErrorText() {}

    /** The whole message; the name of the program is not in it. */
    public static String of(String what, @Nullable String expected, @Nullable String hint) {
        return what
                + (expected == null ? "" : expected(expected))
                + (hint == null ? "" : hint(hint));
    }

    /** What is wrong and the remedy in one line, for a field of a record or a cell of a table. */
    public static String inOneLine(String what, String hint) {
        return what + "; " + remedy(hint);
    }

    /** The remedy alone. */
    public static String remedy(String hint) {
        return REMEDY + hint;
    }

    /** The line that follows what is wrong. */
    static String expected(String expected) {
        return "\n  expected: " + expected;
    }

    /** The last line. */
    static String hint(String hint) {
        return "\n  " + remedy(hint);
    }
}
