package unrigged.process;

/** The system would not start a program; the message says which and why. */
public final class ProcessStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProcessStartException(String message) {
        super(message);
    }
}
