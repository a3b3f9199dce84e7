package unrigged.process;

/**
 * The machine lacks something that running a topology needs; the message says what and how to get
 * it.
 */
public final class MissingToolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingToolException(String message) {
        super(message);
    }

    MissingToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
