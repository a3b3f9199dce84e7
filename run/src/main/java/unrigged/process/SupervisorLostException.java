package unrigged.process;

import org.jspecify.annotations.Nullable;

/**
 * The process that owns all others is gone, or does not do what it is asked: nothing can be started
 * or stopped any more. Concerns everything that runs, not one process.
 */
public final class SupervisorLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SupervisorLostException(String message) {
        super(message);
    }

    SupervisorLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
