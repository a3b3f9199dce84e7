package unrigged.program;

/**
 * Something the user wrote, on the command line or in a file, cannot be used. What is wrong begins
 * with where it is: the option, or file, line and column where there are some.
 */
public final class InvalidInputException extends OperationalException {
    private static final long serialVersionUID = 1;

    public InvalidInputException(String what) {
        super(what, null, null, null);
    }

    public InvalidInputException(String what, Throwable cause) {
        super(what, null, null, cause);
    }

    public InvalidInputException(String what, String hint) {
        super(what, null, hint, null);
    }

    public InvalidInputException(String what, String expected, String hint) {
        super(what, expected, hint, null);
    }
}
