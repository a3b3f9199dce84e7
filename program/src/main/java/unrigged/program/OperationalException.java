package unrigged.program;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that can happen in a program without a defect, and that a person can put right. The
 * message says what is wrong and where, with the evidence; it has neither what was expected nor the
 * remedy in it: {@link #text} shows all of them.
 */
public abstract class OperationalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable String expected;
    private final @Nullable String hint;

    /**
     * @param what what is wrong and where
     * @param expected what would be right; null where the message or the hint says it
     * @param hint the remedy; null where there is none, or whoever catches it knows one
     */
    protected OperationalException(
            String what,
            @Nullable String expected,
            @Nullable String hint,
            @Nullable Throwable cause) {
        super(what, cause);
        this.expected = expected;
        this.hint = hint;
    }

    /** What is wrong and where. */
    public final String what() {
        return String.valueOf(getMessage());
    }

    public final Optional<String> expected() {
        return Optional.ofNullable(expected);
    }

    /** The remedy. */
    public final Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** All of it, for people; the name of the program is not in it. */
    public final String text() {
        return ErrorText.of(what(), expected, hint);
    }

    /** What is wrong and the remedy, in one line. */
    public final String line() {
        return hint == null ? what() : ErrorText.inOneLine(what(), hint);
    }
}
