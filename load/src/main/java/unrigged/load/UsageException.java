package unrigged.load;

/**
 * The command line asks for something that cannot be: what was given, what is expected, the fix.
 */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message all of the three
     */
    UsageException(String message) {
        super(message);
    }

    UsageException(String given, String expected, String fix) {
        super(given + "\n  expected: " + expected + "\n  to fix:   " + fix);
    }
}
