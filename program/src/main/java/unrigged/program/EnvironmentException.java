package unrigged.program;

/**
 * The environment cannot do what was asked for: a program, a limit, space, a right or a connection
 * is missing.
 */
public final class EnvironmentException extends OperationalException {
    private static final long serialVersionUID = 1;

    public EnvironmentException(String what) {
        super(what, null, null, null);
    }

    public EnvironmentException(String what, Throwable cause) {
        super(what, null, null, cause);
    }

    public EnvironmentException(String what, String hint) {
        super(what, null, hint, null);
    }

    public EnvironmentException(String what, String hint, Throwable cause) {
        super(what, null, hint, cause);
    }

    public EnvironmentException(String what, String expected, String hint) {
        super(what, expected, hint, null);
    }
}
