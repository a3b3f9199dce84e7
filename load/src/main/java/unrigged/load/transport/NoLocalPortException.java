package unrigged.load.transport;

import java.net.ConnectException;

/** A connection was not begun because its local address has no free port left. */
public final class NoLocalPortException extends ConnectException {
    private static final long serialVersionUID = 1;

    NoLocalPortException(String message) {
        super(message);
    }
}
