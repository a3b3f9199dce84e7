package unrigged.process;

import unrigged.program.OperationalException;

/** The system would not start a program; the message says which and why. */
public final class ProcessStartException extends OperationalException {
    private static final long serialVersionUID = 1;

    ProcessStartException(String what) {
        super(what, null, null, null);
    }
}
