package unrigged.measurement;

/** The environment cannot carry out the run; the message says what is missing and how to get it. */
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
