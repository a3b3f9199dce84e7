package unrigged.load.transport;

import java.net.SocketException;

/** A limit on open files was reached. */
public final class TooManyOpenFilesException extends SocketException {
    private static final long serialVersionUID = 1;

    /** Whose limit it is. */
    public enum Limit {
        /** RLIMIT_NOFILE, as {@code ulimit -n} says. */
        PROCESS,
        /** {@code fs.file-max}, of all processes together. */
        SYSTEM
    }

    private final Limit limit;

    TooManyOpenFilesException(String message, Limit limit) {
        super(message);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
