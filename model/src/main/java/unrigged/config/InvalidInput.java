package unrigged.config;

/**
 * Something the user wrote cannot be used. The message is complete: where it is (file, line and
 * column where there is one), what was found, what was expected, and how to put it right.
 */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidInput(String message) {
        super(message);
    }

    public InvalidInput(String message, Throwable cause) {
        super(message, cause);
    }
}
