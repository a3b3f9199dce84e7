package unrigged.deployment;

/**
 * A stack's command or variable names a placeholder that has no value; concerns this stack only.
 */
public final class PlaceholderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PlaceholderException(String message) {
        super(message);
    }
}
