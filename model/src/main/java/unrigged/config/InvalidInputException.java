package unrigged.config;

/**
 * Something the user wrote cannot be used. The message is complete: where it is (file, line and
 * column where there is one), what was found, what was expected, and how to put it right.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
