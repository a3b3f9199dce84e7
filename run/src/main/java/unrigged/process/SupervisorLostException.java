package unrigged.process;

import org.jspecify.annotations.Nullable;
import unrigged.program.OperationalException;

/**
 * The process that owns all others is gone, or does not do what it is asked: nothing can be started
 * or stopped any more. Concerns everything that runs, not one process.
 */
public final class SupervisorLostException extends OperationalException {
    private static final long serialVersionUID = 1;

    SupervisorLostException(String what) {
        super(what, null, null, null);
    }

    SupervisorLostException(String what, @Nullable Throwable cause) {
        super(what, null, null, cause);
    }

    SupervisorLostException(String what, String hint, @Nullable Throwable cause) {
        super(what, null, hint, cause);
    }
}
