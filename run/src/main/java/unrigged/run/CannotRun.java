package unrigged.run;

/** The environment cannot carry out the run; the message says what is missing and how to get it. */
public final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
